// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/**
 * The mean of independent values whose variance is estimated: Student's interval. The sample size
 * comes from a standard deviation that theory or a pilot gives; a wrong one costs power, not false
 * alarms.
 */
public final class MeanCheck extends Check {

  private final int family;

  /**
   * A check of one mean.
   *
   * @param declaration what is declared
   * @param standardDeviation expected standard deviation of a value
   */
  public MeanCheck(Declaration declaration, double standardDeviation) {
    this(declaration, standardDeviation, 1);
  }

  /**
   * A check of several means at once, which share the error rate equally (Bonferroni).
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
    return family == 1 ? "Student" : "Student, worst of " + family;
  }

  /**
   * Judges the sample, or of several the one that is furthest from the requirement's middle in
   * standard errors.
   *
   * @param values as many samples as there are means
   * @return the verdict
   */
  public Verdict judge(Moments... values) {
    if (values.length != family) {
      throw new IllegalArgumentException(
          name() + ": values.length = " + values.length + ": must be " + family);
    }
    Requirement required = declaration().requirement();
    Verdict worst = null;
    double worstDistance = Double.NEGATIVE_INFINITY;
    for (Moments sample : values) {
      double level = required.level(declaration().rates()) / family;
      double halfWidth = Student.twoSided(sample.count() - 1.0, level) * sample.standardError();
      Verdict verdict =
          verdict(
              sample.count(), sample.mean(), ConfidenceInterval.around(sample.mean(), halfWidth));
      double outside = Math.max(required.lower() - sample.mean(), sample.mean() - required.upper());
      double distance =
          Double.isNaN(outside)
              ? Double.POSITIVE_INFINITY
              : outside == 0 ? 0 : outside / sample.standardError();
      if (worst == null || distance > worstDistance) {
        worst = verdict;
        worstDistance = distance;
      }
    }
    return worst;
  }
}
