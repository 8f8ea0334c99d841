// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import java.io.Serializable;
import java.util.Map;

/**
 * A row of a sweep: where its cell is on the grid, and what was found there. It may travel from
 * another machine.
 */
public sealed interface SweepRow extends Serializable permits PhaseRow, TuningRow, OpponentRow {

  /**
   * Where the cell is.
   *
   * @return a text or number for each axis of the grid, by name, in the order of the axes
   */
  Map<String, Object> axes();
}
