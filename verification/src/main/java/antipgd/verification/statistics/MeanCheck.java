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

  private final int family;

  /**
   * A check of a mean.
   *
   * @param declaration what is declared
   * @param standardDeviation expected standard deviation of a value
   */
  public MeanCheck(Declaration declaration, double standardDeviation) {
    this(declaration, standardDeviation, 1);
  }

  /**
   * A check that every mean of a family has to meet. Under <i>equal</i> they share the false-alarm
   * rate (Bonferroni); under <i>within</i> each is proven with the whole miss rate.
   *
   * @param declaration what is declared
   * @param standardDeviation expected standard deviation of a value
   * @param family number of means
   */
  public MeanCheck(Declaration declaration, double standardDeviation, int family) {
    super(declaration, Normal.samples(declaration, family, standardDeviation));
    this.family = family;
  }

  @Override
  public String method() {
    return family == 1 ? "Student, Johnson" : "Student, Johnson, worst of " + family;
  }

  /**
   * Judges the sample, or of several the one that is furthest from what is required, in standard
   * errors.
   *
   * @param values as many samples as there are means
   * @return the verdict
   */
  public Verdict judge(Moments... values) {
    if (values.length != family) {
      throw new IllegalArgumentException(
          name() + ": values.length = " + values.length + ": must be " + family);
    }
    Moments worst = values[0];
    for (Moments sample : values) {
      worst = Double.compare(outside(sample), outside(worst)) > 0 ? sample : worst;
    }
    return verdict(worst.count(), worst.mean(), interval(worst));
  }

  /** Not a number, if the sample is: the worst of all. */
  private double outside(Moments sample) {
    Requirement required = declaration().requirement();
    double distance = Math.max(required.lower() - sample.mean(), sample.mean() - required.upper());
    // Values that are all as required have neither distance nor standard error.
    return distance == 0 ? 0 : distance / sample.standardError();
  }

  private ConfidenceInterval interval(Moments sample) {
    return Student.interval(
        sample.mean(),
        sample.standardError(),
        sample.skewness() / Math.sqrt(sample.count()),
        sample.count() - 1.0,
        declaration().requirement().level(declaration().rates(), family));
  }
}
