// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import org.apache.commons.math3.distribution.NormalDistribution;

/** Fine cells of the line: bins of width 1/16 from -4 to 4, and the two tails beyond. */
final class NormalBins {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
  private static final int END = 4;
  private static final int PER_UNIT = 16;
  private static final int BINS = 2 * END * PER_UNIT;

  private NormalBins() {}

  /** The cell of a value; 0 and the last are the tails. */
  static int of(float x) {
    int bin = (int) Math.floor(x * PER_UNIT) + END * PER_UNIT + 1;
    return Math.max(0, Math.min(BINS + 1, bin));
  }

  /** What is in each cell of a standard normal variable's law. */
  static double[] law() {
    double[] law = new double[BINS + 2];
    for (int cell = 0; cell <= BINS / 2; cell++) {
      // By symmetry, because a difference of numbers near 1 has lost the tail.
      law[cell] = below(cell) - (cell == 0 ? 0 : below(cell - 1));
      law[BINS + 1 - cell] = law[cell];
    }
    return law;
  }

  /** The probability of this cell and all before it. */
  private static double below(int cell) {
    return NORMAL.cumulativeProbability((double) cell / PER_UNIT - END);
  }

  /** The probability of a value further from 0 than this. */
  static double beyond(double x) {
    return 2 * NORMAL.cumulativeProbability(-x);
  }

  /** Empty cells. */
  static long[] counts() {
    return new long[BINS + 2];
  }
}
