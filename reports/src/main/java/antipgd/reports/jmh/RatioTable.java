// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static antipgd.reports.page.Table.NOTHING;

import antipgd.reports.page.Table;
import antipgd.reports.plot.NumberText;
import antipgd.reports.plot.VisibleText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Who is faster, and by how much.
 *
 * <p>Times are means over forks, with the interval of {@link Family}; {@code forks} are the least
 * and the largest of them. {@code GB/s} counts the bytes that the algorithm has to move, all
 * threads together, {@code Gop/s} its operations on lanes; {@code GHz} is the clock, where the
 * cycles of a call are known; {@code % limit} is the share of the limit that binds, see {@link
 * Limits}. {@code x baseline} is the baseline's time divided by the kernel's at the same
 * parameters: above 1 the kernel is faster, unless a question mark says that this is not told.
 * {@code B/op} is what a call allocates, if the profiler {@code gc} ran.
 */
public final class RatioTable {

  static final String ABOUT_ALLOCATION =
      "B/op holds some KB an iteration that JMH itself allocates: they show where calls are long.";

  private RatioTable() {}

  /**
   * Writes a table for each class of each environment, for a terminal.
   *
   * @param results what was measured
   * @return Markdown, readable as plain text
   */
  public static String of(List<JmhResult> results) {
    StringBuilder text = new StringBuilder();
    List<BenchmarkClass> classes = BenchmarkClass.of(results);
    for (int i = 0; i < classes.size(); i++) {
      BenchmarkClass each = classes.get(i);
      if (i == 0 || !each.environment().equals(classes.get(i - 1).environment())) {
        text.append(Environments.text(each.environment()) + "\n");
      }
      text.append("### " + VisibleText.of(each.name()) + "\n\n" + of(each).text() + "\n");
      List<String> notes = new ArrayList<>(BenchmarkNotes.steadiness(each));
      Limits.about(each.faults()).ifPresent(notes::add);
      notes.forEach(note -> text.append(VisibleText.of(note) + "\n\n"));
    }
    if (classes.stream().anyMatch(each -> !each.baselines().isEmpty())) {
      text.append(Speedups.ABOUT + "\n");
    }
    if (classes.stream().anyMatch(BenchmarkClass::hasAllocation)) {
      text.append(ABOUT_ALLOCATION + "\n");
    }
    return text.toString();
  }

  static Table of(BenchmarkClass of) {
    Table.Builder<JmhResult> table = new Table.Builder<>();
    if (of.isSized()) {
      table.number(of.length(), result -> result.params().get(of.length()));
    }
    table.text("kernel", of::kernel);
    table.number(of.timeUnit(), result -> NumberText.significant(of.time(result).estimate()));
    if (of.results().stream().anyMatch(result -> result.forks().size() > 1)) {
      table.number(
          "95 % interval", result -> result.mayBeCompared() ? interval(of.time(result)) : NOTHING);
      table.number("forks", result -> forks(of.forkTimes(result)));
    }
    if (of.results().stream().anyMatch(result -> result.bandwidth().isPresent())) {
      table.number(
          "GB/s",
          result -> result.bandwidth().map(rate -> fixed(1, rate.estimate())).orElse(NOTHING));
    }
    if (of.results().stream().anyMatch(result -> result.arithmetic().isPresent())) {
      table.number(
          "Gop/s",
          result -> result.arithmetic().map(rate -> fixed(1, rate.estimate())).orElse(NOTHING));
    }
    if (of.results().stream().anyMatch(result -> result.clock().isPresent())) {
      table.number(
          "GHz", result -> result.clock().map(clock -> fixed(2, clock.estimate())).orElse(NOTHING));
    }
    if (of.results().stream().anyMatch(result -> of.binding(result).isPresent())) {
      table.number(
          "% limit", result -> of.binding(result).map(Limits.Share::toString).orElse(NOTHING));
    }
    Speedups speedups = new Speedups(of);
    for (String baseline : of.baselines()) {
      table.number(
          "x " + baseline,
          result -> speedups.over(baseline, result).map(Speedups::text).orElse(NOTHING));
    }
    if (of.hasAllocation()) {
      table.number(
          "B/op",
          result ->
              result.allocation().isPresent()
                  ? fixed(1, result.allocation().getAsDouble())
                  : NOTHING);
    }
    for (String how : List.of(Environments.FLAGS, Environments.PROCEDURE)) {
      if (BenchmarkNotes.differ(of, how)) {
        table.text(how, result -> BenchmarkNotes.how(result, how));
      }
    }
    return table.of("", of.results());
  }

  static String ratio(Estimate ratio) {
    return !ratio.isKnown() || ratio.lower() == ratio.upper()
        ? NumberText.significant(ratio.estimate())
        : NumberText.significant(ratio.estimate())
            + " ("
            + range(ratio.lower(), ratio.upper())
            + ")";
  }

  static String interval(Estimate time) {
    return time.isKnown() ? range(time.lower(), time.upper()) : NOTHING;
  }

  private static String forks(List<Double> times) {
    return times.size() == 1 ? NOTHING : range(Collections.min(times), Collections.max(times));
  }

  private static String range(double least, double largest) {
    return NumberText.significant(least) + ".." + NumberText.significant(largest);
  }

  private static String fixed(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
