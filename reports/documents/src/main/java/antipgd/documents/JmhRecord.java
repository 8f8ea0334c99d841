// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;

/**
 * One result of JMH as its JSON has it, as far as this project reads it. Files of other programs
 * and of other versions of JMH lack fields and have others, so that here everything may be null.
 *
 * @param benchmark class and method
 * @param mode JMH's short name of the mode, as in {@code avgt}
 * @param threads threads that ran the method side by side
 * @param params parameters in the order of the file
 * @param primaryMetric what was measured
 * @param secondaryMetrics what profilers measured, by name
 * @param procedure how it was measured
 * @param vm which VM it was measured on
 * @param environment what {@code benchmarks.jar} adds: machine, VM and command
 * @param legend what {@code benchmarks.jar} adds: what the source says
 * @param steady what {@code benchmarks.jar} adds: whether the measured iterations have one level
 * @param series what {@code benchmarks.jar} adds: the iterations of each fork
 */
public record JmhRecord(
    String benchmark,
    String mode,
    Integer threads,
    Map<String, String> params,
    Metric primaryMetric,
    Map<String, Metric> secondaryMetrics,
    @JsonUnwrapped Procedure procedure,
    @JsonUnwrapped Vm vm,
    Map<String, String> environment,
    BenchmarkLegend legend,
    Boolean steady,
    List<Series> series) {

  /** Maps are empty where they are missing, but for the environment. */
  public JmhRecord {
    params = params == null ? Map.of() : params;
    secondaryMetrics = secondaryMetrics == null ? Map.of() : secondaryMetrics;
  }

  /**
   * A quantity.
   *
   * @param score its mean
   * @param scoreUnit unit of the mean
   * @param rawData the mean of each iteration, fork by fork
   * @param rawDataHistogram in mode {@code sample} instead of it: of each iteration the calls that
   *     were sampled, as pairs of a time and how many took it
   */
  public record Metric(
      Double score,
      String scoreUnit,
      List<List<Double>> rawData,
      List<List<List<List<Double>>>> rawDataHistogram) {}

  /**
   * The iterations of a fork, in their order and in the unit of the primary metric.
   *
   * @param warmUp the mean of each iteration of warm-up
   * @param measured the mean of each iteration that was measured
   * @param unsteady why the fork is not steady; null if it is, or if that cannot be told
   */
  public record Series(List<Double> warmUp, List<Double> measured, String unsteady) {}

  /**
   * How a benchmark was run.
   *
   * @param forks number of forks
   * @param warmupIterations iterations of warm-up
   * @param warmupTime time of each
   * @param measurementIterations iterations that were measured
   * @param measurementTime time of each
   */
  public record Procedure(
      String forks,
      String warmupIterations,
      String warmupTime,
      String measurementIterations,
      String measurementTime) {}

  /**
   * Which VM a benchmark ran on.
   *
   * @param jmhVersion version of JMH
   * @param vmName name of the VM
   * @param vmVersion version of the VM
   * @param jvmArgs options of the VM
   */
  public record Vm(String jmhVersion, String vmName, String vmVersion, List<String> jvmArgs) {}
}
