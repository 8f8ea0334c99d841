// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import antipgd.reports.plot.Svg.SvgPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Cells in rows and columns, coloured by the class that each is in. */
public final class HeatMap {

  private static final int LEAST_WIDTH = 480;
  private static final int LEAST_CELL = 18;
  private static final int ROW = 18;
  private static final int ROOM_FOR_ROWS = 200;
  private static final int ROOM_FOR_COLUMNS = 90;
  private static final double BETWEEN_CELLS = 1.5;
  private static final double OUTLINE = 2;

  private final String name;
  private final String title;
  private final String columnTitle;
  private final String rowTitle;
  private final List<String> columns;
  private final List<String> rows;
  private final List<Level> levels;
  private final List<Cell> cells = new ArrayList<>();
  private final Set<CellIndex> outlined = new LinkedHashSet<>();

  /**
   * A class of cells.
   *
   * @param label what it means
   * @param colour its colour
   */
  public record Level(String label, PlotColour colour) {}

  private record CellIndex(int row, int column) {}

  private record Cell(CellIndex index, PlotColour colour) {}

  /**
   * An empty map.
   *
   * @param name unique on its page
   * @param title what it shows
   * @param columnTitle what the columns are
   * @param columns their labels, from left to right
   * @param rowTitle what the rows are; null if that is plain
   * @param rows their labels, from top to bottom
   * @param levels the classes of cells
   */
  public HeatMap(
      String name,
      String title,
      String columnTitle,
      List<String> columns,
      String rowTitle,
      List<String> rows,
      List<Level> levels) {
    this.name = name;
    this.title = title;
    this.columnTitle = columnTitle;
    this.columns = columns;
    this.rowTitle = rowTitle;
    this.rows = rows;
    this.levels = levels;
  }

  /**
   * Fills a cell.
   *
   * @param row from 0
   * @param column from 0
   * @param level index of its class
   */
  public void set(int row, int column, int level) {
    cells.add(new Cell(new CellIndex(row, column), levels.get(level).colour()));
  }

  /**
   * Takes a cell into the region with a line around it.
   *
   * @param row from 0
   * @param column from 0
   */
  public void outline(int row, int column) {
    outlined.add(new CellIndex(row, column));
  }

  /**
   * Draws it.
   *
   * @return the plot
   */
  public Drawing draw() {
    List<TextLayout> across = laid(columns, ROOM_FOR_COLUMNS);
    List<TextLayout> down = laid(rows, ROOM_FOR_ROWS);
    TextLayout ofColumns = TextLayout.of(columnTitle == null ? "" : columnTitle);
    TextLayout ofRows = TextLayout.of(rowTitle == null ? "" : rowTitle);
    double left = Svg.EDGE + Math.max(TextLayout.width(down), ofRows.width()) + Axes.GAP;
    double least = Math.max(LEAST_CELL, TextLayout.width(across) + Axes.GAP);
    double cell = Math.max(least, (LEAST_WIDTH - left - Svg.EDGE) / Math.max(1, columns.size()));
    double width = Math.max(LEAST_WIDTH, left + cell * columns.size() + Svg.EDGE);
    double top = Svg.top(title, width) + Axes.LINE * (columnTitle == null ? 1 : 2);
    double bottom = top + ROW * rows.size() + Axes.GAP;
    Legend legend = new Legend(levels, width);
    return Svg.drawing(
        name,
        title,
        width,
        bottom + legend.height() + Svg.EDGE / 2.,
        svg -> {
          double names = top - Axes.LINE * 0.6;
          double middle = left + cell * columns.size() / 2;
          svg.text(ofColumns, middle, names - Axes.LINE, "middle", PlotColour.INK);
          svg.text(ofRows, left - Axes.GAP, names, "end", PlotColour.INK);
          for (int i = 0; i < columns.size(); i++) {
            svg.text(across.get(i), left + cell * (i + 0.5), names, "middle", PlotColour.MUTED);
          }
          for (int i = 0; i < rows.size(); i++) {
            svg.text(down.get(i), left - Axes.GAP, top + ROW * (i + 0.5), "end", PlotColour.MUTED);
          }
          for (Cell each : cells) {
            double x = left + cell * each.index().column();
            double y = top + ROW * each.index().row();
            svg.box(x, y, cell - BETWEEN_CELLS, ROW - BETWEEN_CELLS, each.colour());
          }
          SvgPath outline = outline(left - BETWEEN_CELLS / 2, top - BETWEEN_CELLS / 2, cell);
          svg.line(outline, PlotColour.PAPER, 3 * OUTLINE, Svg.SOLID);
          svg.line(outline, PlotColour.INK, OUTLINE, Svg.SOLID);
          legend.draw(svg, bottom);
        });
  }

  private static List<TextLayout> laid(List<String> labels, double room) {
    return labels.stream().map(label -> TextLayout.of(label, TextLayout.SMALL, room, 1)).toList();
  }

  /** The edges of outlined cells that have another kind of cell on their other side. */
  private SvgPath outline(double left, double top, double cell) {
    SvgPath edges = new SvgPath();
    for (CellIndex index : outlined) {
      for (int side = 0; side < 2; side++) {
        double x = left + cell * index.column();
        double y = top + ROW * index.row();
        if (!outlined.contains(new CellIndex(index.row() + 2 * side - 1, index.column()))) {
          edges.move(x, y + ROW * side).to(x + cell, y + ROW * side);
        }
        if (!outlined.contains(new CellIndex(index.row(), index.column() + 2 * side - 1))) {
          edges.move(x + cell * side, y).to(x + cell * side, y + ROW);
        }
      }
    }
    return edges;
  }
}
