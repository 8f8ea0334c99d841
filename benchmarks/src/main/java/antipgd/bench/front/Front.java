package antipgd.bench.front;

import antipgd.reports.JmhFile;
import antipgd.reports.RatioTable;
import antipgd.step.VectorModule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.ProfilersFailedException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.util.Utils;

/** From a command line to a run of JMH, a result file and a table. */
public final class Front {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  private static final String HELP =
      """
      Beside JMH's own options:%n\
      - Every fork gets the Vector API.%n\
      - Results are always written as JSON, to the file of -rff unless -rf says another format;%n\
        by default to %s in this folder. A table of ratios closes the run.%n\
      - Without any option it runs: %s%n\
      - Exit codes: 0 done, 1 a benchmark failed, 2 the command line cannot be carried out.%n\
      """;

  private final String jar;
  private final Class<?> main;
  private final List<String> defaultSelection;

  /**
   * Creates a front.
   *
   * @param jar the name by which messages and the recorded command call it
   * @param main the class whose {@code main} calls this one, for a VM that has to be started anew
   * @param defaultSelection the options that stand for none
   */
  public Front(String jar, Class<?> main, String... defaultSelection) {
    this.jar = jar;
    this.main = main;
    this.defaultSelection = List.of(defaultSelection);
  }

  /**
   * Carries out a command line.
   *
   * @param args JMH's options
   * @return the exit code
   */
  public int run(String... args) {
    try {
      if (args.length > 0) {
        return carryOut(args);
      }
      System.out.println("No options given, so: " + String.join(" ", defaultSelection));
      return carryOut(defaultSelection.toArray(String[]::new));
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

  private int carryOut(String... args)
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
    ResultFile file = new ResultFile(options.resultFile());
    boolean inThisVm = asked.getForkCount().orElse(1) == 0;
    if (inThisVm && !VectorModule.isPresent()) {
      return VectorModule.relaunch(main, args);
    }
    Map<String, String> environment =
        inThisVm ? Environment.ofThisVm() : Environment.of(forkCommand(options));
    environment.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    environment.put("command", command(args));

    Collection<RunResult> results = runner(options).run();
    if (!results.isEmpty()) {
      file.write(results, environment);
      System.out.println();
      System.out.println(RatioTable.of(JmhFile.read(file.path()), selection.legend()));
      System.out.println("Results: " + file.path());
    }
    int failed = selection.size() - results.size();
    if (failed > 0) {
      System.err.println(
          jar
              + ": "
              + failed
              + " of "
              + selection.size()
              + " benchmarks failed; JMH's output above says why");
      return FAILED;
    }
    return DONE;
  }

  /** Answers the options that ask about benchmarks instead of running them. */
  private boolean tells(CommandLineOptions asked) throws BadInputException, IOException {
    if (asked.shouldHelp()) {
      asked.showHelp();
      System.out.printf(HELP, ResultFile.DEFAULT, String.join(" ", defaultSelection));
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
        .map(Front::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
