// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.documents.ExperimentDocument;
import antipgd.documents.ExperimentDocument.Curve;
import antipgd.documents.ExperimentDocument.DigitsProblem;
import antipgd.documents.ExperimentDocument.Problem;
import antipgd.documents.ExperimentDocument.RegressionProblem;
import antipgd.documents.ExperimentDocument.ResnetProblem;
import antipgd.documents.ExperimentDocument.Run;
import antipgd.documents.ExperimentDocument.Setting;
import antipgd.documents.MalformedResultException;
import antipgd.documents.SampleMean;
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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * {@code antipgd-regression/1}, {@code antipgd-sensing/1}, {@code antipgd-digits/1} and {@code
 * antipgd-resnet/1}: the paper's experiments, seed by seed.
 */
final class ExperimentSection {

  /** A figure of a run: at its end, where it may be null, and on its way. */
  private record Quantity(
      String field,
      String label,
      Scale scale,
      Function<Run, Double> end,
      Function<Curve, List<Double>> curve) {

    double at(Run run) {
      Double value = end.apply(run);
      return value == null ? Double.NaN : value;
    }

    /** Whether it was measured on the way, and not at the end alone. */
    boolean isFollowed(Run run) {
      List<Double> values = curve.apply(run.curve());
      return values != null && values.stream().filter(Double::isFinite).count() > 1;
    }
  }

  private static final String ANTI_PGD = "anti-pgd";

  private static final List<Quantity> QUANTITIES =
      List.of(
          new Quantity("trace", "Tr Hess L", Scale.LOG2, run -> run.end().trace(), Curve::trace),
          new Quantity(
              "relative", "relative trace", Scale.LOG2, ExperimentSection::relative, c -> null),
          new Quantity(
              "testLoss", "test loss", Scale.LOG2, run -> run.end().testLoss(), Curve::testLoss),
          new Quantity(
              "trainLoss",
              "training loss",
              Scale.LOG2,
              run -> run.end().trainLoss(),
              Curve::trainLoss),
          new Quantity(
              "testAccuracy",
              "test accuracy",
              Scale.LINEAR,
              run -> run.end().testAccuracy(),
              Curve::testAccuracy));

  /** Rivals are compared in these. */
  private static final List<String> COMPARED = List.of("trace", "relative", "testLoss");

  private final Evidence evidence;
  private final ExperimentDocument<?> document;
  private final String title;
  private final List<Quantity> quantities;
  private final Map<String, List<Run>> byRule = new LinkedHashMap<>();

  private ExperimentSection(Evidence evidence) throws MalformedResultException {
    this.evidence = evidence;
    document = evidence.content(ExperimentDocument.class);
    title = title(document.problem());
    for (Run run : document.runs()) {
      byRule.computeIfAbsent(run.rule(), rule -> new ArrayList<>()).add(run);
    }
    if (byRule.isEmpty()) {
      throw evidence.file().malformed("runs", "is empty");
    }
    Run first = document.runs().get(0);
    quantities = QUANTITIES.stream().filter(q -> q.end().apply(first) != null).toList();
  }

  private static Double relative(Run run) {
    SampleMean relative = run.estimates().relative();
    return relative == null ? null : relative.mean();
  }

  private static String title(Problem problem) {
    if (problem instanceof RegressionProblem) {
      return "Quadratically parametrized regression";
    }
    if (problem instanceof DigitsProblem digits) {
      return "A network that reads digits, " + digits.scenario().replace('-', ' ');
    }
    return problem instanceof ResnetProblem resnet
        ? resnet.network() + " that reads digits, " + resnet.scenario().replace('-', ' ')
        : "Matrix sensing";
  }

  static Section of(Evidence evidence) throws MalformedResultException {
    return new ExperimentSection(evidence).section();
  }

  private Section section() {
    List<Figure> figures = new ArrayList<>();
    for (Quantity quantity : quantities) {
      figures.add(new Figure(perSeed(quantity), "Each seed at its end, by rule."));
    }
    for (Quantity quantity : quantities) {
      if (document.runs().stream().anyMatch(quantity::isFollowed)) {
        figures.add(
            new Figure(
                curves(quantity),
                "Median over seeds, with the band from the least to the largest."));
      }
    }
    List<Table> tables = new ArrayList<>(List.of(summary(), ratios(), table()));
    if (document.problem() instanceof ResnetProblem) {
      tables.add(estimates());
    }
    return new Section(title, text(), figures, tables, evidence.environment());
  }

  private String label(String rule) {
    return document.setting().batch() == null ? Rules.label(rule) : Rules.labelOfBatches(rule);
  }

  private String text() {
    return text(document.setting())
        + (converge() == 0
            ? ""
            : " Noise begins after " + converge() + " steps of " + label("gd") + ".")
        + " Read at the clean iterate z."
        + (document.interrupted() ? " INTERRUPTED: runs may be missing or shorter." : "");
  }

  private long converge() {
    Problem problem = document.problem();
    if (problem instanceof DigitsProblem digits) {
      return digits.converge();
    }
    return problem instanceof ResnetProblem resnet ? resnet.converge() : 0;
  }

  static String text(Setting setting) {
    return shown(setting.problems().seeds())
        + " seeds from "
        + setting.problems().seed()
        + ", eta = "
        + shown(setting.eta())
        + ", sigma = "
        + shown(setting.sigma())
        + ", "
        + setting.law()
        + " noise, "
        + setting.steps()
        + " steps of which the last "
        + setting.quiet()
        + " are without noise."
        + (setting.batch() == null
            ? ""
            : " Steps take the gradients of batches of " + setting.batch() + " examples.");
  }

