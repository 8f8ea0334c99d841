// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import java.util.Locale;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The median of a law, from independent values: the sign test. Its interval begins and ends at
 * order statistics, leaving out k values on each side, as many as still let the median be outside
 * with no more than the level on either side, by the binomial law with probability 1/2. It holds
 * for every law.
 *
 * <p>So a bound on the median is proven by all but k of n values keeping it. The false-alarm rate
 * asks for a law of which no more than a declared share lies out of bounds, and for nothing else
 * about it: more than k of n values do so with the binomial probability of this share. The
 * declaration's effect is a probability here, what is left of 1/2 beyond this share.
 */
public final class MedianCheck extends Check {

  /**
   * A check of a median.
   *
   * @param name name of the check
   * @param statistic what is measured
   * @param requirement an inequality, or two
   * @param outside largest share of the values out of bounds, on each side that has a bound, at
   *     which alarms are as rare as declared; in (0, 1/2)
   * @param rates how often the check may err
   * @throws IllegalArgumentException if the requirement is an equality, or {@code outside} is not
   *     in (0, 1/2)
   */
  public MedianCheck(
      String name, String statistic, Requirement requirement, double outside, ErrorRates rates) {
    super(
        new Declaration(name, statistic, requirement, effect(name, requirement, outside), rates),
        samples(requirement, outside, rates));
  }

  private static double effect(String name, Requirement requirement, double outside) {
    if (!requirement.proven()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: requirement %s: must be an inequality", name, requirement));
    }
    if (!(outside > 0 && outside < 0.5)) {
      throw new IllegalArgumentException(name + ": outside = " + outside + ": must be in (0, 0.5)");
    }
    return 0.5 - outside;
  }

  /** One after the other, because a sample that is larger by one may leave out no more values. */
  private static long samples(Requirement requirement, double outside, ErrorRates rates) {
    int n = 1;
    while (!isEnough(requirement, n, outside, rates)) {
      n++;
    }
    return n;
  }

  private static boolean isEnough(
      Requirement requirement, int n, double outside, ErrorRates rates) {
    int leftOut = leftOut(n, rates);
    // As the probability that few are within, because one next to 1 would lose its digits.
    BinomialDistribution within = new BinomialDistribution(null, n, 1 - outside);
    int sides =
        Double.isFinite(requirement.lower()) && Double.isFinite(requirement.upper()) ? 2 : 1;
    return leftOut >= 0
        && sides * within.cumulativeProbability(n - leftOut - 1) <= rates.falseAlarm();
  }

  /** Number of values left out on each side, below 0 if n values prove nothing. */
  private static int leftOut(int n, ErrorRates rates) {
    BinomialDistribution half = new BinomialDistribution(null, n, 0.5);
    int leftOut = -1;
    while (half.cumulativeProbability(leftOut + 1) <= rates.miss()) {
      leftOut++;
    }
    return leftOut;
  }

  @Override
  public String method() {
    return "sign test";
  }

  /**
   * Judges the sample.
   *
   * @param values at least as many as designed; what is not a number is out of every bound
   * @return the verdict
   * @throws IllegalArgumentException if there are fewer values than designed
   */
  public Verdict judge(double... values) {
    int n = values.length;
    if (n < samples()) {
      throw new IllegalArgumentException(
          name() + ": values.length = " + n + ": must be at least " + samples());
    }
    int leftOut = leftOut(n, declaration().rates());
    double[] sorted = sorted(values, Double.NaN);
    return verdict(
        n,
        (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
        new ConfidenceInterval(
            sorted(values, Double.NEGATIVE_INFINITY)[leftOut],
            sorted(values, Double.POSITIVE_INFINITY)[n - 1 - leftOut]));
  }

  private static double[] sorted(double[] values, double insteadOfNaN) {
    return DoubleStream.of(values).map(x -> Double.isNaN(x) ? insteadOfNaN : x).sorted().toArray();
  }
}
