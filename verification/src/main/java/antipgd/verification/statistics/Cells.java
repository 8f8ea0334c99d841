// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import java.util.Arrays;

/** Counts in cells. */
final class Cells {

  private Cells() {}

  /** Number of values in all cells, of which there must be as many as the law has. */
  static long total(Check check, long[] counts, double[] law) {
    if (counts.length != law.length) {
      throw new IllegalArgumentException(
          check.name() + ": counts.length = " + counts.length + ": must be " + law.length);
    }
    return Arrays.stream(counts).sum();
  }
}
