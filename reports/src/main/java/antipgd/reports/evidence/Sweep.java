package antipgd.reports.evidence;

import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.HeatMap;
import antipgd.reports.plot.HeatMap.Level;
import antipgd.reports.plot.Scale;
import antipgd.reports.plot.Tint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** {@code antipgd-sweep/1}: the phase diagram of Theorem 3.1, by which side chains leave. */
final class Sweep {

  /** Upper ends of the classes of the fraction of chains that leave upwards. */
  private static final double[] ENDS = {0.02, 0.25, 0.5, 0.75, 0.98};

  private static final List<Level> LEVELS =
      List.of(
          new Level("all downwards", Tint.CELL_6),
          new Level("to 25 % upwards", Tint.CELL_5),
          new Level("to 50 %", Tint.CELL_4),
          new Level("to 75 %", Tint.CELL_2),
          new Level("to 98 %", Tint.CELL_1),
          new Level("all upwards", Tint.SERIES_2),
          new Level("none left", Tint.PAPER));

  private static final int NONE_LEFT = LEVELS.size() - 1;

  private Sweep() {}

  static Section section(Document document) throws MalformedResultException {
    Place root = document.root();
    double[] ds = root.at("grid").numbers("d");
    double[] sigmas = root.at("grid").numbers("sigma2");
    Map<String, HeatMap> maps = new LinkedHashMap<>();
    Map<String, double[]> extremes = new LinkedHashMap<>();
    for (Place row : root.items("rows")) {
      String title =
          Rules.label(row.text("rule"))
              + ", "
              + row.text("law")
              + " noise, alpha = "
              + Scale.plain(row.number("alpha"));
      HeatMap map =
          maps.computeIfAbsent(
              title,
              t ->
                  new HeatMap(
                      Section.slug("sweep", t),
                      "Which side: " + t,
                      "sigma^2 / D",
                      labels(sigmas),
                      "d",
                      labels(ds),
                      LEVELS));
      int i = index(ds, row, "d");
      int j = index(sigmas, row, "sigma2");
      map.set(i, j, level(row.at("exits")));
      if (row.flag("theorem")) {
        map.outline(i, j);
        double mean = row.at("cappedNorm2").number("mean");
        double[] range = extremes.computeIfAbsent(title, t -> new double[] {mean, mean});
        range[0] = Math.min(range[0], mean);
        range[1] = Math.max(range[1], mean);
      }
    }
    List<Figure> figures = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    maps.forEach(
        (title, map) -> {
          figures.add(
              new Figure(
                  map.draw(),
                  "By which side chains leave D_alpha first, read at w for PGD and at z for"
                      + " Anti-PGD. Outlined: where Theorem 3.1 speaks."));
          double[] range = extremes.get(title);
          rows.add(
              range == null
                  ? List.of(title, Table.NOTHING, Table.NOTHING)
                  : List.of(title, Numbers.shown(range[0]), Numbers.shown(range[1])));
        });
    Table means =
        new Table(
            "Mean of the capped |u|^2 / D at w at the end, over the cells where the theorem speaks",
            List.of(
                new Table.Column("map", false),
                new Table.Column("least", true),
                new Table.Column("largest", true)),
            rows);
    return new Section(
        "Phase diagram of Theorem 3.1",
        root.whole("chains") + " chains for each cell.",
        figures,
        List.of(means),
        document.environment());
  }

  private static List<String> labels(double[] values) {
    return DoubleStream.of(values).mapToObj(Scale::plain).toList();
  }

  private static int index(double[] values, Place row, String field)
      throws MalformedResultException {
    double value = row.number(field);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    throw row.at(field).malformed(value + ": must be a value of the grid");
  }

  private static int level(Place exits) throws MalformedResultException {
    double up = exits.whole("up");
    double left = up + exits.whole("down");
    return left == 0 ? NONE_LEFT : (int) Arrays.stream(ENDS).filter(end -> up / left > end).count();
  }
}
