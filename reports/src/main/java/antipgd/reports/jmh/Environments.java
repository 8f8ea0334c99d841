// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.plot.VisibleText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Results by what they ran on: machine, VM and commit. What may differ within a run does not part
 * them: a run that was resumed has several dates, and benchmarks may ask for forks, warm-up and
 * options of the VM of their own.
 */
final class Environments {

  /** Options of the VM. */
  static final String FLAGS = "flags";

  /** JMH's version, and its forks and iterations. */
  static final String PROCEDURE = "jmh";

  private static final Set<String> MAY_DIFFER = Set.of("date", "command", FLAGS, PROCEDURE);

  private static final String BETWEEN = " / ";

  private Environments() {}

  /**
   * Parts results into environments.
   *
   * @param results of one or more runs
   * @param environment of a result
   * @param <T> what a result is
   * @return the results of each environment, which has all values of what differs in it
   */
  static <T> Map<Map<String, String>, List<T>> parted(
      Collection<T> results, Function<T, Map<String, String>> environment) {
    Map<Map<String, String>, List<T>> parted = new LinkedHashMap<>();
    groups(results, result -> alike(environment.apply(result)))
        .values()
        .forEach(same -> parted.put(joined(same.stream().map(environment).toList()), same));
    return parted;
  }

  /** Results by something else, in the order in which it is first met. */
  static <T, K> Map<K, List<T>> groups(Collection<T> results, Function<T, K> key) {
    return results.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static Map<String, String> alike(Map<String, String> environment) {
    Map<String, String> alike = new LinkedHashMap<>(environment);
    alike.keySet().removeAll(MAY_DIFFER);
    return alike;
  }

  /** All that environments say, with each value once. */
  static Map<String, String> joined(List<Map<String, String>> environments) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Map<String, String> environment : environments) {
      environment.forEach(
          (name, value) -> values.computeIfAbsent(name, n -> new TreeSet<>()).add(value));
    }
    Map<String, String> joined = new LinkedHashMap<>();
    values.forEach((name, each) -> joined.put(name, String.join(BETWEEN, each)));
    return joined;
  }

  /** For a terminal. */
  static String text(Map<String, String> environment) {
    return environment.entrySet().stream()
        .map(e -> VisibleText.of("- " + e.getKey() + ": " + e.getValue()) + "\n")
        .collect(Collectors.joining());
  }
}
