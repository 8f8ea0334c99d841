// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.FDistribution;

/**
 * A probability, from independent yes or no: the interval of Clopper and Pearson (1934). The sample
 * size comes from the binomial law itself, because the normal law is far off for rare events.
 */
public final class ProportionCheck extends Check {

  private final int family;

  /**
   * A check of a probability.
   *
   * @param declaration what is declared
   * @throws IllegalArgumentException if no sample size below 2^30 is enough
   */
  public ProportionCheck(Declaration declaration) {
    this(declaration, 1);
  }

  /**
   * A check of several probabilities that are all to lie within the bounds. Each is judged with the
   * whole miss rate, because one that is out of bounds is enough to fail; they share the
   * false-alarm rate equally.
   *
   * @param declaration what is declared
   * @param family number of probabilities; 1 if one value is required
   * @throws IllegalArgumentException if no sample size below 2^30 is enough
   */
  public ProportionCheck(Declaration declaration, int family) {
    super(
        declaration, SampleSizes.least(declaration.name(), n -> isEnough(declaration, family, n)));
    this.family = family;
  }

  private static boolean isEnough(Declaration declaration, int family, int n) {
    Requirement required = declaration.requirement();
    ErrorRates rates = declaration.rates();
    double tail = required.level(rates) / 2;
    double effect = declaration.effect();
    if (required.proven()) {
      // Counts whose interval lies within the bounds.
      int least = required.lower() <= 0 ? 0 : quantile(n, required.lower(), 1 - tail) + 1;
      int most = required.upper() >= 1 ? n : quantile(n, required.upper(), tail) - 1;
      double alarmLow = chance(n, 0, least - 1, Math.max(0, required.lower() + effect));
      double alarmHigh = chance(n, most + 1, n, Math.min(1, required.upper() - effect));
      return least <= most
          && (required.lower() <= 0 || alarmLow <= rates.falseAlarm() / 2 / family)
          && (required.upper() >= 1 || alarmHigh <= rates.falseAlarm() / 2 / family);
    }
    // Counts whose interval contains the value.
    double p = required.lower();
    int least = quantile(n, p, tail);
    int most = quantile(n, p, 1 - tail);
    return (p - effect < 0 || chance(n, least, most, p - effect) <= rates.miss())
        && (p + effect > 1 || chance(n, least, most, p + effect) <= rates.miss());
  }

  private static int quantile(int n, double p, double probability) {
    return new BinomialDistribution(null, n, p).inverseCumulativeProbability(probability);
  }

  private static double chance(int n, int least, int most, double p) {
    BinomialDistribution law = new BinomialDistribution(null, n, p);
    // Upper tails by symmetry, where the cumulative probability would round to 1.
    return most == n
        ? new BinomialDistribution(null, n, 1 - p).cumulativeProbability(n - least)
        : law.cumulativeProbability(most) - law.cumulativeProbability(least - 1);
  }

  int family() {
    return family;
  }

  @Override
  public String method() {
    return family == 1 ? "Clopper-Pearson" : "Clopper-Pearson, worst of " + family;
  }

  /**
   * Judges the count.
   *
   * @param yes number of successes
   * @param trials number of trials
   * @return the verdict
   */
  public Verdict judge(int yes, int trials) {
    return judge(new int[] {yes}, trials);
  }

  /**
   * Judges several counts by the one that is furthest out of bounds, or nearest to them.
   *
   * @param yes numbers of successes, as many as there are probabilities
   * @param trials number of trials of each
   * @return the verdict
   */
  public Verdict judge(int[] yes, int trials) {
    if (yes.length != family) {
      throw new IllegalArgumentException(
          name() + ": yes.length = " + yes.length + ": must be " + family);
    }
    return Arrays.stream(yes)
        .mapToObj(count -> judgeOne(count, trials))
        .min(
            Comparator.comparing(Verdict::passed)
                .thenComparingDouble(verdict -> distanceToBounds(verdict.estimate())))
        .orElseThrow();
  }

  private Verdict judgeOne(int yes, int trials) {
    double level = declaration().requirement().level(declaration().rates());
    return verdict(trials, (double) yes / trials, interval(yes, trials, level));
  }

  private double distanceToBounds(double estimate) {
    Requirement required = declaration().requirement();
    return Math.min(estimate - required.lower(), required.upper() - estimate);
  }

  private static ConfidenceInterval interval(int yes, int trials, double level) {
    double no = (double) trials - yes;
    double lower = yes == 0 ? 0 : yes / (yes + (no + 1) * quantile(no + 1, yes, level));
    if (no == 0) {
      return new ConfidenceInterval(lower, 1);
    }
    double odds = (yes + 1.0) * quantile(yes + 1.0, no, level);
    return new ConfidenceInterval(lower, odds / (no + odds));
  }

  /** Of Fisher's law with twice these degrees of freedom, what is exceeded with half the level. */
  private static double quantile(double a, double b, double level) {
    return new FDistribution(null, 2 * a, 2 * b).inverseCumulativeProbability(1 - level / 2);
  }
}
