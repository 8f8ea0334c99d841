// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Cells with the rows that are there: what is there is not done again.
 *
 * @param <R> a row
 */
public final class KeptCells<R extends Serializable> {

  private final List<? extends Cell<R>> cells;
  private final Optional<RowFiles<R>> files;
  private final Map<String, R> found = new LinkedHashMap<>();
  private final int before;

  /**
   * Looks which rows are there.
   *
   * @param cells the cells
   * @param files where rows are kept, if anywhere
   * @throws IllegalArgumentException if another thing is in the place of a row
   * @throws IOException if a row cannot be read
   */
  public KeptCells(List<? extends Cell<R>> cells, Optional<RowFiles<R>> files) throws IOException {
    this.cells = List.copyOf(cells);
    this.files = files;
    if (files.isPresent()) {
      for (Cell<R> cell : cells) {
        files.get().find(cell).ifPresent(row -> found.put(cell.id(), row));
      }
    }
    this.before = found.size();
  }

  /**
   * Cells whose rows are missing.
   *
   * @return the cells in their order
   */
  public List<Cell<R>> missing() {
    return cells.stream().<Cell<R>>map(cell -> cell).filter(cell -> row(cell) == null).toList();
  }

  /**
   * Computes what is missing, and keeps each row as soon as it is there.
   *
   * @param machines who computes
   * @param progress told how many are done of those that were missing
   * @param stop asked between cells: true ends the work early
   * @throws UncheckedIOException if a row cannot be kept
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public void compute(Machines machines, IntConsumer progress, BooleanSupplier stop)
      throws InterruptedException {
    machines.<R>compute(
        missing(),
        (cell, row) -> {
          keep(cell, row);
          found.put(cell.id(), row);
          progress.accept(found.size() - before);
        },
        stop);
  }

  private void keep(Cell<R> cell, R row) {
    if (files.isPresent()) {
      try {
        files.get().keep(cell, row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The row of a cell.
   *
   * @param cell the cell
   * @return its row; null if it is missing
   */
  public R row(Cell<R> cell) {
    return found.get(cell.id());
  }

  /**
   * All rows that are there.
   *
   * @return the rows in the order of the cells
   */
  public List<R> rows() {
    return cells.stream().<R>map(this::row).filter(Objects::nonNull).toList();
  }
}
