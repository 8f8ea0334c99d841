// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import antipgd.reports.page.Table;
import antipgd.reports.plot.NumberText;
import java.util.Arrays;

/** Numbers for tables. */
final class Numbers {

  private static final int DIGITS = 4;

  private Numbers() {}

  /** Up to four significant digits; a dash for NaN. */
  static String shown(double value) {
    return Double.isNaN(value) ? Table.NOTHING : NumberText.shown(value, DIGITS);
  }

  static String interval(double estimate, double lower, double upper) {
    return lower == estimate && upper == estimate
        ? shown(estimate)
        : shown(estimate) + " (" + end(lower, "-inf") + ".." + end(upper, "inf") + ")";
  }

  private static String end(double value, String open) {
    return Double.isNaN(value) ? open : shown(value);
  }

  static String required(String kind, double lower, double upper) {
    if (kind.equals("equal")) {
      return "= " + shown(lower);
    }
    if (Double.isNaN(lower)) {
      return "<= " + shown(upper);
    }
    return Double.isNaN(upper) ? ">= " + shown(lower) : shown(lower) + ".." + shown(upper);
  }

  /** The median of those that are numbers; NaN without any. */
  static double median(double... values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
