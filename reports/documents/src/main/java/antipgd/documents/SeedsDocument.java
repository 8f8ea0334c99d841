// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import java.util.List;

/**
 * {@code antipgd-seeds/1}: the claims under many seeds.
 *
 * @param first the first seed
 * @param count number of consecutive seeds
 * @param scale factor on sample sizes
 * @param falseAlarmBudget sum of the declared false-alarm rates, over all checks and seeds
 * @param alarms what failed
 * @param checks number of verdicts
 */
public record SeedsDocument(
    long first, int count, double scale, double falseAlarmBudget, List<Alarm> alarms, long checks) {

  /** Copies the list. */
  public SeedsDocument {
    InvalidFieldException.requireAtLeast(1, "count", count);
    InvalidFieldException.require(scale > 0, "scale", scale, "above 0");
    InvalidFieldException.requireAtLeast(0, "checks", checks);
    alarms = List.copyOf(alarms);
  }

  /**
   * A check that failed.
   *
   * @param seed the seed
   * @param claim name of the claim
   * @param verdict the verdict in words
   */
  public record Alarm(long seed, String claim, String verdict) {}
}
