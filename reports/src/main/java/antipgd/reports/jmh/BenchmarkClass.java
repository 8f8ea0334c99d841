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
 * The results of a class in one environment, and the limits that were measured there.
 *
 * @param results of one class, by length and otherwise in the order of the file
 * @param limits what the machine can do in the same environment
 * @param environment what they ran on, with all dates
 */
record BenchmarkClass(List<JmhResult> results, Limits limits, Map<String, String> environment) {

  /** Parts results into environments, and those into classes. */
  static List<BenchmarkClass> of(Collection<JmhResult> all) {
    List<BenchmarkClass> classes = new ArrayList<>();
    Environments.parted(all, JmhResult::environment)
        .forEach(
            (environment, results) -> {
              Limits limits = Limits.of(results);
              Environments.groups(results, JmhResult::benchmarkClass)
                  .values()
                  .forEach(
                      ofClass -> classes.add(new BenchmarkClass(ofClass, limits, environment)));
            });
    return classes;
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
        : Optional.of(result.time().times(1.0 / result.perCall()));
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
   * How much faster a kernel is than a baseline at the same parameters; nothing without one. The
   * baseline may lack parameters that the kernel has, but not the reverse.
   */
  Optional<Estimate> speedup(JmhResult kernel, String baseline) {
    return results.stream()
        .filter(result -> result.method().equals(baseline))
        .filter(result -> result.mode().equals(kernel.mode()))
        .filter(result -> result.threads() == kernel.threads())
        .filter(result -> kernel.params().entrySet().containsAll(result.params().entrySet()))
        .findFirst()
        .map(
            result ->
                result == kernel
                    ? new Estimate(1, 1, 1)
                    : Bootstrap.ratio(result.forks(), kernel.forks()));
  }
}
