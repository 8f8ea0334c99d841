// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.jmh.Comparison.Pair;
import antipgd.reports.jmh.Comparison.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What two runs have in common, and what stands in the way of comparing the rest. Flags, forks and
 * warm-up may differ, since they change how much is known or are what is compared; modes and
 * threads may not, since then other things were measured.
 *
 * @param pairs results that both runs have equally often, those of one name in the order of the
 *     files
 * @param others all other results
 */
record CommonResults(List<Pair> pairs, List<Other> others) {

  /**
   * A result that is compared with nothing.
   *
   * @param run which has it
   * @param result what was measured
   * @param why there is nothing to compare it with
   */
  record Other(Run run, JmhResult result, String why) {}

  static CommonResults of(Run before, Run after) {
    Map<List<Object>, List<JmhResult>> first = byIdentity(before);
    Map<List<Object>, List<JmhResult>> second = byIdentity(after);
    List<Pair> pairs = new ArrayList<>();
    second.forEach(
        (identity, results) -> {
          List<JmhResult> same = first.getOrDefault(identity, List.of());
          for (int i = 0; results.size() == same.size() && i < same.size(); i++) {
            pairs.add(new Pair(same.get(i), results.get(i)));
          }
        });
    List<Other> others = new ArrayList<>();
    others.addAll(others(before, first, after, second));
    others.addAll(others(after, second, before, first));
    return new CommonResults(List.copyOf(pairs), List.copyOf(others));
  }

  private static Map<List<Object>, List<JmhResult>> byIdentity(Run run) {
    return Environments.groups(run.results(), JmhResult::identity);
  }

  private static List<Other> others(
      Run run,
      Map<List<Object>, List<JmhResult>> results,
      Run otherRun,
      Map<List<Object>, List<JmhResult>> otherResults) {
    Set<List<Object>> work =
        otherRun.results().stream().map(CommonResults::work).collect(Collectors.toSet());
    List<Other> others = new ArrayList<>();
    results.forEach(
        (identity, same) -> {
          int there = otherResults.getOrDefault(identity, List.of()).size();
          if (same.size() == there) {
            return;
          }
          for (JmhResult result : same) {
            String why = "only " + run.name() + " has it";
            if (there > 0) {
              why = (there > same.size() ? otherRun : run).name() + " has it more often";
            } else if (work.contains(work(result))) {
              why = otherRun.name() + " has it in another mode or with other threads";
            }
            others.add(new Other(run, result, why));
          }
        });
    return others;
  }

  private static List<Object> work(JmhResult result) {
    return List.of(result.benchmarkClass(), result.method(), result.params());
  }

  /** Sentences on the others and on how pairs differ; empty if there is nothing to say. */
  String text() {
    String counts =
        Environments.groups(others, other -> other.run().name()).entrySet().stream()
            .map(entry -> entry.getValue().size() + " of " + entry.getKey())
            .collect(Collectors.joining(" and "));
    return differences()
        + repeated()
        + (counts.isEmpty() ? "" : " Results not compared: " + counts + ".");
  }

  private String repeated() {
    long repeated =
        Environments.groups(pairs, pair -> pair.after().identity()).values().stream()
            .filter(same -> same.size() > 1)
            .mapToLong(List::size)
            .sum();
    return repeated == 0
        ? ""
        : " Pairs of what stands in both runs more than once, in the order of the files: "
            + repeated
            + ".";
  }

  private String differences() {
    Map<String, Long> differing = new LinkedHashMap<>();
    differing.put("number of forks", differing(result -> result.forks().size()));
    differing.put(
        "flags of the JVM", differing(result -> result.environment().get(Environments.FLAGS)));
    differing.put(
        "JMH's version, warm-up or iterations",
        differing(result -> procedure(result.environment().get(Environments.PROCEDURE))));
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

  private long differing(Function<JmhResult, Object> of) {
    return pairs.stream()
        .filter(pair -> !Objects.equals(of.apply(pair.before()), of.apply(pair.after())))
        .count();
  }
}
