package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
import antipgd.reports.page.Environment;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.Drawing;
import antipgd.reports.plot.LinePlot;
import antipgd.reports.plot.LinePlot.Axis;
import antipgd.reports.plot.LinePlot.Kind;
import antipgd.reports.plot.LinePlot.Point;
import antipgd.reports.plot.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code antipgd-valley/1}: runs on the widening valley. Those with the same start, law and walls
 * share their plots, so that GD, PGD and Anti-PGD lie over each other.
 */
final class Valley {

  private static final int CONTOURS = 6;
  private static final int CONTOUR_POINTS = 60;

  private final List<Document> runs;
  private final String name;
  private final double norm2;
  private final double alpha;

  private Valley(String name, List<Document> runs) throws MalformedResultException {
    this.name = name;
    this.runs = runs;
    norm2 = runs.get(0).root().number("norm2");
    alpha = runs.get(0).root().numberOrNaN("alpha");
  }

  static List<Section> sections(List<Document> documents) throws MalformedResultException {
    Map<String, List<Document>> byStart = new LinkedHashMap<>();
    for (Document document : documents) {
      Place root = document.root();
      String start =
          "d = "
              + root.whole("d")
              + ", |u|^2 = "
              + shown(root.number("norm2"))
              + ", alpha = "
              + shown(root.numberOrNaN("alpha"))
              + ", "
              + root.text("law")
              + " noise";
      byStart.computeIfAbsent(start, s -> new ArrayList<>()).add(document);
    }
    List<Section> sections = new ArrayList<>();
    for (Map.Entry<String, List<Document>> start : byStart.entrySet()) {
      sections.add(new Valley(start.getKey(), start.getValue()).section());
    }
    return sections;
  }

