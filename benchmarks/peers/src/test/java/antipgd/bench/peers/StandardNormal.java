// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The check that every peer's noise must pass, so that speed is compared between like and like:
 * mean, variance, and the whole law by the distance of Kolmogorov and Smirnov.
 *
 * <p>Each of the three raises a false alarm with probability {@link #FALSE_ALARM}, and misses a
 * departure of its {@code ..._EFFECT} with probability {@link #MISS}. The sample size follows: for
 * mean and variance by the normal approximation, for the distance by the inequalities of Massart
 * (1990) and Hoeffding (1963), which hold at every size.
 */
final class StandardNormal {

  static final double FALSE_ALARM = 2e-9;
  static final double MISS = 1e-6;

  /** In standard deviations. */
  static final double MEAN_EFFECT = 0.01;

  /** Relative. */
  static final double VARIANCE_EFFECT = 0.015;

  /** Largest difference between the distribution functions. */
  static final double LAW_EFFECT = 0.006;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
  private static final double ALARM_QUANTILE =
      -NORMAL.inverseCumulativeProbability(FALSE_ALARM / 2);
  private static final double MISS_QUANTILE = -NORMAL.inverseCumulativeProbability(MISS);
  private static final double ALARM_ROOT = Math.sqrt(Math.log(2 / FALSE_ALARM) / 2);
  private static final double MISS_ROOT = Math.sqrt(Math.log(1 / MISS) / 2);

  /** Enough for all three. */
  static final int SAMPLES =
      (int)
          Math.ceil(
              Math.max(
                  Math.max(
                      square((ALARM_QUANTILE + MISS_QUANTILE) / MEAN_EFFECT),
                      square(Math.sqrt(2) * (ALARM_QUANTILE + MISS_QUANTILE) / VARIANCE_EFFECT)),
                  square((ALARM_ROOT + MISS_ROOT) / LAW_EFFECT)));

  private StandardNormal() {}

  private static double square(double x) {
    return x * x;
  }

  /**
   * Checks a sample.
   *
   * @param xi independent values, {@link #SAMPLES} or more
   */
  static void check(float[] xi) {
    assertThat(xi).hasSizeGreaterThanOrEqualTo(SAMPLES);
    checkMean(xi);
    checkVariance(xi);
    checkLaw(xi);
  }

  static void checkMean(float[] xi) {
    double sum = 0;
    for (double x : xi) {
      sum += x;
    }
    assertThat(Math.abs(sum) / xi.length)
        .as("|mean|")
        .isLessThan(ALARM_QUANTILE / Math.sqrt(xi.length));
  }

  static void checkVariance(float[] xi) {
    double squares = 0;
    for (double x : xi) {
      squares += x * x;
    }
    assertThat(Math.abs(squares / xi.length - 1))
        .as("|mean square - 1|")
        .isLessThan(ALARM_QUANTILE * Math.sqrt(2.0 / xi.length));
  }

  static void checkLaw(float[] xi) {
    float[] sorted = xi.clone();
    Arrays.sort(sorted);
    double n = sorted.length;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      double p = NORMAL.cumulativeProbability(sorted[i]);
      distance = Math.max(distance, Math.max((i + 1) / n - p, p - i / n));
    }
    assertThat(distance).as("distance of Kolmogorov").isLessThan(ALARM_ROOT / Math.sqrt(n));
  }
}
