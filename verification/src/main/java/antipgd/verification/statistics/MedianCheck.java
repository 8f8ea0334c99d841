// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import java.util.Arrays;
import java.util.Locale;

/**
 * The median of a law, from the smallest and the largest of independent values: the sign test. A
 * bound on the median is proven by <i>every</i> value keeping it: if the median did not, n values
 * would with a probability of at most {@code 2^-n}, so a miss rate asks for {@code log2(1 / miss)}
 * values.
 *
 * <p>A single value out of bounds raises the alarm. The declared effect holds where values are
 * normal about their median: then n of them stay within bounds that are an effect away but for the
 * false-alarm rate.
 */
public final class MedianCheck extends Check {

  /**
   * A check of a median.
   *
   * @param name name of the check
   * @param statistic what is measured
   * @param requirement an inequality, or two
   * @param standardDeviation expected standard deviation of a value
   * @param rates how often the check may err
   * @throws IllegalArgumentException if the requirement is an equality
   */
  public MedianCheck(
      String name,
      String statistic,
      Requirement requirement,
      double standardDeviation,
      ErrorRates rates) {
    super(
        new Declaration(
            name,
            statistic,
            requirement,
            effect(name, requirement, standardDeviation, rates),
            rates),
        samples(rates));
  }

  private static double effect(
      String name, Requirement requirement, double standardDeviation, ErrorRates rates) {
    if (!requirement.proven()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: requirement %s: must be an inequality", name, requirement));
    }
    return standardDeviation * Normal.upperQuantile(rates.falseAlarm() / 2 / samples(rates));
  }

  private static long samples(ErrorRates rates) {
    return (long) Math.ceil(Math.log(1 / rates.miss()) / Math.log(2));
  }

  @Override
  public String method() {
    return "sign test";
  }

  /**
   * Judges the sample.
   *
   * @param values at least as many as designed
   * @return the verdict; its estimate is the median, its interval the smallest and largest value
   * @throws IllegalArgumentException if there are fewer values than designed
   */
  public Verdict judge(double... values) {
    if (values.length < samples()) {
      throw new IllegalArgumentException(
          name() + ": values.length = " + values.length + ": must be at least " + samples());
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    // A value that is not a number is sorted last, and meets no requirement.
    return verdict(
        n,
        (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
        new ConfidenceInterval(
            Double.isNaN(sorted[n - 1]) ? Double.NaN : sorted[0], sorted[n - 1]));
  }
}