  private Section section() throws MalformedResultException {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            trajectories("cappedNorm2W", "|u|^2", "norm2W"),
            "Mean over chains, counted as at the cap where it is above or not finite, with the band"
                + " that holds the central 90 % of chains. Dashed: the walls of D_alpha."));
    figures.add(
        new Figure(
            trajectories("trace", "Tr Hess L", "trace"),
            "Mean over chains that are finite, up to the cap, with the band of the central 90 %."));
    if (runs.stream().anyMatch(run -> run.root().has("paths"))) {
      figures.add(
          new Figure(
              valley(),
              "Some chains at the clean iterate z, over lines of equal loss v^2 |u|^2 / 2 (dotted),"
                  + " four times from line to line. All (u, 0) are minima; they are flat where |u|^2"
                  + " is small."));
    }
    return new Section(
        "The widening valley: " + name, "", figures, List.of(table()), environment());
  }

  /** Runs of one rule are told apart by their noise. */
  private String label(Document run) throws MalformedResultException {
    int same = 0;
    for (Document other : runs) {
      same += rule(other).equals(rule(run)) ? 1 : 0;
    }
    return Rules.label(rule(run))
        + (same == 1 ? "" : ", sigma^2 = " + shown(run.root().number("sigma2")));
  }

  private static String rule(Document run) throws MalformedResultException {
    return run.root().text("rule");
  }

  private Drawing trajectories(String mean, String what, String band)
      throws MalformedResultException {
    LinePlot plot =
        new LinePlot(
            Section.slug("valley", name, mean),
            what + " along the way",
            new Axis("steps", Scale.LOG10),
            new Axis(what, Scale.LOG2));
    for (Document run : runs) {
      double cap = run.root().number("cap");
      List<Point> points = new ArrayList<>();
      for (Place at : run.root().items("checkpoints")) {
        Place spread = at.at(band);
        points.add(
            new Point(
                at.number("step"),
                Math.min(cap, at.at(mean).numberOrNaN("mean")),
                capped(spread, "q05", cap),
                capped(spread, "q95", cap)));
      }
      plot.add(Kind.BAND, label(run), Rules.style(rule(run)), points);
    }
    if (!Double.isNaN(alpha)) {
      plot.markY(alpha * norm2, "alpha D").markY(norm2 / alpha, "D / alpha");
    }
    return plot.draw();
  }

  /** Files without quantiles have no band; a quantile above all numbers is at the cap. */
  private static double capped(Place spread, String quantile, double cap)
      throws MalformedResultException {
    if (spread.at(quantile).node().isMissingNode()) {
      return Double.NaN;
    }
    double value = spread.numberOrNaN(quantile);
    return Double.isNaN(value) ? cap : Math.min(cap, value);
  }

  private Drawing valley() throws MalformedResultException {
    Axis v = new Axis("v", Scale.LINEAR);
    LinePlot plot =
        new LinePlot(
            Section.slug("valley", name, "paths"),
            "Paths down the valley",
            v,
            new Axis("|u|^2", Scale.LOG2));
    double lowest = Double.isNaN(alpha) ? norm2 / 4 : alpha * norm2 / 2;
    double highest = Double.isNaN(alpha) ? norm2 * 4 : 2 * norm2 / alpha;
    double widest = 0;
    record Path(int style, String label, List<Point> points) {}
    List<Path> paths = new ArrayList<>();
    for (Document run : runs) {
      if (run.root().has("paths")) {
        String label = label(run);
        for (Place path : run.root().items("paths")) {
          double[] vs = path.numbers("v");
          double[] norms2 = path.numbers("norm2");
          if (vs.length != norms2.length) {
            throw path.malformed("v and norm2 must be of one length");
          }
          List<Point> points = new ArrayList<>();
          for (int i = 0; i < vs.length && norms2[i] <= highest; i++) {
            points.add(new Point(vs[i], Math.max(lowest, norms2[i])));
            widest = Math.max(widest, Math.abs(vs[i]));
          }
          paths.add(new Path(Rules.style(rule(run)), label, points));
          label = null;
        }
      }
    }
    contours(plot, Math.max(widest, 1), lowest, highest);
    paths.forEach(path -> plot.add(Kind.PATH, path.label(), path.style(), path.points()));
    if (!Double.isNaN(alpha)) {
      plot.markY(alpha * norm2, "alpha D").markY(norm2 / alpha, "D / alpha");
    }
    return plot.draw();
  }

  /** On lines of equal loss c, {@code v = sqrt(2 c / |u|^2)}. */
  private static void contours(LinePlot plot, double widest, double lowest, double highest) {
    double loss = widest * widest * highest / 2;
    for (int i = 0; i < CONTOURS; i++) {
      loss /= 4;
      for (int side = -1; side <= 1; side += 2) {
        List<Point> line = new ArrayList<>();
        for (int k = 0; k <= CONTOUR_POINTS; k++) {
          double r = lowest * Math.pow(highest / lowest, (double) k / CONTOUR_POINTS);
          double at = Math.sqrt(2 * loss / r);
          if (at <= widest) {
            line.add(new Point(side * at, r));
          }
        }
        plot.add(Kind.REFERENCE, null, 1, line);
      }
    }
  }

  private Table table() throws MalformedResultException {
    record Row(Place run, Place last) {}
    List<Row> rows = new ArrayList<>();
    for (Document run : runs) {
      List<Place> checkpoints = run.root().items("checkpoints");
      if (checkpoints.isEmpty()) {
        throw run.root().at("checkpoints").malformed("is empty");
      }
      rows.add(new Row(run.root(), checkpoints.get(checkpoints.size() - 1)));
    }
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      cells.add(
          List.of(
              Rules.label(row.run().text("rule")),
              shown(row.run().number("sigma2")),
              shown(row.run().number("eta")),
              shown(row.last().number("step")),
              shown(row.run().number("chains")),
              shown(row.last().number("notFinite")),
              mean(row.last().at("cappedNorm2W")),
              mean(row.last().at("trace")),
              exits(row.last(), "exitsW"),
              exits(row.last(), "exitsZ")));
    }
    return new Table(
        "At the end",
        Arrays.asList(
            new Table.Column("rule", false),
            new Table.Column("sigma^2", true),
            new Table.Column("eta", true),
            new Table.Column("steps", true),
            new Table.Column("chains", true),
            new Table.Column("not finite", true),
            new Table.Column("capped |u|^2", true),
            new Table.Column("Tr Hess L", true),
            new Table.Column("w left up / down", true),
            new Table.Column("z left up / down", true)),
        cells);
  }

  private static String mean(Place moments) throws MalformedResultException {
    return shown(moments.numberOrNaN("mean"))
        + " +- "
        + shown(moments.numberOrNaN("standardError"));
  }

  private static String exits(Place checkpoint, String field) throws MalformedResultException {
    return checkpoint.has(field)
        ? checkpoint.at(field).whole("up") + " / " + checkpoint.at(field).whole("down")
        : Table.NOTHING;
  }

  private Environment environment() throws MalformedResultException {
    List<Environment.Item> items = new ArrayList<>(runs.get(0).environment().items());
    for (Document run : runs) {
      for (Environment.Item item : run.environment().items()) {
        if (!items.contains(item)) {
          items.add(item);
        }
      }
    }
    return new Environment(items);
  }
}
