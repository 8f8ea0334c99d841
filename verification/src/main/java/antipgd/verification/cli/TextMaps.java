// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.SweepRow;
import antipgd.verification.sweep.Axis;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Grid;
import antipgd.verification.sweep.KeptCells;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The maps of a sweep as text: rows and columns are its last two axes. */
final class TextMaps {

  private final Grid grid;
  private final List<Cell<SweepRow>> cells;
  private final KeptCells kept;

  /**
   * Maps of what there is.
   *
   * @param grid the grid
   * @param cells its cells
   * @param kept their rows; some may be missing
   */
  TextMaps(Grid grid, List<Cell<SweepRow>> cells, KeptCells kept) {
    this.grid = grid;
    this.cells = cells;
    this.kept = kept;
  }

  void print(PrintWriter out) {
    List<Axis<?>> axes = grid.map().axes();
    List<Axis<?>> others = axes.subList(0, axes.size() - 2);
    Axis<?> down = axes.get(axes.size() - 2);
    Axis<?> across = axes.get(axes.size() - 1);
    int rows = grid.values().get(down).size();
    int columns = grid.values().get(across).size();
    List<Grid.Point> points = grid.points();
    out.printf("%s:%n", grid.map().legend());
    for (int first = 0; first < cells.size(); first += rows * columns) {
      if (cells.subList(first, first + rows * columns).stream().noneMatch(this::isFound)) {
        continue;
      }
      out.println(points.get(first).typed(others));
      out.printf("%17s ", down.name() + "\\" + across.name());
      points.subList(first, first + columns).forEach(point -> print(point, across, out));
      out.println();
      for (int row = first; row < first + rows * columns; row += columns) {
        out.print("        ");
        print(points.get(row), down, out);
        for (Cell<SweepRow> cell : cells.subList(row, row + columns)) {
          SweepRow there = kept.row(cell);
          out.printf("%10s", there == null ? "" : grid.map().shown(there));
        }
        out.println();
      }
    }
  }

  private boolean isFound(Cell<SweepRow> cell) {
    return kept.row(cell) != null;
  }

  private static void print(Grid.Point point, Axis<?> axis, PrintWriter out) {
    Object value = point.plain(axis);
    out.printf("%9s ", value instanceof Double ? String.format(Locale.ROOT, "%.3g", value) : value);
  }
}
