// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.page.Table;
import antipgd.reports.plot.NumberText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a page says in words about results: how they were made, and what they lack. */
public final class BenchmarkNotes {

  private static final String ABOUT_TIMES =
      "A time is the mean over forks of the median iteration of each, in the unit of the file;"
          + " JMH's own score is the mean of all iterations.";

  /** What a number means in a mode where that is not plain. */
  private static final Map<String, String> MODES =
      Map.of(
          "thrpt", "Throughput (thrpt) is shown as the time of a call: threads over throughput.",
          "sample", "In mode sample an iteration is the mean of the calls that JMH sampled.",
          "ss", "In mode ss an iteration is one call or batch, in a VM that is hardly warm.");

  /** Forks of which the slowest takes that many times as long as the fastest. */
  private static final double FAR_APART = 1.25;

  /** More names than that nobody reads. */
  private static final int MOST_NAMES = 5;

  private BenchmarkNotes() {}

  /**
   * Says what to know of runs before looking at any of their classes.
   *
   * @param runs what a page shows, by name
   * @return a sentence or more for each thing
   */
  public static List<String> points(Map<String, JmhRun> runs) {
    List<String> points = new ArrayList<>();
    runs.forEach(
        (name, run) -> {
          if (!run.results().isEmpty()) {
            points.add(
                name
                    + ": "
                    + count(run.results().size(), "benchmark")
                    + ", "
                    + intervals(run.results()));
          }
          if (!run.coldStarts().isEmpty()) {
            points.add(
                name + ": " + count(run.coldStarts().size(), "cold start") + ", a VM each fork");
          }
          if (!run.leftOut().isEmpty()) {
            points.add(
                name
                    + ": "
                    + count(run.leftOut().size(), "result")
                    + " left out, for the reasons below");
          }
        });
    List<JmhResult> all = runs.values().stream().flatMap(run -> run.results().stream()).toList();
    if (!all.isEmpty()) {
      points.add(ABOUT_TIMES + modes(all));
    }
    return points;
  }

  /**
   * Says of which runs nothing is compared.
   *
   * @param runs what a page shows, by name
   * @return a sentence, or nothing
   */
  public static List<String> withoutBaseline(Map<String, JmhRun> runs) {
    List<String> without =
        runs.keySet().stream().filter(name -> comparesNothing(runs.get(name).results())).toList();
    return without.isEmpty()
        ? List.of()
        : List.of(
            "No speed-ups for want of a method to compare with, which --baseline METHOD names: "
                + String.join(", ", without));
  }

  private static boolean comparesNothing(List<JmhResult> results) {
    return results.stream().map(JmhResult::method).distinct().count() > 1
        && BenchmarkClass.of(results).stream().allMatch(each -> each.baselines().isEmpty());
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String intervals(List<JmhResult> results) {
    long alone = results.stream().filter(result -> result.forks().size() == 1).count();
    if (alone == 0) {
      return "times with 95 % intervals";
    }
    return alone == results.size()
        ? "of one fork each, so that the spread between forks is not known"
        : "times with 95 % intervals, but for " + alone + " of one fork";
  }

  private static String modes(List<JmhResult> results) {
    return results.stream()
        .map(JmhResult::mode)
        .distinct()
        .filter(MODES::containsKey)
        .map(mode -> " " + MODES.get(mode))
        .collect(Collectors.joining());
  }

  /** About a class of several: what its results differ in, and what cannot be compared. */
  static String of(BenchmarkClass of, List<BenchmarkClass> all) {
    List<String> notes = new ArrayList<>();
    if (!of.baselines().isEmpty()) {
      notes.add(Speedups.ABOUT);
    }
    if (of.hasAllocation()) {
      notes.add(RatioTable.ABOUT_ALLOCATION);
    }
    if (differ(of, Environments.FLAGS) || differ(of, Environments.PROCEDURE)) {
      notes.add("Not all of these were run alike: the table says how.");
    }
    TreeSet<Integer> forks =
        of.results().stream()
            .map(result -> result.forks().size())
            .collect(Collectors.toCollection(TreeSet::new));
    if (forks.first() == 1) {
      notes.add(
          "One fork tells no spread between forks: "
              + (forks.size() == 1 ? "no time here has" : "times of one fork have")
              + " an interval.");
    }
    notes.addAll(steadiness(of));
    of.baselines().forEach(baseline -> notes.addAll(notCompared(of, baseline)));
    List<String> elsewhere = elsewhere(of, all);
    if (!elsewhere.isEmpty()) {
      notes.add(
          "Not compared with "
              + String.join(", ", elsewhere)
              + ", measured in another environment only.");
    }
    return String.join(" ", notes);
  }

  /** What cannot be believed, or only with the spread beside it. */
  static List<String> steadiness(BenchmarkClass of) {
    List<String> notes = new ArrayList<>(notSteady(of));
    notes.addAll(farApart(of));
    return notes;
  }

  /** What changed while it was measured, and how. */
  private static List<String> notSteady(BenchmarkClass of) {
    return named(
        "Not steady, so compared with nothing: ",
        of.results().stream()
            .filter(result -> !result.mayBeCompared())
            .map(result -> of.named(result) + ", whose " + result.steadiness().reason())
            .toList());
  }

  /** What may be steady in each fork, but not at the same level. */
  private static List<String> farApart(BenchmarkClass of) {
    return named(
        "Forks are far apart: ",
        of.results().stream()
            .filter(JmhResult::mayBeCompared)
            .filter(result -> apart(result) > FAR_APART)
            .map(
                result ->
                    of.named(result) + ", " + NumberText.significant(apart(result)) + " times")
            .toList());
  }

  private static double apart(JmhResult result) {
    return Collections.max(result.forkTimes()) / Collections.min(result.forkTimes());
  }

  private static List<String> named(String what, List<String> results) {
    return results.isEmpty()
        ? List.of()
        : List.of(
            what
                + results.stream()
                    .limit(MOST_NAMES)
                    // A line break in a value shall not be one of the page.
                    .map(name -> name.replace("\n", "\\n"))
                    .collect(Collectors.joining("; "))
                + (results.size() > MOST_NAMES
                    ? "; and " + (results.size() - MOST_NAMES) + " more."
                    : "."));
  }

  static boolean differ(BenchmarkClass of, String what) {
    return of.results().stream().map(r -> r.environment().get(what)).distinct().count() > 1;
  }

  /** How a result was run, for the tables of classes where that differs. */
  static String how(JmhResult result, String what) {
    return result.environment().getOrDefault(what, Table.NOTHING);
  }

  private static List<String> elsewhere(BenchmarkClass of, List<BenchmarkClass> all) {
    String name = of.results().get(0).benchmarkClass();
    return of.results().stream()
        .flatMap(result -> result.legend().baselines().stream())
        .distinct()
        .filter(baseline -> !of.baselines().contains(baseline))
        .filter(
            baseline ->
                all.stream()
                    .flatMap(each -> each.results().stream())
                    .anyMatch(r -> r.benchmarkClass().equals(name) && r.method().equals(baseline)))
        .toList();
  }

  private static List<String> notCompared(BenchmarkClass of, String baseline) {
    List<String> kernels =
        of.results().stream()
            .filter(result -> !result.method().equals(baseline))
            .filter(result -> of.comparable(result, baseline).isEmpty())
            .map(of::kernel)
            .distinct()
            .toList();
    return named(
        "Not compared with "
            + baseline
            + ", which was not measured in the same mode, with as many threads and at the same"
            + " parameters: ",
        kernels);
  }
}
