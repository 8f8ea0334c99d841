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
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** {@code antipgd-tuning/1}: the trace that each setting of step size and noise ends at. */
final class Tuning {

  /** Upper ends of the classes of the trace, in units of the start's. */
  private static final double[] ENDS = {0.03, 0.1, 0.3, 0.95, 1.05, 3};

  private static final List<Level> LEVELS =
      List.of(
          new Level("up to 0.03", Tint.CELL_6),
          new Level("0.1", Tint.CELL_5),
          new Level("0.3", Tint.CELL_4),
          new Level("0.95", Tint.CELL_3),
          new Level("as at the start", Tint.CELL_1),
          new Level("up to 3", Tint.SERIES_2),
          new Level("more, or not finite", Tint.BAD),
          new Level("not run", Tint.PAPER));

  private static final int NOT_RUN = LEVELS.size() - 1;

  private Tuning() {}

  static Section section(Document document) throws MalformedResultException {
    Place root = document.root();
    double[] etas = root.numbers("etaNorm2");
    double[] sigmas = root.numbers("sigma2");
    List<Figure> figures = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Place map : root.items("maps")) {
      String title =
          Rules.label(map.text("rule")) + ", " + map.text("schedule") + ", d = " + map.whole("d");
      double[][] trace = matrix(map, etas.length, sigmas.length);
      HeatMap plot =
          new HeatMap(
              Section.slug("tuning", title),
              "Trace after tuning: " + title,
              "sigma^2 / D",
              labels(sigmas),
              "eta D",
              labels(etas),
              LEVELS);
      for (int i = 0; i < etas.length; i++) {
        for (int j = 0; j < sigmas.length; j++) {
          plot.set(i, j, level(trace[i][j]));
        }
      }
      figures.add(
          new Figure(
              plot.draw(),
              "Tr Hess L in units of D = |u_0|^2, at the end: lower is flatter. Rows: eta D;"
                  + " columns: sigma^2 / D."));
      rows.add(row(title, trace, etas, sigmas));
    }
    Table best =
        new Table(
            "The best setting of each map",
            List.of(
                new Table.Column("map", false),
                new Table.Column("least trace / D", true),
                new Table.Column("eta D", true),
                new Table.Column("sigma^2 / D", true)),
            rows);
    return new Section(
        "Tuning",
        root.whole("chains")
            + " chains of "
            + root.whole("steps")
            + " steps for each setting, "
            + root.text("law")
            + " noise.",
        figures,
        List.of(best),
        document.environment());
  }

  private static double[][] matrix(Place map, int rows, int columns)
      throws MalformedResultException {
    List<Place> lines = map.items("trace");
    if (lines.size() != rows) {
      throw map.at("trace").malformed("must have a row for each of the " + rows + " etaNorm2");
    }
    double[][] matrix = new double[rows][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = lines.get(i).numbers();
      if (matrix[i].length != columns) {
        throw lines.get(i).malformed("must have a value for each of the " + columns + " sigma2");
      }
    }
    return matrix;
  }

  private static List<String> labels(double[] values) {
    return DoubleStream.of(values).mapToObj(Scale::plain).toList();
  }

  private static int level(double trace) {
    return Double.isNaN(trace)
        ? NOT_RUN
        : (int) Arrays.stream(ENDS).filter(end -> trace > end).count();
  }

  private static List<String> row(String title, double[][] trace, double[] etas, double[] sigmas) {
    int[] best =
        IntStream.range(0, etas.length * sigmas.length)
            .mapToObj(k -> new int[] {k / sigmas.length, k % sigmas.length})
            .filter(k -> !Double.isNaN(trace[k[0]][k[1]]))
            .min((a, b) -> Double.compare(trace[a[0]][a[1]], trace[b[0]][b[1]]))
            .orElse(null);
    return best == null
        ? List.of(title, Table.NOTHING, Table.NOTHING, Table.NOTHING)
        : List.of(
            title,
            Numbers.shown(trace[best[0]][best[1]]),
            Scale.plain(etas[best[0]]),
            Scale.plain(sigmas[best[1]]));
  }
}
