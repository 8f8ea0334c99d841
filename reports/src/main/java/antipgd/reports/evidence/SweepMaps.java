package antipgd.reports.evidence;

import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
import antipgd.reports.page.Section;
import antipgd.reports.plot.Digits;
import antipgd.reports.plot.HeatMap;
import antipgd.reports.plot.HeatMap.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The rows of a sweep, as maps: the last two axes of the grid are a map's rows and columns, and the
 * others name it. Those that have one value alone are left out of names, unless they always belong
 * there.
 */
final class SweepMaps {

  /**
   * A row of the sweep and where it stands on its map.
   *
   * @param i row of the map, from 0
   * @param j column of the map, from 0
   * @param row the row of the sweep
   */
  record Cell(int i, int j, Place row) {}

  private final Place root;
  private final List<String> naming = new ArrayList<>();
  private final List<String> fixed = new ArrayList<>();
  private final String down;
  private final String across;
  private final double[] downs;
  private final double[] acrosses;

  /**
   * Looks at a sweep.
   *
   * @param document its document
   * @param always axes that are in every map's name
   */
  SweepMaps(Document document, List<String> always) throws MalformedResultException {
    root = document.root();
    Place grid = root.at("grid");
    List<String> axes = new ArrayList<>();
    grid.node().fieldNames().forEachRemaining(axes::add);
    if (axes.size() < 2) {
      throw grid.malformed("must have an array for each of two axes and more");
    }
    down = axes.get(axes.size() - 2);
    across = axes.get(axes.size() - 1);
    downs = grid.numbers(down);
    acrosses = grid.numbers(across);
    for (String axis : axes.subList(0, axes.size() - 2)) {
      List<Place> values = grid.items(axis);
      if (values.size() == 1 && !always.contains(axis)) {
        fixed.add(label(axis, values.get(0)));
      } else {
        naming.add(axis);
      }
    }
  }

  /** What is the same in all maps. */
  String lead() throws MalformedResultException {
    return root.whole("chains")
        + " chains for each cell"
        + (fixed.isEmpty() ? "." : "; " + String.join(", ", fixed) + ".");
  }

  /** The cells that are done, by name of their map. */
  Map<String, List<Cell>> cells() throws MalformedResultException {
    Map<String, List<Cell>> cells = new LinkedHashMap<>();
    for (Place row : root.items("rows")) {
      List<String> name = new ArrayList<>();
      for (String axis : naming) {
        name.add(label(axis, row.at(axis)));
      }
      cells
          .computeIfAbsent(String.join(", ", name), n -> new ArrayList<>())
          .add(new Cell(index(downs, row, down), index(acrosses, row, across), row));
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
        labels(acrosses),
        rowTitle,
        labels(downs),
        levels);
  }

  private static String label(String axis, Place value) throws MalformedResultException {
    return switch (axis) {
      case "rule" -> Rules.label(value.text());
      case "schedule" -> value.text();
      case "law" -> value.text() + " noise";
      default -> axis + " = " + Digits.shown(value.number());
    };
  }

  private static List<String> labels(double[] values) {
    return DoubleStream.of(values).mapToObj(Digits::shown).toList();
  }

  private static int index(double[] values, Place row, String axis)
      throws MalformedResultException {
    double value = row.number(axis);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    throw row.at(axis).malformed(value + ": must be a value of the grid");
  }
}
