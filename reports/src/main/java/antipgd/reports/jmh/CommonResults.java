// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.jmh.Comparison.Pair;
import antipgd.reports.jmh.Comparison.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What two runs have in common, and what stands in the way of comparing the rest. Flags, forks and
 * warm-up may differ, since they change how much is known or are what is compared; modes and
 * threads may not, since then other things were measured.
 *
 * @param pairs results that both runs have once
 * @param text sentences on the others and on how pairs differ; empty if there is nothing to say
 */
record CommonResults(List<Pair> pairs, String text) {

  static CommonResults of(Run before, Run after) {
    Map<String, List<JmhResult>> first = byIdentity(before);
    Map<String, List<JmhResult>> second = byIdentity(after);
    List<Pair> pairs = new ArrayList<>();
    second.forEach(
        (identity, results) -> {
          List<JmhResult> others = first.getOrDefault(identity, List.of());
          if (results.size() == 1 && others.size() == 1) {
            pairs.add(new Pair(others.get(0), results.get(0)));
          }
        });
    return new CommonResults(
        List.copyOf(pairs),
        differences(pairs)
            + alone(before, first, second)
            + alone(after, second, first)
            + repeated(before, first, after, second)
            + otherwiseMeasured(before, after, first.keySet()));
  }

  private static Map<String, List<JmhResult>> byIdentity(Run run) {
    return Environments.groups(run.results(), JmhResult::identity);
  }

  private static String differences(List<Pair> pairs) {
    Map<String, Long> differing = new LinkedHashMap<>();
    differing.put("number of forks", differing(pairs, result -> result.forks().size()));
    differing.put(
        "flags of the JVM", differing(pairs, result -> result.environment().get("flags")));
    differing.put(
        "JMH's version, warm-up or iterations",
        differing(pairs, result -> procedure(result.environment().get("jmh"))));
    differing.values().removeIf(count -> count == 0);
    return differing.isEmpty()
        ? ""
        : differing.entrySet().stream()
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .collect(
                Collectors.joining(
                    ", ", " Compared although they differ, with the number of pairs: ", "."));
  }

  /** Without the number of forks, which is told by itself. */
  private static String procedure(String jmh) {
    return jmh == null ? null : jmh.replaceFirst("\\S+ forks of ", "");
  }

  private static long differing(List<Pair> pairs, Function<JmhResult, Object> of) {
    return pairs.stream()
        .filter(pair -> !Objects.equals(of.apply(pair.before()), of.apply(pair.after())))
        .count();
  }

  private static String alone(
      Run run, Map<String, List<JmhResult>> results, Map<String, List<JmhResult>> others) {
    int alone =
        results.entrySet().stream()
            .filter(entry -> !others.containsKey(entry.getKey()))
            .mapToInt(entry -> entry.getValue().size())
            .sum();
    return alone == 0 ? "" : " Results that only " + run.name() + " has: " + alone + ".";
  }

  private static String repeated(
      Run before,
      Map<String, List<JmhResult>> first,
      Run after,
      Map<String, List<JmhResult>> second) {
    long repeated =
        second.keySet().stream()
            .filter(first::containsKey)
            .filter(identity -> first.get(identity).size() + second.get(identity).size() > 2)
            .count();
    return repeated == 0
        ? ""
        : " Benchmarks that stand in "
            + before.name()
            + " or "
            + after.name()
            + " more than once, so that no two results belong together: "
            + repeated
            + ".";
  }

  /** The same method at the same parameters, measured in another way. */
  private static String otherwiseMeasured(Run before, Run after, Set<String> identities) {
    Set<String> work = new HashSet<>(before.results().stream().map(CommonResults::work).toList());
    long others =
        after.results().stream()
            .filter(result -> !identities.contains(result.identity()))
            .filter(result -> work.contains(work(result)))
            .count();
    return others == 0
        ? ""
        : " Not compared, because "
            + before.name()
            + " has them in another mode or with other threads only: "
            + others
            + ".";
  }

  private static String work(JmhResult result) {
    return result.benchmarkClass() + "." + result.method() + new TreeMap<>(result.params());
  }
}
