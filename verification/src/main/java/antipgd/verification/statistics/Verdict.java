// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import java.util.Locale;

/**
 * What a check found.
 *
 * @param check the check, with all that was declared
 * @param samples number of independent samples seen
 * @param estimate value of the statistic
 * @param interval confidence interval of its true value
 * @param passed true if the interval meets the requirement
 */
public record Verdict(
    Check check, long samples, double estimate, ConfidenceInterval interval, boolean passed) {

  /** One line: verdict, what, estimate, interval, requirement, sample size. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s  %s: %s = %.6g, interval [%.6g, %.6g], required %s, n = %d",
        passed ? "pass" : "FAIL",
        check.name(),
        check.declaration().statistic(),
        estimate,
        interval.lower(),
        interval.upper(),
        check.declaration().requirement(),
        samples);
  }
}
