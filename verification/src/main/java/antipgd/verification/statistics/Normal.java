// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;

/** Sample sizes by the normal approximation. */
final class Normal {

  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

  private Normal() {}

  /** The value that a standard normal variable exceeds with this probability. */
  static double upperQuantile(double probability) {
    return -STANDARD.inverseCumulativeProbability(probability);
  }

  /**
   * Samples after which a mean's interval and its own error fit into the effect together.
   *
   * <p>Equal: the half-width has the two-sided quantile of the false-alarm rate, the error the miss
   * rate's. Within: the other way round, and an alarm can come from either side. Of a family of
   * means any can raise the alarm, so each has its share of the rate.
   */
  static long samples(Declaration declaration, int family, double standardDeviation) {
    ErrorRates rates = declaration.rates();
    double quantiles = upperQuantile(rates.falseAlarm() / 2 / family) + upperQuantile(rates.miss());
    return (long) Math.ceil(Math.pow(standardDeviation * quantiles / declaration.effect(), 2));
  }
}
