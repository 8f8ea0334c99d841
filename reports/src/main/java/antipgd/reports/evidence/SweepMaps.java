// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import antipgd.documents.SweepDocument;
import antipgd.documents.SweepRow;
import antipgd.reports.page.Section;
import antipgd.reports.plot.HeatMap;
import antipgd.reports.plot.HeatMap.Level;
import antipgd.reports.plot.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a sweep, as maps: the last two axes of the grid are a map's rows and columns, and the
 * others name it. Those that have one value alone are left out of names, unless they always belong
 * there.
 *
 * @param <R> kind of rows
 */
final class SweepMaps<R extends SweepRow> {

  /**
   * A row of the sweep and where it stands on its map.
   *
   * @param i row of the map, from 0
   * @param j column of the map, from 0
   * @param row the row of the sweep
   * @param <R> kind of rows
   */
  record Cell<R>(int i, int j, R row) {}

  private final SweepDocument<?> document;
  private final Class<R> type;
  private final List<String> naming = new ArrayList<>();
  private final List<String> fixed = new ArrayList<>();
  private final String down;
  private final String across;

  /**
   * Looks at a sweep.
   *
   * @param evidence its document
   * @param rows the type of its rows
   * @param always axes that are in every map's name
   */
  SweepMaps(Evidence evidence, Class<R> rows, List<String> always) {
    document = evidence.content(SweepDocument.class);
    type = rows;
    Map<String, List<Object>> grid = document.grid();
    List<String> axes = List.copyOf(grid.keySet());
    down = axes.get(axes.size() - 2);
    across = axes.get(axes.size() - 1);
    for (String axis : axes.subList(0, axes.size() - 2)) {
      List<Object> values = grid.get(axis);
      if (values.size() == 1 && !always.contains(axis)) {
        fixed.add(label(axis, values.get(0)));
      } else {
        naming.add(axis);
      }
    }
  }

  /** What is the same in all maps. */
  String lead() {
    return document.chains()
        + " chains for each cell"
        + (fixed.isEmpty() ? "." : "; " + String.join(", ", fixed) + ".");
  }

  /** The cells that are done, by name of their map. */
  Map<String, List<Cell<R>>> cells() {
    Map<String, List<Cell<R>>> cells = new LinkedHashMap<>();
    for (SweepRow row : document.rows()) {
      Map<String, Object> at = row.axes();
      List<String> name = new ArrayList<>();
      for (String axis : naming) {
        name.add(label(axis, at.get(axis)));
      }
      cells
          .computeIfAbsent(String.join(", ", name), n -> new ArrayList<>())
          .add(new Cell<>(index(at, down), index(at, across), type.cast(row)));
    }
    return cells;
  }

  /**
   * A map without cells.
   *
   * @param slug how its file's name begins
   * @param title what it shows, up to the map's name
   * @param name the map's name
   * @param columnTitle what the columns are
   * @param rowTitle what the rows are
   * @param levels classes of cells
   */
  HeatMap map(
      String slug,
      String title,
      String name,
      String columnTitle,
      String rowTitle,
      List<Level> levels) {
    return new HeatMap(
        Section.slug(slug, name),
        title + ": " + name,
        columnTitle,
        labels(across),
        rowTitle,
        labels(down),
        levels);
  }

  private static String label(String axis, Object value) {
    return switch (axis) {
      case "rule" -> Rules.label(value.toString());
      case "schedule" -> value.toString();
      case "law" -> value + " noise";
      default -> axis + " = " + NumberText.shown(number(value));
    };
  }

  private List<String> labels(String axis) {
    return document.grid().get(axis).stream()
        .map(value -> NumberText.shown(number(value)))
        .toList();
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private int index(Map<String, Object> at, String axis) {
    List<Double> values = document.grid().get(axis).stream().map(SweepMaps::number).toList();
    return values.indexOf(number(at.get(axis)));
  }
}
