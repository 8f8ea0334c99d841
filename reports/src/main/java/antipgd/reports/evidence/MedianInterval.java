// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import java.util.Arrays;

/**
 * A median over seeds, between two of the values: as many are left out on each side as leave the
 * median of the law between the ends with at least 95 %, by the binomial law with probability 1/2,
 * whatever the law. Fewer than six values have no such interval.
 *
 * @param median the median; NaN without values
 * @param lower the lower end; NaN if there is none
 * @param upper the upper end; NaN if there is none
 */
public record MedianInterval(double median, double lower, double upper) {

  private static final double ERROR = 0.05;

  /**
   * The median of some values.
   *
   * @param values the values, of which those that are no number count as beyond all others
   * @return it with its interval
   */
  public static MedianInterval of(double... values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int n = sorted.length;
    if (n == 0) {
      return new MedianInterval(Double.NaN, Double.NaN, Double.NaN);
    }
    double term = Math.pow(0.5, n);
    double beyond = term;
    int leftOut = -1;
    while (2 * beyond <= ERROR) {
      leftOut++;
      term *= (n - leftOut) / (leftOut + 1.);
      beyond += term;
    }
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return leftOut < 0
        ? new MedianInterval(median, Double.NaN, Double.NaN)
        : new MedianInterval(median, sorted[leftOut], sorted[n - 1 - leftOut]);
  }

  String shown() {
    return Double.isNaN(lower) ? Numbers.shown(median) : Numbers.interval(median, lower, upper);
  }
}
