// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import java.util.Locale;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * The variance of independent normal values of mean 0. The sum of n squares over the variance is a
 * chi-square variable of n degrees of freedom, so interval and sample size are exact at any n.
 */
public final class VarianceCheck extends Check {

  /**
   * A check of a variance.
   *
   * @param declaration what is declared of the mean square; must require that it is a value above 0
   * @throws IllegalArgumentException if anything else is required
   */
  public VarianceCheck(Declaration declaration) {
    super(declaration, samples(declaration));
  }

  private static long samples(Declaration declaration) {
    Requirement required = declaration.requirement();
    if (required.proven() || !(required.lower() > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: required %s: must be = a value above 0",
              declaration.name(),
              required));
    }
    return SampleSizes.least(declaration.name(), n -> isEnough(declaration, n));
  }

  /** Whether a variance that is an effect away passes no more often than the miss rate. */
  private static boolean isEnough(Declaration declaration, int n) {
    ChiSquaredDistribution law = new ChiSquaredDistribution(null, n);
    double variance = declaration.requirement().lower();
    double above = variance / (variance + declaration.effect());
    double tail = declaration.rates().falseAlarm() / 2;
    double miss = declaration.rates().miss();
    double least = law.inverseCumulativeProbability(tail);
    double most = law.inverseCumulativeProbability(1 - tail);
    if (law.cumulativeProbability(above * most) > miss) {
      return false;
    }
    double below = variance - declaration.effect();
    return below <= 0 || 1 - law.cumulativeProbability(variance / below * least) <= miss;
  }

  @Override
  public String method() {
    return "chi-square of the variance";
  }

  /**
   * Judges the sample.
   *
   * @param squares squares of the values
   * @return the verdict on their mean
   */
  public Verdict judge(Moments squares) {
    double tail = declaration().rates().falseAlarm() / 2;
    double sum = squares.mean() * squares.count();
    ChiSquaredDistribution law = new ChiSquaredDistribution(null, squares.count());
    return verdict(
        squares.count(),
        squares.mean(),
        new ConfidenceInterval(
            sum / law.inverseCumulativeProbability(1 - tail),
            sum / law.inverseCumulativeProbability(tail)));
  }
}
