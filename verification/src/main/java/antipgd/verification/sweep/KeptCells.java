// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.documents.SweepRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Cells with the rows that are there: what is there is not done again. */
public final class KeptCells {

  private final List<? extends Cell<SweepRow>> cells;
  private final RowFiles files;
  private final Map<String, SweepRow> found = new LinkedHashMap<>();
  private final int before;

  /**
   * Looks which rows are there.
   *
   * @param cells the cells
   * @param files where rows are kept
   * @throws IllegalArgumentException if another thing is in the place of a row
   * @throws IOException if a row cannot be read
   */
  public KeptCells(List<? extends Cell<SweepRow>> cells, RowFiles files) throws IOException {
    this.cells = List.copyOf(cells);
    this.files = files;
    for (Cell<SweepRow> cell : cells) {
      Optional<SweepRow> row = files.find(cell);
      row.ifPresent(it -> found.put(cell.id(), it));
    }
    this.before = found.size();
  }

  /**
   * Cells whose rows are missing.
   *
   * @return the cells in their order
   */
  public List<Cell<SweepRow>> missing() {
    List<Cell<SweepRow>> missing = new ArrayList<>();
    for (Cell<SweepRow> cell : cells) {
      if (!found.containsKey(cell.id())) {
        missing.add(cell);
      }
    }
    return missing;
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
    machines.<SweepRow>compute(
        missing(),
        (cell, row) -> {
          try {
            files.keep(cell, row);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          found.put(cell.id(), row);
          progress.accept(found.size() - before);
        },
        stop);
  }

  /**
   * The row of a cell.
   *
   * @param cell the cell
   * @return its row; null if it is missing
   */
  public SweepRow row(Cell<SweepRow> cell) {
    return found.get(cell.id());
  }

  /**
   * All rows that are there.
   *
   * @return the rows in the order of the cells
   */
  public List<SweepRow> rows() {
    List<SweepRow> rows = new ArrayList<>();
    for (Cell<SweepRow> cell : cells) {
      rows.add(row(cell));
    }
    rows.removeIf(Objects::isNull);
    return rows;
  }
}
