// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/**
 * The mean of independent values within known bounds that vary far less than these would let them:
 * the empirical Bernstein interval of Maurer and Pontil (2009, theorem 4), which holds at every
 * sample size whatever the law. With n values of range b and sample variance V, each end errs with
 * probability p at most at a half-width of
 *
 * <pre>sqrt(2 V ln(2/p) / n) + 7 b ln(2/p) / (3 (n - 1)).</pre>
 *
 * <p>The sample size follows from a standard deviation s that the law is not to exceed. Then, each
 * but for a probability {@code exp(-t)}, the mean errs by {@code sqrt(2 s^2 t / n) + b t / (3 n)}
 * at most (Bernstein), and the sample's standard deviation exceeds s by {@code b sqrt(2 t / (n -
 * 1))} at most (theorem 10 of the same). So the declared rates are proven for all laws within the
 * bounds whose standard deviation is s or less, and the rate that does not plan with s for all
 * others too.
 */
public final class BernsteinCheck extends Check {

  private final double lowest;
  private final double highest;
  private final double standardDeviation;

  /**
   * A check of a mean.
   *
   * @param declaration what is declared
   * @param lowest lower bound of every value
   * @param highest upper bound of every value
   * @param standardDeviation largest standard deviation of a value that is planned for
   */
  public BernsteinCheck(
      Declaration declaration, double lowest, double highest, double standardDeviation) {
    super(declaration, samples(declaration, highest - lowest, standardDeviation));
    this.lowest = lowest;
    this.highest = highest;
    this.standardDeviation = standardDeviation;
  }

  private static long samples(Declaration declaration, double range, double standardDeviation) {
    return SampleSizes.least(
        declaration.name(), n -> isEnough(declaration, range, standardDeviation, n));
  }

  private static boolean isEnough(
      Declaration declaration, double range, double standardDeviation, long n) {
    boolean proven = declaration.requirement().proven();
    ErrorRates rates = declaration.rates();
    double level = declaration.requirement().level(rates);
    // The mean errs to either side, or the sample's deviation is too large.
    double t = -Math.log((proven ? rates.falseAlarm() : rates.miss()) / 3);
    double error = standardDeviation * Math.sqrt(2 * t / n) + range * t / (3.0 * n);
    double deviation = standardDeviation + range * Math.sqrt(2 * t / (n - 1.0));
    return error + halfWidth(deviation, range, n, level) <= declaration.effect();
  }

  private static double halfWidth(double deviation, double range, long n, double level) {
    double t = Math.log(4 / level);
    return deviation * Math.sqrt(2 * t / n) + 7 * range * t / (3 * (n - 1.0));
  }

  double lowest() {
    return lowest;
  }

  double highest() {
    return highest;
  }

  double standardDeviation() {
    return standardDeviation;
  }

  @Override
  public String method() {
    return "empirical Bernstein";
  }

  /**
   * Judges the sample.
   *
   * @param values values within the bounds
   * @return the verdict
   */
  public Verdict judge(Moments values) {
    double level = declaration().requirement().level(declaration().rates());
    double halfWidth =
        halfWidth(Math.sqrt(values.variance()), highest - lowest, values.count(), level);
    return verdict(
        values.count(),
        values.mean(),
        new ConfidenceInterval(
            Math.max(lowest, values.mean() - halfWidth),
            Math.min(highest, values.mean() + halfWidth)));
  }
}
