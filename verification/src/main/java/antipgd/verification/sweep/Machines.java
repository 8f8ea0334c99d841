// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Who computes cells. */
public interface Machines {

  /**
   * Takes rows, in the order in which they come, one at a time.
   *
   * @param <R> the type of the rows
   */
  @FunctionalInterface
  interface Rows<R extends Serializable> {

    /**
     * Takes a row.
     *
     * @param cell the cell
     * @param row its row
     */
    void take(Cell<R> cell, R row);
  }

  /**
   * Computes cells, each at least once, and hands each row over as soon as it is there.
   *
   * @param cells the cells
   * @param rows takes their rows
   * @param stop asked between cells: true ends the work early
   * @param <R> the type of the rows
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  <R extends Serializable> void compute(
      List<? extends Cell<R>> cells, Rows<R> rows, BooleanSupplier stop)
      throws InterruptedException;
}
