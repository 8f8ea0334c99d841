// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.documents.MalformedResultException;
import antipgd.reports.Reports;
import antipgd.reports.jmh.JmhRun;
import antipgd.step.VectorModule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.ProfilersFailedException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.util.Utils;

/** From a command line to runs of JMH, a result file, a table and a page. */
public final class JmhFrontEnd {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  /** Commands that measure nothing. */
  private static final Set<String> PAGE_COMMANDS = Set.of("report", "compare");

  private static final String HELP =
      """
      Beside JMH's own options:%n\
      - Every fork gets the Vector API.%n\
      - Results are always written as JSON, to the file of -rff unless -rf says another format;%n\
        by default to %s in this folder. It grows with every benchmark that is done.%n\
      - --resume FILE goes on with such a file after a run that was killed: the same options, and%n\
        what is there is not measured again.%n\
      - A table of ratios and a page with plots close the run; --out FOLDER says where the page%n\
        goes, by default to %s.%n\
      - report FILE... makes a page of result files, compare FILE FILE... of their differences;%n\
        report -h and compare -h list their options.%n\
      - Without any option it runs: %s%n\
      - Exit codes: 0 done, 1 a benchmark failed, 2 the command line cannot be carried out.%n\
      """;

  private final String jar;
  private final Class<?> main;
  private final List<String> defaultSelection;

  /**
   * Creates a front end.
   *
   * @param jar the name by which messages and the recorded command call it
   * @param main the class whose {@code main} calls this one, for a VM that has to be started anew
   * @param defaultSelection the options that stand for none
   */
  public JmhFrontEnd(String jar, Class<?> main, String... defaultSelection) {
    this.jar = jar;
    this.main = main;
    this.defaultSelection = List.of(defaultSelection);
  }

