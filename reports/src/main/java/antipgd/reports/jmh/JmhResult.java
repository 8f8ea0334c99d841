// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.BenchmarkLegend;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

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

  /**
   * The time of one call in each fork: the median of its iterations, which a slow one through a
   * neighbour does not move.
   *
   * @return times in ns
   */
  public List<Double> forkTimes() {
    return forks.stream()
        .map(fork -> Steadiness.median(fork.stream().mapToDouble(Double::doubleValue).toArray()))
        .toList();
  }

  /**
   * The mean of the fork means.
   *
   * @return time of one call, in ns, with its interval
   */
  public Estimate time() {
    return Bootstrap.mean(forks);
  }

  /**
   * The length of the arrays, which parameter {@code n} holds by this project's convention.
   *
   * @return elements a call works on, or nothing without such a parameter
   */
  public OptionalInt elements() {
    return elements(params);
  }

  static OptionalInt elements(Map<String, String> params) {
    try {
      int n = Integer.parseInt(params.getOrDefault("n", ""));
      return n > 0 ? OptionalInt.of(n) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /** What a call's time is divided by: its elements where they are known, else 1. */
  int perCall() {
    return elements().orElse(1);
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
    double operations = legend.operationsPerElement() * perCall() * threads;
    return Optional.of(time().inverse().times(operations));
  }

  /** The class without its package, and without a word that all of them share. */
  String shortClass() {
    String simple = benchmarkClass.substring(benchmarkClass.lastIndexOf('.') + 1);
    String shorter = simple.replaceFirst("Benchmark$", "");
    return shorter.isEmpty() ? simple : shorter;
  }

  /** Method, parameters without the length, and what is unusual about it. */
  String kernel() {
    StringBuilder label = new StringBuilder(method);
    params.forEach((name, value) -> label.append(name.equals("n") ? "" : " " + name + "=" + value));
    label.append(mode.equals("avgt") ? "" : " " + mode);
    return label.append(threads == 1 ? "" : " threads=" + threads).toString();
  }

  /** What is the same benchmark in every run. */
  String identity() {
    return benchmarkClass + "." + method + " " + mode + " " + threads + new TreeMap<>(params);
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
            legend.operationsPerElement()),
        environment);
  }
}
