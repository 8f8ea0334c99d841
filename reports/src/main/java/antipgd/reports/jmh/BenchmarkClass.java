// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a class in one environment, and the bandwidth that was measured there.
 *
 * @param results of one class, by length and otherwise in the order of the file
 * @param limits what measured the machine's bandwidth in the same environment
 * @param environment what they ran on, with all dates
 * @param spread what the results together say about the spread between forks
 */
record BenchmarkClass(
    List<JmhResult> results,
    List<JmhResult> limits,
    Map<String, String> environment,
    Family spread) {

  /** Parts results into environments, and those into classes. */
  static List<BenchmarkClass> of(Collection<JmhResult> all) {
    List<BenchmarkClass> classes = new ArrayList<>();
    Environments.parted(all, JmhResult::environment)
        .forEach(
            (environment, results) -> {
              List<JmhResult> limits =
                  results.stream().filter(result -> result.legend().limit()).toList();
              Environments.groups(results, JmhResult::benchmarkClass)
                  .values()
                  .forEach(
                      ofClass -> classes.add(new BenchmarkClass(ofClass, limits, environment)));
            });
    return classes;
  }

  BenchmarkClass(List<JmhResult> results, List<JmhResult> limits, Map<String, String> environment) {
    this(results, limits, environment, family(results, 0));
  }

  BenchmarkClass {
    List<JmhResult> sorted = new ArrayList<>(results);
    sorted.sort(Comparator.comparingInt(result -> result.elements().orElse(0)));
    results = List.copyOf(sorted);
  }

  String name() {
    return results.get(0).shortClass();
  }

  boolean isSized() {
    return results.stream().anyMatch(result -> result.elements().isPresent());
  }

  String timeUnit() {
    return isSized() ? "ns/element" : "ns/op";
  }

  /** The time of an element, or of a call where no length is known. */
  Optional<Estimate> time(JmhResult result) {
    return isSized() && result.elements().isEmpty()
        ? Optional.empty()
        : Optional.of(spread.time(result.forkTimes()).times(1.0 / result.perCall()));
  }

  /** Traffic with the interval that belongs to {@link #time}. */
  Optional<Estimate> bandwidth(JmhResult result) {
    return result
        .bandwidth()
        .flatMap(
            rate ->
                time(result).map(time -> time.inverse().times(rate.estimate() * time.estimate())));
  }

  /** The results as a table that makes so many comparisons. */
  Family family(int comparisons) {
    return family(results, comparisons);
  }

  private static Family family(List<JmhResult> results, int comparisons) {
    return new Family(
        results.stream().filter(JmhResult::mayBeCompared).map(JmhResult::forkTimes).toList(),
        comparisons);
  }

  boolean hasAllocation() {
    return results.stream().anyMatch(result -> result.allocation().isPresent());
  }

  /** Baselines that were measured. */
  List<String> baselines() {
    return results.stream()
        .flatMap(result -> result.legend().baselines().stream())
        .distinct()
        .filter(name -> results.stream().anyMatch(result -> result.method().equals(name)))
        .toList();
  }

  /**
   * What a kernel is compared with: the baseline at the same parameters, if both are steady. The
   * baseline may lack parameters that the kernel has, but not the reverse.
   */
  Optional<JmhResult> baseline(JmhResult kernel, String name) {
    return results.stream()
        .filter(result -> result.method().equals(name))
        .filter(result -> result.mode().equals(kernel.mode()))
        .filter(result -> result.threads() == kernel.threads())
        .filter(result -> kernel.params().entrySet().containsAll(result.params().entrySet()))
        .findFirst()
        .filter(result -> result.mayBeCompared() && kernel.mayBeCompared());
  }

  /** The best bandwidth that was measured at the same length with as many threads. */
  Optional<Double> limit(JmhResult kernel) {
    return limits.stream()
        .filter(limit -> limit.elements().equals(kernel.elements()))
        .filter(limit -> limit.threads() == kernel.threads())
        .flatMap(limit -> limit.bandwidth().stream())
        .map(Estimate::estimate)
        .max(Comparator.naturalOrder());
  }

  /** How much of that a kernel reaches. */
  Optional<Double> shareOfLimit(JmhResult kernel) {
    return kernel.bandwidth().flatMap(rate -> limit(kernel).map(limit -> rate.estimate() / limit));
  }
}
