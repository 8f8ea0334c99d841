// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Results by what they ran on. Dates do not part them, since a run that was resumed has several.
 */
final class Environments {

  private static final String DATE = "date";

  private Environments() {}

  /**
   * Parts results into environments.
   *
   * @param results of one or more runs
   * @param environment of a result
   * @param <T> what a result is
   * @return the results of each environment, which has all their dates
   */
  static <T> Map<Map<String, String>, List<T>> parted(
      Collection<T> results, Function<T, Map<String, String>> environment) {
    Map<Map<String, String>, List<T>> parted = new LinkedHashMap<>();
    groups(results, result -> undated(environment.apply(result)))
        .values()
        .forEach(same -> parted.put(dated(same.stream().map(environment).toList()), same));
    return parted;
  }

  /** Results by something else, in the order in which it is first met. */
  static <T, K> Map<K, List<T>> groups(Collection<T> results, Function<T, K> key) {
    return results.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static Map<String, String> undated(Map<String, String> environment) {
    Map<String, String> undated = new LinkedHashMap<>(environment);
    undated.remove(DATE);
    return undated;
  }

  private static Map<String, String> dated(List<Map<String, String>> environments) {
    Map<String, String> dated = new LinkedHashMap<>(environments.get(0));
    dated.computeIfPresent(
        DATE,
        (date, first) ->
            environments.stream()
                .map(environment -> environment.get(DATE))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", ")));
    return dated;
  }

  /** For a terminal. */
  static String text(Map<String, String> environment) {
    return environment.entrySet().stream()
        .map(entry -> "- " + entry.getKey() + ": " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
