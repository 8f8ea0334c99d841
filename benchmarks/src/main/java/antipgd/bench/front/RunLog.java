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
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;

/**
 * JMH's output over many runners, one a case: one beginning, one end, and a progress of the whole.
 */
final class RunLog implements AutoCloseable {

  private final PrintStream stream;
  private final boolean closes;
  private final OutputFormat format;
  private final OutputFormat quiet;
  private final int cases;
  private final long start = System.nanoTime();
  private int done;

  /**
   * Opens the log.
   *
   * @param options say where to and how much
   * @param cases how many there will be
   * @throws BadInputException if the file cannot be written
   */
  RunLog(Options options, int cases) throws BadInputException {
    this.cases = cases;
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

  /** What a runner says about itself alone stays out. */
  private Object passOn(Method method, Object... args) throws ReflectiveOperationException {
    boolean ofOneRunner =
        switch (method.getName()) {
          case "startRun", "endRun", "close" -> true;
          case "println" -> ((String) args[0]).startsWith("# Run progress:");
          default -> false;
        };
    try {
      return ofOneRunner ? null : method.invoke(format, args);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("JMH's output failed", e.getCause());
    }
  }

  /** Tells that a case begins. */
  OutputFormat next() {
    double minutes = (System.nanoTime() - start) / 60e9;
    String left =
        done == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", %.1f min so far, about %.1f min left",
                minutes,
                minutes * (cases - done) / done);
    format.println("# Benchmark " + (done + 1) + " of " + cases + left);
    done++;
    return quiet;
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
