// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.bench.Contest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Optional;

/** The benchmarks that a command line asks for, checked before any of them runs. */
final class Selection {

  private final CommandLineOptions asked;
  private final Function<String, Optional<Collection<String>>> values;
  private final Set<BenchmarkListEntry> entries;

  private Selection(
      CommandLineOptions asked,
      Function<String, Optional<Collection<String>>> values,
      Set<BenchmarkListEntry> entries) {
    this.asked = asked;
    this.values = values;
    this.entries = entries;
  }

  /**
   * Finds and checks the benchmarks.
   *
   * @param asked the parsed command line
   * @param args the same as it was typed, for the names of parameters, which JMH does not tell
   * @throws BadInputException if nothing matches or a parameter is unknown or not allowed
   */
  static Selection of(CommandLineOptions asked, String... args) throws BadInputException {
    Set<BenchmarkListEntry> entries;
    try {
      entries = entries(asked.getIncludes(), asked.getExcludes());
    } catch (PatternSyntaxException e) {
      throw new BadInputException(
          "not a regular expression: " + e.getPattern() + ": " + e.getDescription());
    }
    if (entries.isEmpty()) {
      throw new BadInputException(
          "no benchmark matches " + String.join(" ", asked.getIncludes()) + "; -l lists them all");
    }
    Selection selection = new Selection(asked, asked::getParameter, entries);
    selection.checkParameters(args);
    return selection;
  }

  /** All of a contest, at the parameters of its annotations and not those of the command line. */
  static Selection of(CommandLineOptions asked, Contest contest) {
    String name = contest.in().getName() + "." + contest.method();
    return new Selection(
        asked,
        any -> Optional.none(),
        entries(List.of("^" + Pattern.quote(name) + "$"), List.of()));
  }

  private static Set<BenchmarkListEntry> entries(List<String> includes, List<String> excludes) {
    return BenchmarkList.defaultList()
        .find(
            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
            includes,
            excludes);
  }

  private void checkParameters(String... args) throws BadInputException {
    Set<String> names = new TreeSet<>();
    for (BenchmarkListEntry entry : entries) {
      names.addAll(parameters(entry).keySet());
    }
    for (int i = 0; i + 1 < args.length; i++) {
      String name = args[i + 1].replaceFirst("=.*", "");
      if (args[i].equals("-p") && !names.contains(name)) {
        throw new BadInputException(
            "-p "
                + args[i + 1]
                + ": the selected benchmarks have no parameter "
                + name
                + ", they have "
                + names);
      }
    }
    for (String name : names) {
      for (String value : asked.getParameter(name).orElse(List.of())) {
        Parameters.check(name, value);
      }
    }
  }

  /** The cases, in the order in which JMH would run them. */
  List<Planned> plan(ForkOptions options) {
    List<Planned> plan = new ArrayList<>();
    for (BenchmarkListEntry entry : entries) {
      for (Mode mode : modes(entry)) {
        Effort effort = Effort.of(asked, entry, mode);
        for (Map<String, String> params : combinations(entry)) {
          plan.add(new Planned(new Case(entry.getUsername(), mode, params), effort, options));
        }
      }
    }
    return plan;
  }

  private List<Mode> modes(BenchmarkListEntry entry) {
    Collection<Mode> modes = asked.getBenchModes();
    if (modes.isEmpty()) {
      modes = List.of(entry.getMode());
    }
    return modes.contains(Mode.All)
        ? Arrays.stream(Mode.values()).filter(mode -> mode != Mode.All).toList()
        : List.copyOf(modes);
  }

  private List<Map<String, String>> combinations(BenchmarkListEntry entry) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, String[]> parameter : new TreeMap<>(parameters(entry)).entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value :
            values.apply(parameter.getKey()).orElse(List.of(parameter.getValue()))) {
          Map<String, String> with = new TreeMap<>(combination);
          with.put(parameter.getKey(), value);
          longer.add(with);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private static Map<String, String[]> parameters(BenchmarkListEntry entry) {
    return entry.getParams().orElse(Map.of());
  }
}
