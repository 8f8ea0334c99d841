// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import java.io.Serializable;

/**
 * The chains that have left D_alpha.
 *
 * @param up number of those that left upwards
 * @param down number of those that left downwards
 * @param meanTime mean step at which they left; NaN if none has
 * @param meanNorm2 mean {@code |u|^2} then; NaN if none has
 */
public record ExitCounts(int up, int down, @OrNull double meanTime, @OrNull double meanNorm2)
    implements Serializable {

  /** Checks the ranges. */
  public ExitCounts {
    InvalidFieldException.requireAtLeast(0, "up", up);
    InvalidFieldException.requireAtLeast(0, "down", down);
  }
}
