// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/**
 * The mean of independent values within known bounds: Hoeffding's interval (1963), which holds at
 * every sample size whatever the law.
 */
public final class BoundedMeanCheck extends Check {

  private final double lowest;
  private final double highest;

  /**
   * A check of a mean.
   *
   * @param declaration what is declared
   * @param lowest lower bound of every value
   * @param highest upper bound of every value
   */
  public BoundedMeanCheck(Declaration declaration, double lowest, double highest) {
    super(declaration, Hoeffding.samples(declaration, highest - lowest));
    this.lowest = lowest;
    this.highest = highest;
  }

  @Override
  public String method() {
    return "Hoeffding";
  }

  /**
   * Judges the sample.
   *
   * @param values values within the bounds
   * @return the verdict
   */
  public Verdict judge(Moments values) {
    double level = declaration().requirement().level(declaration().rates());
    double halfWidth = (highest - lowest) * Hoeffding.halfWidth(values.count(), level);
    return verdict(
        values.count(),
        values.mean(),
        new ConfidenceInterval(
            Math.max(lowest, values.mean() - halfWidth),
            Math.min(highest, values.mean() + halfWidth)));
  }
}
