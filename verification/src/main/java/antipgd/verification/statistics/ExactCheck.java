// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/** A check without chance: the largest error over all cases must stay within its bound. */
public final class ExactCheck extends Check {

  /**
   * A check of a largest error.
   *
   * @param name name of the check
   * @param statistic whose largest value over the cases is meant
   * @param bound largest value allowed, 0 or more
   * @param cases number of cases
   */
  public ExactCheck(String name, String statistic, double bound, long cases) {
    super(
        new Declaration(
            name,
            statistic,
            Requirement.atMost(bound),
            Math.max(bound, Double.MIN_VALUE),
            ErrorRates.NONE),
        cases);
  }

  @Override
  public String method() {
    return "exact";
  }

  /**
   * Judges the largest error.
   *
   * @param largest largest error found
   * @param cases number of cases seen
   * @return the verdict
   */
  public Verdict judge(double largest, long cases) {
    return verdict(cases, largest, new ConfidenceInterval(largest, largest));
  }
}
