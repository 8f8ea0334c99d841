// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.MalformedResultException;
import antipgd.reports.page.EnvironmentTable;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.NumberText;
import antipgd.reports.plot.PlotColour;
import antipgd.reports.plot.RangePlot;
import antipgd.reports.plot.Scale;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A run beside another. A change is called one only where it is at least 10 % and the intervals of
 * the two times are disjoint.
 */
public final class Comparison {

  private static final double LEAST_CHANGE = 0.1;

  private final Run before;
  private final Run after;

  /**
   * A run.
   *
   * @param name what it is called
   * @param results what was measured
   */
  public record Run(String name, List<JmhResult> results) {}

  /** What became of a benchmark. */
  enum Verdict {
    FASTER("faster", PlotColour.GOOD),
    SLOWER("SLOWER", PlotColour.BAD),
    SAME("no change shown", PlotColour.MUTED),
    UNKNOWN("one fork: not known", PlotColour.MUTED);

    final String text;
    final PlotColour colour;

    Verdict(String text, PlotColour colour) {
      this.text = text;
      this.colour = colour;
    }
  }

  /** A benchmark in both runs. */
  record Pair(JmhResult before, JmhResult after) {

    /** Time after divided by time before. */
    Estimate ratio() {
      return after.ratioTo(before);
    }

    Verdict verdict() {
      Estimate a = before.time();
      Estimate b = after.time();
      if (!a.isKnown() || !b.isKnown()) {
        return Verdict.UNKNOWN;
      }
      double change = b.estimate() / a.estimate() - 1;
      if (Math.abs(change) < LEAST_CHANGE || !a.isDisjoint(b)) {
        return Verdict.SAME;
      }
      return change < 0 ? Verdict.FASTER : Verdict.SLOWER;
    }
  }

