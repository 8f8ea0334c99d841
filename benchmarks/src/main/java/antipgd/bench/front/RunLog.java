// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;

/**
 * JMH's output over many runners, one a case or a fork: one beginning, one end, and a progress of
 * the whole. It keeps the iterations that pass.
 */
final class RunLog implements AutoCloseable {

  private static final List<String> OF_ONE_RUNNER =
      List.of("# Run progress:", "# Run complete.", "# Fork: 1 of 1");

  private final PrintStream stream;
  private final boolean closes;
  private final OutputFormat format;
  private final OutputFormat quiet;
  private final List<ForkRun> forks = new ArrayList<>();
  private boolean introduced;

  /**
   * Opens the log.
   *
   * @param options say where to and how much
   * @throws BadInputException if the file cannot be written
   */
  RunLog(Options options) throws BadInputException {
    closes = options.getOutput().hasValue();
    stream = closes ? file(options.getOutput().get()) : System.out;
    format =
        OutputFormatFactory.createFormatInstance(
            stream, options.verbosity().orElse(Defaults.VERBOSITY));
    quiet =
        (OutputFormat)
            Proxy.newProxyInstance(
                RunLog.class.getClassLoader(),
                new Class<?>[] {OutputFormat.class},
                (proxy, method, args) -> passOn(method, args));
  }

  private static PrintStream file(String name) throws BadInputException {
    try {
      return new PrintStream(name, StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw new BadInputException("-o " + name + ": cannot be written");
    } catch (IOException e) {
      throw new IllegalStateException("Every VM has UTF-8", e);
    }
  }

  /** Keeps iterations, and leaves out what a runner says of itself alone. */
  private Object passOn(Method method, Object... args) throws ReflectiveOperationException {
    String text = method.getName().equals("println") ? (String) args[0] : "";
    boolean leftOut =
        switch (method.getName()) {
          case "startRun", "endBenchmark", "endRun", "close" -> true;
          case "startBenchmark" -> introduced;
          case "println" -> OF_ONE_RUNNER.stream().anyMatch(text::startsWith);
          default -> false;
        };
    introduced |= method.getName().equals("startBenchmark");
    if (text.startsWith("# Fork: ")) {
      forks.add(new ForkRun());
    }
    // Forks that only warm up come before the first of the others.
    if (method.getName().equals("iterationResult") && !forks.isEmpty()) {
      forks.get(forks.size() - 1).add((IterationResult) args[3]);
    }
    try {
      return leftOut ? null : method.invoke(format, args);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("JMH's output failed", e.getCause());
    }
  }

  /** Tells something. */
  void tell(String line) {
    format.println(line);
  }

  /** Tells that a case begins. */
  void begin(String line) {
    format.println(line);
    introduced = false;
    forks.clear();
  }

  /** Tells that a fork of it begins, which has a runner of its own. */
  void fork(int number, int of) {
    format.println("# Fork: " + number + " of " + of);
    forks.clear();
  }

  /** For a runner. */
  OutputFormat format() {
    return quiet;
  }

  /** What the runner since the last beginning has measured, fork by fork. */
  List<ForkRun> forks() {
    return List.copyOf(forks);
  }

  /** Tells what came of a case. */
  void end(BenchmarkResult result) {
    format.endBenchmark(result);
  }

  /** JMH's own summary. */
  void end(Collection<RunResult> results) {
    format.endRun(results);
  }

  @Override
  public void close() {
    stream.flush();
    if (closes) {
      stream.close();
    }
  }
}
