// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static antipgd.reports.page.Table.NOTHING;

import antipgd.reports.page.Table;
import antipgd.reports.plot.NumberText;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who is faster, and by how much.
 *
 * <p>Times are means of fork means, with the interval of {@link Bootstrap}; {@code forks} are the
 * least and the largest of them. {@code GB/s} counts the bytes that the algorithm has to move, all
 * threads together, {@code Gop/s} its operations on lanes; {@code % limit} is the share of the
 * limit that binds, see {@link Limits}. {@code x baseline} is the baseline's time divided by the
 * kernel's at the same parameters: above 1 the kernel is faster. {@code B/op} is what a call
 * allocates, if the profiler {@code gc} ran.
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
      text.append("### " + each.name() + "\n\n" + of(each).text() + "\n");
      String faults = each.limits().faults(each.results());
      text.append(faults.isEmpty() ? "" : faults + "\n\n");
    }
    if (classes.stream().anyMatch(BenchmarkClass::hasAllocation)) {
      text.append(ABOUT_ALLOCATION + "\n");
    }
    return text.toString();
  }

  static Table of(BenchmarkClass of) {
    Table.Builder<JmhResult> table = new Table.Builder<>();
    if (of.isSized()) {
      table.number(
          "n", result -> result.elements().isPresent() ? result.params().get("n") : NOTHING);
    }
    table.text("kernel", JmhResult::kernel);
    table.number(of.timeUnit(), result -> shown(of.time(result).map(Estimate::estimate)));
    table.number(
        "95 % interval",
        result ->
            of.time(result)
                .filter(Estimate::isKnown)
                .map(
                    time ->
                        NumberText.significant(time.lower())
                            + ".."
                            + NumberText.significant(time.upper()))
                .orElse(NOTHING));
    table.number("forks", result -> of.time(result).isPresent() ? forks(result) : NOTHING);
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
    if (of.results().stream().anyMatch(result -> of.limits().binding(result).isPresent())) {
      table.number(
          "% limit",
          result -> of.limits().binding(result).map(Limits.Share::toString).orElse(NOTHING));
    }
    for (String baseline : of.baselines()) {
      table.number(
          "x " + baseline,
          result -> of.speedup(result, baseline).map(RatioTable::ratio).orElse(NOTHING));
    }
    if (of.hasAllocation()) {
      table.number(
          "B/op",
          result ->
              result.allocation().isPresent()
                  ? fixed(1, result.allocation().getAsDouble())
                  : NOTHING);
    }
    return table.of("", of.results());
  }

  static String ratio(Estimate ratio) {
    return !ratio.isKnown() || ratio.lower() == ratio.upper()
        ? NumberText.significant(ratio.estimate())
        : NumberText.significant(ratio.estimate())
            + " ("
            + NumberText.significant(ratio.lower())
            + ".."
            + NumberText.significant(ratio.upper())
            + ")";
  }

  private static String forks(JmhResult result) {
    if (result.forks().size() == 1) {
      return NOTHING;
    }
    double least = Collections.min(result.forkTimes()) / result.perCall();
    double largest = Collections.max(result.forkTimes()) / result.perCall();
    return NumberText.significant(least) + ".." + NumberText.significant(largest);
  }

  private static String shown(Optional<Double> value) {
    return value.map(NumberText::significant).orElse(NOTHING);
  }

  private static String fixed(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
