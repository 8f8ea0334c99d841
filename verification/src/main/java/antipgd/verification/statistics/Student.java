// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import org.apache.commons.math3.distribution.TDistribution;

/** Quantiles of Student's law. */
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
}
