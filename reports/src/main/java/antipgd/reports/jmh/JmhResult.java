// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.BenchmarkLegend;
import antipgd.reports.jmh.Family.Ratio;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One benchmark of a JMH run: a method at one set of parameters.
 *
 * @param place where it stands: file, number and name
 * @param benchmarkClass fully qualified name of the class
 * @param method name of the method
 * @param mode JMH's short name of the mode, as in {@code avgt}
 * @param params parameters in the order of the file
 * @param threads threads that ran the method side by side
 * @param forks time of one call in each iteration of each fork, in ns
 * @param allocation bytes allocated by one call, if the profiler {@code gc} ran
 * @param steadiness whether its iterations have one level in every fork
 * @param legend what its source says
 * @param environment what it ran on, in the order to show it
 */
public record JmhResult(
    String place,
    String benchmarkClass,
    String method,
    String mode,
    Map<String, String> params,
    int threads,
    List<List<Double>> forks,
    OptionalDouble allocation,
    Steadiness steadiness,
    BenchmarkLegend legend,
    Map<String, String> environment) {

  static boolean isThroughput(String mode) {
    return mode.equals("thrpt");
  }

  /** Whether its score is how many calls there are in a time. Its mean is one of these, too. */
  boolean isThroughput() {
    return isThroughput(mode);
  }

  /**
   * The time of one call in each fork: the median of its iterations, which a slow one through a
   * neighbour does not move. Of throughput it is the time at the median rate.
   *
   * @return times in ns
   */
  public List<Double> forkTimes() {
    return forks.stream()
        .map(fork -> inverse(Steadiness.median(fork.stream().mapToDouble(this::inverse).toArray())))
        .toList();
  }

  /** From time to rate and back for throughput, whose means are means of rates. */
  private double inverse(double value) {
    return isThroughput() ? 1 / value : value;
  }

  private List<Double> forkScores() {
    return forkTimes().stream().map(this::inverse).toList();
  }

  /**
   * The mean over forks, in the unit of the file: of throughput it is the time at the mean rate.
   *
   * @return time of one call, in ns, with the interval that its own forks give
   */
  public Estimate time() {
    return time(new Family(List.of(forkTimes()), 0));
  }

  /** The same with the interval that a table gives. */
  Estimate time(Family table) {
    Estimate mean = table.mean(forkScores());
    return isThroughput() ? mean.inverse() : mean;
  }

  /** The time of this divided by that of another in the same mode and table. */
  Ratio ratioTo(JmhResult other, Family table) {
    return isThroughput()
        ? table.ratio(other.forkScores(), forkScores())
        : table.ratio(forkScores(), other.forkScores());
  }

  /** What was still changing while it was measured is compared with nothing. */
  boolean mayBeCompared() {
    return steadiness.state() != Steadiness.State.NOT_STEADY;
  }

  /**
   * The number of elements a call works on, which a parameter holds that the legend names.
   *
   * @return elements, or nothing without such a parameter
   */
  public OptionalInt elements() {
    return elements(params, legend.length());
  }

  static OptionalInt elements(Map<String, String> params, String length) {
    try {
      int n = Integer.parseInt(length.isEmpty() ? "" : params.getOrDefault(length, ""));
      return n > 0 ? OptionalInt.of(n) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /** Traffic of all threads together, in GB/s; nothing if it is not known. */
  Optional<Estimate> bandwidth() {
    if (legend.bytesPerElement() == 0 || elements().isEmpty()) {
      return Optional.empty();
    }
    double bytes = (double) legend.bytesPerElement() * elements().getAsInt() * threads;
    return Optional.of(time().inverse().times(bytes));
  }

  /** Operations on lanes by all threads together, in 10^9 a second; nothing if not known. */
  Optional<Estimate> arithmetic() {
    if (!(legend.operationsPerElement() > 0)
        || elements().isEmpty() && !legend.length().isEmpty()) {
      return Optional.empty();
    }
    double operations = legend.operationsPerElement() * elements().orElse(1) * threads;
    return Optional.of(time().inverse().times(operations));
  }

  /** The clock, in GHz, of a call whose cycles are known; nothing of another. */
  Optional<Estimate> clock() {
    return legend.cycles() > 0
        ? Optional.of(time().inverse().times(legend.cycles()))
        : Optional.empty();
  }

  /** Method, parameters but for some, and what is unusual about it. */
  String label(Collection<String> without) {
    StringBuilder label = new StringBuilder(method);
    params.forEach(
        (name, value) -> label.append(without.contains(name) ? "" : " " + name + "=" + value));
    label.append(mode.equals("avgt") ? "" : " " + mode);
    return label.append(threads == 1 ? "" : " threads=" + threads).toString();
  }

  /** What is the same benchmark in every run. */
  List<Object> identity() {
    return List.of(benchmarkClass, method, mode, threads, params);
  }

  /** The same with other baselines. */
  JmhResult comparedWith(List<String> baselines) {
    return new JmhResult(
        place,
        benchmarkClass,
        method,
        mode,
        params,
        threads,
        forks,
        allocation,
        steadiness,
        new BenchmarkLegend(
            baselines,
            legend.bytesPerElement(),
            legend.limit(),
            legend.length(),
            legend.operationsPerElement(),
            legend.cycles(),
            legend.found()),
        environment);
  }
}
