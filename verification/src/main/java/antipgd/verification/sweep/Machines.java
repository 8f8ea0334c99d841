package antipgd.verification.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Who computes cells. */
@FunctionalInterface
public interface Machines {

  /** Takes rows, in the order in which they come, one at a time. */
  @FunctionalInterface
  interface Rows {

    /**
     * Takes a row.
     *
     * @param cell the cell
     * @param row its row
     */
    void take(Cell cell, ObjectNode row);
  }

  /**
   * Computes cells, each at least once, and hands each row over as soon as it is there.
   *
   * @param cells the cells
   * @param rows takes their rows
   * @param stop asked between cells: true ends the work early
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  void compute(List<Cell> cells, Rows rows, BooleanSupplier stop) throws InterruptedException;
}