  private Comparison(Run before, Run after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Compares every run with the first.
   *
   * @param runs two or more
   * @return a section for each class of each run but the first
   * @throws MalformedResultException if a run has no benchmark in common with the first
   */
  public static List<Section> of(List<Run> runs) throws MalformedResultException {
    List<Section> sections = new ArrayList<>();
    for (Run run : runs.subList(1, runs.size())) {
      sections.addAll(new Comparison(runs.get(0), run).sections());
    }
    return sections;
  }

  private List<Section> sections() throws MalformedResultException {
    Map<List<Object>, Deque<JmhResult>> first = new LinkedHashMap<>();
    before
        .results()
        .forEach(r -> first.computeIfAbsent(r.identity(), i -> new ArrayDeque<>()).add(r));
    List<Pair> pairs = new ArrayList<>();
    List<Alone> alone = new ArrayList<>();
    // What stands twice in a run is compared in the order of the files.
    for (JmhResult result : after.results()) {
      Deque<JmhResult> same = first.getOrDefault(result.identity(), new ArrayDeque<>());
      if (same.isEmpty()) {
        alone.add(new Alone(after, result));
      } else {
        pairs.add(new Pair(same.remove(), result));
      }
    }
    first.values().forEach(rest -> rest.forEach(result -> alone.add(new Alone(before, result))));
    if (pairs.isEmpty()) {
      throw new MalformedResultException(
          after.name() + ": has no benchmark with the parameters of one in " + before.name());
    }
    List<Section> sections = new ArrayList<>();
    sections.add(summary(pairs, alone));
    Map<String, String> names =
        ClassNames.of(pairs.stream().map(pair -> pair.after().benchmarkClass()).toList());
    Environments.groups(pairs, pair -> pair.after().benchmarkClass())
        .forEach((name, ofClass) -> sections.add(section(names.get(name), ofClass)));
    return sections;
  }

  /** A result that only one of the runs has. */
  private record Alone(Run run, JmhResult result) {}

  private String title() {
    return after.name() + " against " + before.name();
  }

  private Section summary(List<Pair> pairs, List<Alone> alone) {
    Table table =
        new Table.Builder<Verdict>()
            .text("verdict", verdict -> verdict.text)
            .number(
                "benchmarks",
                verdict ->
                    String.valueOf(
                        pairs.stream().filter(pair -> pair.verdict() == verdict).count()))
            .of("", List.of(Verdict.values()));
    Table rest =
        new Table.Builder<Alone>()
            .text("run", each -> each.run().name())
            .text("class", each -> each.result().benchmarkClass())
            .text("kernel", each -> each.result().label(List.of()))
            .of("In one of the runs only", alone);
    return new Section(
        title(),
        "A change is called one only where it is at least 10 % and the 95 % intervals of the two"
            + " times are disjoint."
            + (alone.isEmpty()
                ? ""
                : " Results that only one of the runs has: " + alone.size() + "."),
        List.of(),
        alone.isEmpty() ? List.of(table) : List.of(table, rest),
        environment(pairs));
  }

  private Section section(String name, List<Pair> pairs) {
    BenchmarkClass of =
        new BenchmarkClass(
            name,
            pairs.stream().map(Pair::after).toList(),
            List.of(),
            pairs.get(0).after().environment());
    RangePlot plot =
        new RangePlot(
            Section.slug(after.name(), name),
            name + ": " + title(),
            "time / time of " + before.name(),
            Scale.LOG2,
            false);
    plot.mark(1 - LEAST_CHANGE, "").mark(1 + LEAST_CHANGE, "");
    for (Pair pair : pairs) {
      Estimate ratio = pair.ratio();
      plot.add(
          new RangePlot.Row(
              label(of, pair),
              ratio.estimate(),
              ratio.lower(),
              ratio.upper(),
              List.of(),
              pair.verdict().colour));
    }
    Table.Builder<Pair> table =
        new Table.Builder<Pair>()
            .text("kernel", pair -> label(of, pair))
            .number(before.name() + ", " + of.timeUnit(), pair -> time(of, pair, pair.before()))
            .number(after.name() + ", " + of.timeUnit(), pair -> time(of, pair, pair.after()))
            .number("ratio", pair -> RatioTable.ratio(pair.ratio()))
            .text("verdict", pair -> pair.verdict().text);
    boolean forksDiffer =
        pairs.stream().anyMatch(p -> p.before().forks().size() != p.after().forks().size());
    if (forksDiffer) {
      table.text("forks", p -> p.before().forks().size() + " and " + p.after().forks().size());
    }
    return new Section(
        name + ": " + title(),
        notAlike(pairs)
            ? "Not all of these were run alike in both runs: see what they were made on."
            : "",
        List.of(
            new Figure(
                plot.draw(),
                (pairs.stream().anyMatch(pair -> pair.ratio().isKnown())
                        ? "Ratio of times with its 95 % interval"
                        : "Ratio of times; with one fork no interval is known")
                    + ": left of 1 is faster. Dashed: 10 % less and more.")),
        List.of(table.of("", pairs)),
        environment(pairs));
  }

  private static String label(BenchmarkClass of, Pair pair) {
    String length =
        of.isSized()
            ? ", " + of.length() + " = " + NumberText.binary(pair.after().elements().getAsInt())
            : "";
    return of.kernel(pair.after()) + length;
  }

  /** Both times in one unit. */
  private static String time(BenchmarkClass of, Pair pair, JmhResult result) {
    return RatioTable.ratio(result.time().times(1 / of.perCall(pair.after())));
  }

  private static boolean notAlike(List<Pair> pairs) {
    return pairs.stream()
        .anyMatch(
            pair ->
                Stream.of(Environments.FLAGS, Environments.PROCEDURE)
                    .anyMatch(
                        how ->
                            !Objects.equals(
                                pair.before().environment().get(how),
                                pair.after().environment().get(how))));
  }

  /** Of both runs; what is the same in both is said once. */
  private EnvironmentTable environment(List<Pair> pairs) {
    Map<String, String> first =
        Environments.joined(pairs.stream().map(pair -> pair.before().environment()).toList());
    Map<String, String> second =
        Environments.joined(pairs.stream().map(pair -> pair.after().environment()).toList());
    Map<String, String> both = new LinkedHashMap<>();
    for (String name : union(first, second)) {
      String a = first.getOrDefault(name, "not recorded");
      String b = second.getOrDefault(name, "not recorded");
      both.put(name, a.equals(b) ? a : before.name() + ": " + a + " / " + after.name() + ": " + b);
    }
    return EnvironmentTable.of(both);
  }

  private static List<String> union(Map<String, String> first, Map<String, String> second) {
    List<String> names = new ArrayList<>(first.keySet());
    second.keySet().stream().filter(name -> !first.containsKey(name)).forEach(names::add);
    return names;
  }
}
