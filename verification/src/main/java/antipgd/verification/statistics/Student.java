// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import org.apache.commons.math3.distribution.TDistribution;

/** Intervals by Student's law. */
final class Student {

  private Student() {}

  /**
   * The value that a Student variable exceeds in size with a probability.
   *
   * @return the quantile, not a number where there are no degrees of freedom
   */
  static double twoSided(double freedom, double probability) {
    return freedom > 0
        ? -new TDistribution(null, freedom).inverseCumulativeProbability(probability / 2)
        : Double.NaN;
  }

  /**
   * An interval of the mean behind an estimate whose law is skewed: Johnson's (1978), which moves
   * Student's interval towards the longer tail by {@code skewness (1 + 2 q^2) / 6} standard errors
   * if q of them are its half-width. It takes the first term of Edgeworth's expansion out of both
   * tails, so that each end errs as often as the other.
   *
   * @param estimate the estimate
   * @param standardError its estimated standard error
   * @param skewness skewness of the estimate: of a mean, that of a value over {@code sqrt(n)}
   * @param freedom degrees of freedom of the standard error
   * @param probability of missing the truth, both sides together
   */
  static ConfidenceInterval interval(
      double estimate, double standardError, double skewness, double freedom, double probability) {
    double quantile = twoSided(freedom, probability);
    double shift = skewness * (1 + 2 * quantile * quantile) / 6;
    return ConfidenceInterval.around(estimate + shift * standardError, quantile * standardError);
  }
}
