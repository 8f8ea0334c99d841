// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.MalformedResultException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What results must have to be shown. A page is evidence: one fork says nothing about the spread
 * between forks, and times without a baseline compare nothing. Who wants to see them all the same
 * says so.
 *
 * @param oneFork whether one fork is enough
 * @param withoutBaseline whether a class of several methods needs no baseline
 * @param baselines methods to compare with, in the classes that have them, instead of what the
 *     results say
 */
public record ReportOptions(boolean oneFork, boolean withoutBaseline, List<String> baselines) {

  /** Shows everything that can be read. */
  public static final ReportOptions NONE = new ReportOptions(true, true, List.of());

  /** Copies the list. */
  public ReportOptions {
    baselines = List.copyOf(baselines);
  }

  /**
   * Checks what a file holds.
   *
   * @param run its results
   * @return the same with the chosen baselines
   * @throws MalformedResultException if something is missing; the message says what to do
   */
  public JmhRun checked(JmhRun run) throws MalformedResultException {
    for (JmhResult result : run.results()) {
      checkForks(result.place(), result.forks().size());
    }
    for (ColdStart coldStart : run.coldStarts()) {
      checkForks(coldStart.place(), coldStart.forks());
    }
    return new JmhRun(compared(run.results()), run.coldStarts());
  }

  private void checkForks(String place, int forks) throws MalformedResultException {
    if (!oneFork && forks < 2) {
      throw new MalformedResultException(
          place
              + ": has one fork, so the spread between forks is not known; run it with -f 2 or"
              + " more, or say --one-fork to show it without interval");
    }
  }

  private List<JmhResult> compared(List<JmhResult> results) throws MalformedResultException {
    Map<String, List<JmhResult>> classes =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    JmhResult::benchmarkClass, LinkedHashMap::new, Collectors.toList()));
    List<JmhResult> checked = new ArrayList<>();
    for (List<JmhResult> ofClass : classes.values()) {
      List<JmhResult> chosen = withBaselines(ofClass);
      checked.addAll(chosen);
      List<String> methods = chosen.stream().map(JmhResult::method).distinct().toList();
      boolean compared =
          chosen.stream()
              .anyMatch(r -> r.legend().baselines().stream().anyMatch(methods::contains));
      boolean limits = chosen.stream().allMatch(r -> r.legend().limit());
      if (!withoutBaseline && !compared && !limits) {
        throw new MalformedResultException(
            chosen.get(0).place()
                + ": its class has no baseline among its methods "
                + methods
                + "; name one with --baseline, or say --no-baseline to show it without speed-up");
      }
    }
    return checked;
  }

  private List<JmhResult> withBaselines(List<JmhResult> ofClass) {
    List<String> chosen =
        baselines.stream()
            .filter(name -> ofClass.stream().anyMatch(result -> result.method().equals(name)))
            .toList();
    return chosen.isEmpty()
        ? ofClass
        : ofClass.stream().map(result -> result.comparedWith(chosen)).toList();
  }
}
