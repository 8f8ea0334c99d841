// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/**
 * The difference of the means of two independent samples: Welch's interval (1947), with Johnson's
 * correction for skewness as in {@link MeanCheck}.
 */
public final class DifferenceCheck extends Check {

  /**
   * A check of a difference.
   *
   * @param declaration what is declared; its sample size is that of each sample
   * @param standardDeviation expected standard deviation of a value of the first sample
   * @param otherStandardDeviation the same of the second
   */
  public DifferenceCheck(
      Declaration declaration, double standardDeviation, double otherStandardDeviation) {
    super(
        declaration,
        Normal.samples(declaration, 1, Math.hypot(standardDeviation, otherStandardDeviation)));
  }

  @Override
  public String method() {
    return "Welch, Johnson";
  }

  /**
   * Judges two samples.
   *
   * @param values first sample
   * @param others second sample
   * @return the verdict on the mean of {@code values} less the mean of {@code others}
   */
  public Verdict judge(Moments values, Moments others) {
    double a = values.variance() / values.count();
    double b = others.variance() / others.count();
    double freedom =
        (a + b) * (a + b) / (a * a / (values.count() - 1) + b * b / (others.count() - 1));
    double error = Math.sqrt(a + b);
    double cubes = values.skewness() * cube(a, values) - others.skewness() * cube(b, others);
    return verdict(
        Math.min(values.count(), others.count()),
        values.mean() - others.mean(),
        Student.interval(
            values.mean() - others.mean(),
            error,
            error == 0 ? 0 : cubes / (error * error * error),
            freedom,
            declaration().requirement().level(declaration().rates())));
  }

  /** The cube of a mean's standard error over the root of the sample size. */
  private static double cube(double squaredError, Moments values) {
    return Math.pow(squaredError, 1.5) / Math.sqrt(values.count());
  }
}
