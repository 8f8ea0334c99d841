package antipgd.reports.evidence;

import antipgd.reports.page.Table;
import java.util.Arrays;
import java.util.Locale;

/** Numbers for tables. */
final class Numbers {

  private Numbers() {}

  /** Up to four significant digits; a dash for NaN. */
  static String shown(double value) {
    if (Double.isNaN(value)) {
      return Table.NOTHING;
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e6) {
      return String.valueOf((long) value);
    }
    if (size >= 1e6 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    String digits = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return decimals == 0 ? digits : digits.replaceAll("\\.?0+$", "");
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
