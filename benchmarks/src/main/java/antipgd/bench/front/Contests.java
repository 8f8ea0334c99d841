// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.bench.Contest;
import antipgd.reports.jmh.JmhResult;
import antipgd.reports.jmh.Steadiness.State;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds what stands for {@link Contest#FASTEST} in the parameters of a case. Such a case is open
 * until its contest has been measured; contests may have contests of their own.
 */
final class Contests {

  private final Function<Contest, List<Planned>> cases;

  /**
   * Knows the contests.
   *
   * @param cases all that a contest consists of
   */
  Contests(Function<Contest, List<Planned>> cases) {
    this.cases = cases;
  }

  /** A plan in which every open case comes after its contest. */
  List<Planned> with(Collection<Planned> plan) {
    LinkedHashSet<Planned> all = new LinkedHashSet<>();
    for (Planned each : plan) {
      if (each.what().isOpen()) {
        all.addAll(with(candidates(each.what())));
      }
      all.add(each);
    }
    return List.copyOf(all);
  }

  /**
   * A case with the parameters of the fastest row of its contest. Of its forks the fastest counts,
   * so that a busy neighbour does not put out who should win; a row that is not steady wins only
   * where none is.
   *
   * @param of a case, which is returned as it is if it is not open
   * @param results what has been measured
   * @return the case to measure; nothing if its contest has no row
   */
  Optional<Case> closed(Case of, Collection<JmhResult> results) {
    if (!of.isOpen()) {
      return Optional.of(of);
    }
    List<Case> rows =
        candidates(of).stream().flatMap(each -> closed(each.what(), results).stream()).toList();
    return results.stream()
        .filter(result -> rows.stream().anyMatch(row -> row.isOf(result)))
        .min(
            Comparator.<JmhResult, Boolean>comparing(
                    result -> result.steadiness().state() == State.NOT_STEADY)
                .thenComparingDouble(result -> Collections.min(result.forkTimes())))
        .map(fastest -> closed(of, fastest.params()));
  }

  private static Case closed(Case of, Map<String, String> fastest) {
    Map<String, String> params = new TreeMap<>(of.params());
    params.replaceAll(
        (name, value) -> value.equals(Contest.FASTEST) ? fastest.getOrDefault(name, value) : value);
    return new Case(of.benchmark(), of.mode(), params);
  }

  private List<Planned> candidates(Case of) {
    Contest contest = Legends.method(of.benchmark()).getAnnotation(Contest.class);
    if (contest == null) {
      return List.of();
    }
    Map<String, String> params = new HashMap<>(of.params());
    for (String where : contest.where()) {
      String[] nameAndValue = where.split("=", 2);
      params.put(nameAndValue[0], nameAndValue[1]);
    }
    return cases.apply(contest).stream().filter(each -> agree(each.what(), params)).toList();
  }

  private static boolean agree(Case candidate, Map<String, String> params) {
    return candidate.params().entrySet().stream()
        .filter(each -> !each.getKey().equals(Parameters.LENGTH))
        .filter(each -> !each.getValue().equals(Contest.FASTEST))
        .allMatch(
            each -> {
              String other = params.getOrDefault(each.getKey(), Contest.FASTEST);
              return other.equals(Contest.FASTEST) || other.equals(each.getValue());
            });
  }
}
