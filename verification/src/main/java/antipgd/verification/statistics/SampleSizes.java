// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import java.util.function.IntPredicate;

/** Sample sizes that no formula gives. */
final class SampleSizes {

  private static final int MOST = 1 << 30;

  private SampleSizes() {}

  /**
   * The least sample size that is enough, by halving from the first power of two that is.
   *
   * @param check name of the check, for the error
   * @param isEnough whether a size is; once it is, all larger ones are, or nearly
   * @throws IllegalArgumentException if none up to 2^30 is
   */
  static int least(String check, IntPredicate isEnough) {
    int enough = 2;
    while (!isEnough.test(enough)) {
      if (enough >= MOST) {
        throw new IllegalArgumentException(check + ": effect is too small");
      }
      enough *= 2;
    }
    int tooFew = enough / 2;
    while (enough - tooFew > 1) {
      int middle = (enough + tooFew) >>> 1;
      if (isEnough.test(middle)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough;
  }
}
