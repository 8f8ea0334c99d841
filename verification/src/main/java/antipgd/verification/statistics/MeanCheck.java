// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/**
 * The mean of many independent values whose variance and skewness are estimated: Student's interval
 * with Johnson's correction for skewness (1978). It leans on the central limit theorem, so it is
 * for laws whose rare values are not huge; where they may be, a {@link ProportionCheck} or a {@link
 * BernsteinCheck} of capped values holds for every law.
 *
 * <p>The sample size comes from a standard deviation that theory or a pilot gives. If the true one
 * is larger, an <i>equal</i> check misses the effect more often, and a <i>within</i> check raises
 * more false alarms; the other rate of each does not depend on it.
 */
public final class MeanCheck extends Check {

  /**
   * A check of a mean.
   *
   * @param declaration what is declared
   * @param standardDeviation expected standard deviation of a value
   */
  public MeanCheck(Declaration declaration, double standardDeviation) {
    super(declaration, Normal.samples(declaration, standardDeviation));
  }

  @Override
  public String method() {
    return "Student, Johnson";
  }

  /**
   * Judges the sample.
   *
   * @param values the sample
   * @return the verdict
   */
  public Verdict judge(Moments values) {
    return verdict(
        values.count(),
        values.mean(),
        Student.interval(
            values.mean(),
            values.standardError(),
            values.skewness() / Math.sqrt(values.count()),
            values.count() - 1.0,
            declaration().requirement().level(declaration().rates())));
  }
}