  /**
   * Carries out a command line.
   *
   * @param args JMH's options and our own, or a command that makes pages
   * @return the exit code
   */
  public int run(String... args) {
    if (args.length > 0 && PAGE_COMMANDS.contains(args[0])) {
      return Reports.run(args);
    }
    try {
      OwnOptions own = OwnOptions.of(args);
      if (own.rest().isEmpty()) {
        System.out.println("No options given, so: " + String.join(" ", defaultSelection));
        return carryOut(own, defaultSelection.toArray(String[]::new));
      }
      return carryOut(own, own.rest().toArray(String[]::new));
    } catch (BadInputException | CommandLineOptionException e) {
      System.err.println(jar + ": " + e.getMessage() + " (-h lists the options)");
      return BAD_INPUT;
    } catch (ProfilersFailedException e) {
      System.err.println(jar + ": -prof: " + e.getCause().getMessage() + " (-lprof lists them)");
      return BAD_INPUT;
    } catch (RunnerException | IOException e) {
      System.err.println(jar + ": " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private int carryOut(OwnOptions own, String... args)
      throws BadInputException,
          CommandLineOptionException,
          RunnerException,
          IOException,
          InterruptedException {
    CommandLineOptions asked = new CommandLineOptions(args);
    if (tells(asked)) {
      return DONE;
    }
    ForkOptions options = new ForkOptions(asked);
    Selection selection = Selection.of(asked, args);
    boolean atOnce = asked.getWarmupMode().orElse(Defaults.WARMUP_MODE).isBulk();
    checkResumable(own, options, atOnce);
    ResultFile file = new ResultFile(own.resume().orElse(options.resultFile()), Selection::legend);
    boolean inThisVm = asked.getForkCount().orElse(1) == 0;
    if (inThisVm && !VectorModule.isPresent()) {
      return VectorModule.relaunch(main, own.all(args));
    }
    Map<String, String> environment =
        inThisVm ? BenchmarkEnvironment.ofThisVm() : BenchmarkEnvironment.of(forkCommand(options));
    environment.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    environment.put("command", command(args));
    if (own.resume().isPresent()) {
      file.resume(environment);
    }

    List<Case> all = selection.cases();
    List<Case> left = all.stream().filter(each -> !file.has(each)).toList();
    try {
      if (atOnce) {
        measure(options, List.of(options), file, environment);
      } else {
        measure(
            options, left.stream().map(each -> each.options(options)).toList(), file, environment);
      }
    } finally {
      if (!file.isEmpty()) {
        show(file, own);
      }
    }
    int failed = all.size() - file.size();
    if (failed > 0) {
      System.err.println(
          jar
              + ": "
              + failed
              + " of "
              + all.size()
              + " benchmarks failed; JMH's output above says why");
      return FAILED;
    }
    return DONE;
  }

  private static void checkResumable(OwnOptions own, ForkOptions options, boolean atOnce)
      throws BadInputException {
    if (own.resume().isEmpty()) {
      return;
    }
    if (own.rest().contains("-rff")) {
      throw new BadInputException("--resume names the result file, so -rff cannot");
    }
    if (options.otherFormat().hasValue()) {
      throw new BadInputException("--resume: goes on with JSON alone, so -rf cannot be another");
    }
    if (atOnce) {
      throw new BadInputException("--resume: a bulk warm-up measures everything in one go");
    }
  }

  /** One runner after the other, and what each found into the file at once. */
  private void measure(
      ForkOptions all, List<Options> parts, ResultFile file, Map<String, String> environment)
      throws BadInputException, RunnerException, IOException {
    List<RunResult> measured = new ArrayList<>();
    try (RunLog log = new RunLog(all, parts.size())) {
      for (Options part : parts) {
        Collection<RunResult> results = new Runner(part, log.next()).run();
        if (!results.isEmpty()) {
          file.append(results, environment);
        }
        measured.addAll(results);
      }
      log.end(measured);
    }
    if (all.otherFormat().hasValue()) {
      ResultFormatFactory.getInstance(all.otherFormat().get(), all.otherFile()).writeOut(measured);
    }
  }

  private static void show(ResultFile file, OwnOptions own) throws IOException {
    System.out.println();
    System.out.println(JmhRun.read(file.path()).tables());
    System.out.println("Results: " + file.path());
    try {
      System.out.println("Page: " + Reports.page(file.path(), own.pages()));
    } catch (MalformedResultException e) {
      System.out.println("No page: " + e.getMessage());
    }
  }

  /** Answers the options that ask about benchmarks instead of running them. */
  private boolean tells(CommandLineOptions asked) throws BadInputException, IOException {
    if (asked.shouldHelp()) {
      asked.showHelp();
      System.out.printf(
          HELP, ResultFile.DEFAULT, Reports.DEFAULT_FOLDER, String.join(" ", defaultSelection));
    } else if (asked.shouldList()) {
      runner(asked).list();
    } else if (asked.shouldListWithParams()) {
      runner(asked).listWithParams(asked);
    } else if (asked.shouldListProfilers()) {
      asked.listProfilers();
    } else if (asked.shouldListResultFormats()) {
      asked.listResultFormats();
    } else {
      return false;
    }
    return true;
  }

  private static Runner runner(Options options) throws BadInputException {
    try {
      return new Runner(options);
    } catch (IllegalStateException e) {
      throw new BadInputException("-o " + options.getOutput().get() + ": cannot be written");
    }
  }

  /** As JMH puts it together for a fork. */
  private static List<String> forkCommand(Options options) {
    List<String> command = new ArrayList<>();
    command.add(options.getJvm().orElse(Utils.getCurrentJvm()));
    command.addAll(options.getJvmArgsPrepend().orElse(List.of()));
    command.addAll(options.getJvmArgs().orElse(hostOptions()));
    command.addAll(options.getJvmArgsAppend().orElse(List.of()));
    return command;
  }

  private static List<String> hostOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  private String command(String... args) {
    return Stream.of(
            Stream.of("java"), hostOptions().stream(), Stream.of("-jar", jar), Stream.of(args))
        .flatMap(words -> words)
        .map(JmhFrontEnd::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
