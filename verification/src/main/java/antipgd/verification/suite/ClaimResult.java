// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.suite;

import antipgd.verification.statistics.Verdict;
import antipgd.verification.trial.Claim;
import java.util.List;
import java.util.Optional;

/**
 * What a trial of a claim found.
 *
 * @param claim the claim
 * @param seconds how long it took
 * @param verdicts one for each of its checks; none if it was skipped
 * @param skipped why the claim was not tried; empty if it was
 */
public record ClaimResult(
    Claim claim, double seconds, List<Verdict> verdicts, Optional<String> skipped) {

  /**
   * Tells whether the claim stands.
   *
   * @return true if it was tried and every check passed
   */
  public boolean passed() {
    return skipped.isEmpty() && !failed();
  }

  /**
   * Tells whether the claim fell.
   *
   * @return true if a check failed
   */
  public boolean failed() {
    return !verdicts.stream().allMatch(Verdict::passed);
  }
}
