// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.bench.Contest;
import antipgd.bench.front.Measurement.Measured;
import antipgd.documents.MalformedResultException;
import antipgd.reports.Reports;
import antipgd.reports.jmh.JmhResult;
import antipgd.reports.jmh.JmhRun;
import antipgd.step.VectorModule;
import antipgd.step.VmOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final Set<String> PAGE_COMMANDS = Set.of("report", "compare", "machines");

  private static final String HELP =
      """
      Beside JMH's own options:%n\
      - Every fork gets the Vector API.%n\
      - Unless -wi, -w, -wbs or -wf says how to warm up, a fork that is not steady runs again with a%n\
        longer warm-up, twice at most. What never is steady is marked.%n\
      - Results are always written as JSON, to the file of -rff unless -rf says another format;%n\
        by default to %s in this folder. It grows with every benchmark that is done.%n\
      - --resume FILE goes on with such a file after a run that was killed: the same options, and%n\
        what is there is not measured again.%n\
      - A table of ratios and a page with plots close the run; --out FOLDER says where the page%n\
        goes, by default to %s.%n\
      - report FILE... makes a page of result files, compare FILE FILE... of their differences,%n\
        machines FILE... of the machines that runs without options are of; each lists its options%n\
        after -h.%n\
      - Where no benchmark is named and neither -e, -p nor -wm BULK is given, it runs these, one%n\
        after the other, within %.0f minutes:%n%s\
      - Exit codes: 0 done, 1 a benchmark failed, 2 the command line cannot be carried out.%n\
      """;

  private static final double SECONDS_PER_MINUTE = 60;

  private final String jar;
  private final Class<?> main;
  private final Default byDefault;

  /**
   * What runs where the command line names no benchmark.
   *
   * @param parts options of JMH for each part of it; the results of the first are shown as soon as
   *     it is done, and a case that was in an earlier part is left out
   * @param minutes what all of it shall take at most
   * @param ofMachines whether the catalogue of machines has such runs
   */
  public record Default(List<List<String>> parts, double minutes, boolean ofMachines) {

    /** Copies the lists. */
    public Default {
      parts = parts.stream().map(List::copyOf).toList();
    }

    /**
     * What no catalogue has.
     *
     * @param parts options of JMH for each part
     * @param minutes what all of it shall take at most
     */
    public Default(List<List<String>> parts, double minutes) {
      this(parts, minutes, false);
    }
  }

  /**
   * Creates a front end.
   *
   * @param jar the name by which messages and the recorded command call it
   * @param main the class whose {@code main} calls this one, for a VM that has to be started anew
   * @param byDefault what runs where no benchmark is named
   */
  public JmhFrontEnd(String jar, Class<?> main, Default byDefault) {
    this.jar = jar;
    this.main = main;
    this.byDefault = byDefault;
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
      return carryOut(OwnOptions.of(args));
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

  private int carryOut(OwnOptions own)
      throws BadInputException,
          CommandLineOptionException,
          RunnerException,
          IOException,
          InterruptedException {
    String[] args = own.rest().toArray(String[]::new);
    CommandLineOptions asked = new CommandLineOptions(args);
    if (tells(asked)) {
      return DONE;
    }
    VmOptions ofHost = VmOptions.ofThisVm().orElseThrow(); // JMH needs java.management, too.
    ForkOptions options = new ForkOptions(asked, ofHost);
    boolean atOnce = asked.getWarmupMode().orElse(Defaults.WARMUP_MODE).isBulk();
    boolean namesNone =
        asked.getIncludes().isEmpty()
            && asked.getExcludes().isEmpty()
            && !own.rest().contains("-p")
            && !atOnce;
    Contests contests = new Contests(contest -> Selection.of(asked, contest).plan(options));
    List<List<Planned>> parts = new ArrayList<>();
    for (List<String> part : namesNone ? byDefault.parts() : List.of(List.<String>of())) {
      String[] all = Stream.concat(part.stream(), own.rest().stream()).toArray(String[]::new);
      CommandLineOptions ofPart = new CommandLineOptions(all);
      Selection selection = Selection.of(ofPart, all);
      parts.add(contests.with(selection.plan(new ForkOptions(ofPart, ofHost))));
    }
    checkResumable(own, options, atOnce);
    checkClosed(parts, atOnce);
    ResultFile file = new ResultFile(own.resume().orElse(options.resultFile()));
    boolean inThisVm = asked.getForkCount().orElse(1) == 0;
    if (inThisVm && VectorModule.wantsRelaunch()) {
      return VectorModule.relaunch(main, own.all(args));
    }
    if (!inThisVm && !ofHost.own().isEmpty() && !asked.getJvmArgs().hasValue()) {
      System.err.println(
          jar
              + ": forks are started without "
              + String.join(" ", ofHost.own())
              + ", which only one VM can have; -jvmArgsAppend gives options to forks");
    }
    BenchmarkEnvironment.Other vm =
        inThisVm
            ? new BenchmarkEnvironment.Other(BenchmarkEnvironment.ofThisVm(), 0)
            : BenchmarkEnvironment.of(forkCommand(options));
    Map<String, String> environment = vm.values();
    environment.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    environment.put("command", command(args));
    if (own.resume().isPresent()) {
      file.resume(environment);
    }

    Set<Case> known = new HashSet<>();
    parts.replaceAll(part -> part.stream().filter(each -> known.add(each.what())).toList());
    long failed;
    try {
      if (atOnce) {
        measureAtOnce(options, file, environment);
      } else {
        double limit =
            namesNone ? SECONDS_PER_MINUTE * byDefault.minutes() : Double.POSITIVE_INFINITY;
        measure(parts, new Run(options, contests, file, environment, vm.startSeconds(), limit));
      }
    } finally {
      List<JmhResult> results = file.results();
      failed = known.stream().filter(each -> !isDone(contests.closed(each, results), file)).count();
      if (!file.isEmpty()) {
        show(file, own);
        if (namesNone && byDefault.ofMachines()) {
          System.out.println(Reports.contribution(file.path(), "java -jar " + jar));
        }
      }
    }
    if (failed > 0) {
      System.err.println(
          jar
              + ": "
              + failed
              + " of "
              + known.size()
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

  private static void checkClosed(List<List<Planned>> parts, boolean atOnce)
      throws BadInputException {
    if (atOnce && parts.stream().flatMap(List::stream).anyMatch(each -> each.what().isOpen())) {
      throw new BadInputException(
          "-wm: what is "
              + Contest.FASTEST
              + " is found case by case, so a bulk warm-up needs -p for each such parameter");
    }
  }

  private static boolean isDone(Optional<Case> of, ResultFile file) {
    return of.filter(file::has).isPresent();
  }

  /** What the cases of a run share. */
  private record Run(
      ForkOptions options,
      Contests contests,
      ResultFile file,
      Map<String, String> environment,
      double startSeconds,
      double limit) {}

  /** One case after the other, and what each found into the file at once. */
  private static void measure(List<List<Planned>> parts, Run run)
      throws BadInputException, RunnerException, IOException {
    List<JmhResult> before = run.file.results();
    List<List<Planned>> left =
        parts.stream()
            .map(
                part ->
                    part.stream()
                        .filter(each -> !isDone(run.contests.closed(each.what(), before), run.file))
                        .toList())
            .toList();
    List<Planned> plan = left.stream().flatMap(List::stream).toList();
    Schedule schedule = new Schedule(plan, run.startSeconds, run.limit, System::nanoTime);
    List<RunResult> measured = new ArrayList<>();
    try (RunLog log = new RunLog(run.options)) {
      Measurement measurement = new Measurement(log, schedule);
      System.out.println(schedule.announcement());
      for (int part = 0; part < left.size(); part++) {
        for (Planned each : left.get(part)) {
          for (Measured of : measurement.of(each, closed(each.what(), run))) {
            run.file.append(of, each.what().open(), run.environment);
            measured.add(of.result());
          }
        }
        if (part == 0 && left.size() > 1 && !run.file.isEmpty()) {
          System.out.println("\n" + JmhRun.read(run.file.path()).tables());
        }
      }
      log.end(measured);
    }
    writeOtherFormat(run.options, measured);
  }

  /** The case to measure; nothing if its contest failed, or if it is another's by another name. */
  private static Optional<Case> closed(Case of, Run run) throws IOException {
    return of.isOpen()
        ? run.contests.closed(of, run.file.results()).filter(found -> !run.file.has(found))
        : Optional.of(of);
  }

  /** A bulk warm-up takes one runner for everything, so no iteration is known to be of a case. */
  private static void measureAtOnce(
      ForkOptions options, ResultFile file, Map<String, String> environment)
      throws BadInputException, RunnerException, IOException {
    Collection<RunResult> measured;
    try (RunLog log = new RunLog(options)) {
      measured = new Runner(options, log.format()).run();
      for (RunResult result : measured) {
        log.end(result.getAggregatedResult());
        file.append(new Measured(result, List.of()), List.of(), environment);
      }
      log.end(measured);
    }
    writeOtherFormat(options, measured);
  }

  private static void writeOtherFormat(ForkOptions options, Collection<RunResult> measured) {
    if (options.otherFormat().hasValue()) {
      ResultFormatFactory.getInstance(options.otherFormat().get(), options.otherFile())
          .writeOut(measured);
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
          HELP, ResultFile.DEFAULT, Reports.DEFAULT_FOLDER, byDefault.minutes(), shown(byDefault));
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

  private static String shown(Default byDefault) {
    return byDefault.parts().stream()
        .map(part -> "  " + String.join(" ", part) + System.lineSeparator())
        .collect(Collectors.joining());
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
