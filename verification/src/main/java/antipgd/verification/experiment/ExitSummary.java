// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.verification.descent.Exits;
import antipgd.verification.statistics.Moments;

/**
 * The chains that have left D_alpha.
 *
 * @param up number of those that left upwards
 * @param down number of those that left downwards
 * @param time the steps after which they were first outside
 * @param norm2 {@code |u|^2} then
 */
public record ExitSummary(int up, int down, Moments time, Moments norm2) {

  /**
   * Sums up where chains left.
   *
   * @param exits where they left
   * @param chains number of chains
   * @param unit what {@code |u|^2} is measured in
   * @return the summary
   */
  public static ExitSummary of(Exits exits, int chains, double unit) {
    int up = 0;
    int down = 0;
    Moments time = new Moments();
    Moments norm2 = new Moments();
    for (int c = 0; c < chains; c++) {
      if (exits.step(c) >= 0) {
        up += exits.up(c) ? 1 : 0;
        down += exits.down(c) ? 1 : 0;
        time.add(exits.step(c));
        norm2.add(exits.norm2(c) / unit);
      }
    }
    return new ExitSummary(up, down, time, norm2);
  }
}
