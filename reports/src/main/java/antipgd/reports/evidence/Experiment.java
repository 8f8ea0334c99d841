package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code antipgd-regression/1}, {@code antipgd-sensing/1} and {@code antipgd-digits/1}: the paper's
 * experiments, seed by seed.
 */
final class Experiment {

  private static final Map<String, String> TITLES =
      Map.of(
          "regression", "Quadratically parametrized regression",
          "sensing", "Matrix sensing",
          "digits", "A network that reads digits");

  /** A figure of a run, by the name of its field. */
  private record Quantity(String field, String label, Scale scale) {}

  private static final List<Quantity> QUANTITIES =
      List.of(
          new Quantity("trace", "Tr Hess L", Scale.LOG2),
          new Quantity("testLoss", "test loss", Scale.LOG2),
          new Quantity("trainLoss", "training loss", Scale.LOG2),
          new Quantity("testAccuracy", "test accuracy", Scale.LINEAR));

  private final Document document;
  private final String title;
  private final List<Quantity> quantities;
  private final Map<String, List<Place>> byRule = new LinkedHashMap<>();

  private Experiment(Document document) throws MalformedResultException {
    this.document = document;
    Place root = document.root();
    title =
        TITLES.get(document.kind())
            + (root.has("scenario") ? ", " + root.text("scenario").replace('-', ' ') : "");
    List<Place> runs = root.items("runs");
    for (Place run : runs) {
      byRule.computeIfAbsent(run.text("rule"), rule -> new ArrayList<>()).add(run);
    }
    if (runs.isEmpty()) {
      throw root.at("runs").malformed("is empty");
    }
    quantities = QUANTITIES.stream().filter(q -> runs.get(0).has(q.field())).toList();
  }

  static Section section(Document document) throws MalformedResultException {
    return new Experiment(document).section();
  }

  private Section section() throws MalformedResultException {
    List<Figure> figures = new ArrayList<>();
    for (Quantity quantity : quantities) {
      figures.add(new Figure(perSeed(quantity), "Each seed at its end, by rule."));
    }
    for (Quantity quantity : quantities) {
      figures.add(
          new Figure(
              curves(quantity), "Median over seeds, with the band from the least to the largest."));
    }
    return new Section(title, text(), figures, List.of(summary(), table()), document.environment());
  }

  private String text() throws MalformedResultException {
    Place root = document.root();
    return shown(root.number("seeds"))
        + " seeds from "
        + root.whole("seed")
        + ", eta = "
        + shown(root.number("eta"))
        + ", sigma = "
        + shown(root.number("sigma"))
        + ", "
        + root.text("law")
        + " noise, "
        + root.whole("steps")
        + " steps of which the last "
        + root.whole("quiet")
        + " are without noise. Read at the clean iterate z."
        + (root.flag("interrupted") ? " INTERRUPTED: runs may be missing or shorter." : "");
  }

  private String slug(String... words) {
    return Section.slug(title) + "-" + Section.slug(words);
  }

  private Drawing perSeed(Quantity quantity) throws MalformedResultException {
    LinePlot plot =
        new LinePlot(
            slug(quantity.field(), "seeds"),
            quantity.label() + " at the end",
            new Axis("number of the seed", Scale.WHOLE),
            new Axis(quantity.label(), quantity.scale()));
    long first = document.root().whole("seed");
    for (Map.Entry<String, List<Place>> rule : byRule.entrySet()) {
      List<Point> points = new ArrayList<>();
      for (Place run : rule.getValue()) {
        points.add(new Point(run.whole("seed") - first + 1, run.numberOrNaN(quantity.field())));
      }
      plot.add(Kind.POINTS, Rules.label(rule.getKey()), Rules.style(rule.getKey()), points);
    }
    return plot.draw();
  }

  private Drawing curves(Quantity quantity) throws MalformedResultException {
    LinePlot plot =
        new LinePlot(
            slug(quantity.field(), "curve"),
            quantity.label() + " along the way",
            new Axis("steps", Scale.LOG10),
            new Axis(quantity.label(), quantity.scale()));
    for (Map.Entry<String, List<Place>> rule : byRule.entrySet()) {
      Map<Double, List<Double>> byStep = new TreeMap<>();
      for (Place run : rule.getValue()) {
        double[] steps = run.at("curve").numbers("step");
        double[] values = run.at("curve").numbers(quantity.field());
        if (steps.length != values.length) {
          throw run.at("curve").malformed("its arrays must be of one length");
        }
        for (int i = 0; i < steps.length; i++) {
          byStep.computeIfAbsent(steps[i], step -> new ArrayList<>()).add(values[i]);
        }
      }
      List<Point> points = new ArrayList<>();
      byStep.forEach((step, values) -> points.add(spread(step, values)));
      plot.add(Kind.BAND, Rules.label(rule.getKey()), Rules.style(rule.getKey()), points);
    }
    return plot.draw();
  }

  private static Point spread(double step, List<Double> values) {
    double[] finite =
        values.stream()
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return finite.length == 0
        ? new Point(step, Double.NaN)
        : new Point(step, Numbers.median(finite), finite[0], finite[finite.length - 1]);
  }

  private Table summary() throws MalformedResultException {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(new Table.Column("rule", false));
    quantities.forEach(q -> columns.add(new Table.Column(q.label(), true)));
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, List<Place>> rule : byRule.entrySet()) {
      List<String> row = new ArrayList<>(List.of(Rules.label(rule.getKey())));
      for (Quantity quantity : quantities) {
        double[] values = new double[rule.getValue().size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = rule.getValue().get(i).numberOrNaN(quantity.field());
        }
        row.add(shown(Numbers.median(values)));
      }
      rows.add(row);
    }
    return new Table("Median over seeds", columns, rows);
  }

  private Table table() throws MalformedResultException {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(new Table.Column("seed", true));
    columns.add(new Table.Column("rule", false));
    columns.add(new Table.Column("steps", true));
    quantities.forEach(q -> columns.add(new Table.Column(q.label(), true)));
    List<List<String>> rows = new ArrayList<>();
    for (Place run : document.root().items("runs")) {
      List<String> row = new ArrayList<>();
      row.add(String.valueOf(run.whole("seed")));
      row.add(Rules.label(run.text("rule")));
      row.add(run.whole("steps") + (run.flag("finite") ? "" : ", NOT FINITE"));
      for (Quantity quantity : quantities) {
        row.add(shown(run.numberOrNaN(quantity.field())));
      }
      rows.add(row);
    }
    return new Table("Every run", columns, rows);
  }
}