  private String slug(String... words) {
    return Section.slug(title) + "-" + Section.slug(words);
  }

  private Drawing perSeed(Quantity quantity) {
    LinePlot plot =
        new LinePlot(
            slug(quantity.field(), "seeds"),
            quantity.label() + " at the end",
            new Axis("number of the seed", Scale.WHOLE),
            new Axis(quantity.label(), quantity.scale()));
    long first = document.setting().problems().seed();
    for (Map.Entry<String, List<Run>> rule : byRule.entrySet()) {
      List<Point> points = new ArrayList<>();
      for (Run run : rule.getValue()) {
        points.add(new Point(run.seed() - first + 1, quantity.at(run)));
      }
      plot.add(Kind.POINTS, label(rule.getKey()), Rules.style(rule.getKey()), points);
    }
    return plot.draw();
  }

  private Drawing curves(Quantity quantity) {
    LinePlot plot =
        new LinePlot(
            slug(quantity.field(), "curve"),
            quantity.label() + " along the way",
            new Axis("steps", Scale.LOG10),
            new Axis(quantity.label(), quantity.scale()));
    for (Map.Entry<String, List<Run>> rule : byRule.entrySet()) {
      List<Point> points =
          along(
              rule.getValue(),
              run -> run.curve().step(),
              run -> quantity.curve().apply(run.curve()));
      plot.add(Kind.BAND, label(rule.getKey()), Rules.style(rule.getKey()), points);
    }
    return plot.draw();
  }

  /** The median over runs, from the least to the largest, after each number of steps. */
  static <R> List<Point> along(
      List<R> runs, Function<R, List<Long>> steps, Function<R, List<Double>> values) {
    Map<Long, List<Double>> byStep = new TreeMap<>();
    for (R run : runs) {
      List<Long> at = steps.apply(run);
      List<Double> of = values.apply(run);
      for (int i = 0; of != null && i < at.size(); i++) {
        byStep.computeIfAbsent(at.get(i), step -> new ArrayList<>()).add(of.get(i));
      }
    }
    List<Point> points = new ArrayList<>();
    byStep.forEach((step, all) -> points.add(spread(step, all)));
    return points;
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

  private Table summary() {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(new Table.Column("rule", false));
    quantities.forEach(q -> columns.add(new Table.Column(q.label(), true)));
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, List<Run>> rule : byRule.entrySet()) {
      List<String> row = new ArrayList<>(List.of(label(rule.getKey())));
      for (Quantity quantity : quantities) {
        row.add(
            shown(Numbers.median(rule.getValue().stream().mapToDouble(quantity::at).toArray())));
      }
      rows.add(row);
    }
    return new Table("Median over seeds", columns, rows);
  }

  /** Of Anti-PGD's rivals over Anti-PGD. */
  private Table ratios() {
    Table.Builder<String> table =
        new Table.Builder<String>().text("rule", rule -> label(rule)).number("seeds", this::seeds);
    for (Quantity quantity : quantities) {
      if (COMPARED.contains(quantity.field())) {
        table.number(quantity.label(), rule -> ratio(rule, quantity));
      }
    }
    return table.of(
        "Over " + label(ANTI_PGD) + "'s: median over seeds, with a 95 % interval",
        byRule.keySet().stream().filter(rule -> !rule.equals(ANTI_PGD)).toList());
  }

  private String seeds(String rule) {
    return String.valueOf(ratios(document, rule, Run::seed).length);
  }

  private String ratio(String rule, Quantity quantity) {
    return MedianInterval.of(ratios(document, rule, quantity::at)).shown();
  }

  /** What another rule ends with over what Anti-PGD does, a value for each seed that has both. */
  static double[] ratios(
      ExperimentDocument<?> document, String rule, ToDoubleFunction<Run> quantity) {
    return document.runs().stream()
        .filter(run -> run.rule().equals(rule))
        .flatMapToDouble(
            other ->
                document.runs().stream()
                    .filter(run -> run.rule().equals(ANTI_PGD) && run.seed() == other.seed())
                    .mapToDouble(
                        run -> quantity.applyAsDouble(other) / quantity.applyAsDouble(run)))
        .toArray();
  }

  private Table table() {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(new Table.Column("seed", true));
    columns.add(new Table.Column("rule", false));
    columns.add(new Table.Column("steps", true));
    quantities.forEach(q -> columns.add(new Table.Column(q.label(), true)));
    List<List<String>> rows = new ArrayList<>();
    for (Run run : document.runs()) {
      List<String> row = new ArrayList<>();
      row.add(String.valueOf(run.seed()));
      row.add(label(run.rule()));
      row.add(run.steps() + (run.finite() ? "" : ", NOT FINITE"));
      for (Quantity quantity : quantities) {
        row.add(shown(quantity.at(run)));
      }
      rows.add(row);
    }
    return new Table("Every run", columns, rows);
  }

  /** What a residual network has besides. */
  private Table estimates() {
    return new Table.Builder<Run>()
        .number("seed", run -> String.valueOf(run.seed()))
        .text("rule", run -> label(run.rule()))
        .number(
            "Tr Hess L, standard error", run -> shown(run.estimates().hutchinson().standardError()))
        .number(
            "relative trace, standard error",
            run -> shown(run.estimates().relative().standardError()))
        .number("seconds", run -> shown(run.estimates().seconds()))
        .of("Estimates, by Hutchinson, and wall time", document.runs());
  }
}
