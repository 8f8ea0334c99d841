// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Asks the VM after every iteration what its optimizing compiler still has to do. Code that waits
 * for it runs at the steady pace of slow code, which no series of times tells from fast code.
 *
 * <p>VMs other than HotSpot do not answer, and then this measures nothing.
 */
public final class CompilerWatch implements InternalProfiler {

  private static final String COMPILING = "compiling";

  /**
   * A method that is compiled or waits for it, on the highest level: number, flags, level, name.
   */
  private static final Pattern OPTIMIZED = Pattern.compile("(?m)^.*\\d+ [%s!bn ]* 4 .*::.*$");

  @Override
  public String getDescription() {
    return "Methods that the optimizing compiler had still to compile after an iteration";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    // What counts is the end.
  }

  @Override
  public Collection<? extends Result> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    try {
      Object queue =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "compilerQueue",
                  new Object[0],
                  new String[0]);
      return List.of(
          new ScalarResult(COMPILING, methods(queue.toString()), "methods", AggregationPolicy.MAX));
    } catch (JMException e) {
      return List.of();
    }
  }

  /** What it measured, which no table shows: it is taken out of the iteration. */
  static double takenFrom(IterationResult iteration) {
    Result<?> compiling = iteration.getSecondaryResults().get(COMPILING);
    iteration.getRawSecondaryResults().remove(COMPILING);
    return compiling == null ? 0 : compiling.getScore();
  }

  /** How many methods a queue has on the highest level, as HotSpot prints it. */
  static long methods(String queue) {
    return OPTIMIZED.matcher(queue).results().count();
  }
}
