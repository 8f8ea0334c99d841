// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.documents.MalformedResultException;
import antipgd.documents.MechanismDocument;
import antipgd.documents.MechanismDocument.Curve;
import antipgd.documents.MechanismDocument.OfSeed;
import antipgd.documents.MechanismDocument.Run;
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
import java.util.function.Function;

/**
 * {@code antipgd-mechanism/1}: the rules beside descent on the regularized loss, and how far from
 * the flattest they end.
 */
final class MechanismSection {

  private static final String ANTI_PGD = "anti-pgd";
  private static final String DESCENT = "descent";

  private final Evidence evidence;
  private final MechanismDocument document;
  private final Map<String, List<Run>> byPath = new LinkedHashMap<>();

  private MechanismSection(Evidence evidence) throws MalformedResultException {
    this.evidence = evidence;
    document = evidence.content(MechanismDocument.class);
    for (OfSeed problem : document.problems()) {
      for (Run run : problem.runs()) {
        byPath.computeIfAbsent(run.path(), path -> new ArrayList<>()).add(run);
      }
    }
    if (byPath.isEmpty()) {
      throw evidence.file().malformed("problems", "is empty");
    }
  }

  static Section of(Evidence evidence) throws MalformedResultException {
    return new MechanismSection(evidence).section();
  }

  private Section section() {
    return new Section(
        "The mechanism: " + document.problem(),
        text(),
        List.of(
            new Figure(
                ratios(),
                "Hessian trace at the clean iterate over the least one of all points that interpolate the"
                    + " data: median over seeds, with the band from the least to the largest. Dashed:"
                    + " descent on the regularized loss, the median alone."),
            new Figure(
                distances(),
                "How far Anti-PGD's clean iterate z is from the point q of the descent after as many"
                    + " steps."),
            new Figure(
                ends(),
                "Hessian trace at the end over the least one, seed by seed; 1 is the flattest, and below"
                    + " it the data is not wholly interpolated yet.")),
        List.of(summary(), table()),
        evidence.environment());
  }

  private String text() {
    return ExperimentSection.text(document.setting())
        + " The least trace is that of a "
        + (document.problem().equals("regression") ? "linear" : "semidefinite")
        + " programme."
        + (document.interrupted() ? " INTERRUPTED: seeds are missing." : "");
  }

  private String slug(String what) {
    return Section.slug("mechanism", document.problem(), what);
  }

  private Drawing ratios() {
    LinePlot plot =
        new LinePlot(
            slug("ratio"),
            "Trace over the least one along the way",
            new Axis("steps", Scale.LOG10),
            new Axis("trace over the least one", Scale.LOG2));
    for (String path : byPath.keySet()) {
      Kind kind = path.equals(DESCENT) ? Kind.REFERENCE : Kind.BAND;
      plot.add(kind, Rules.label(path), Rules.style(path), along(path, Curve::ratio));
    }
    return plot.draw();
  }

  private Drawing distances() {
    return new LinePlot(
            slug("distance"),
            "Distance from the descent along the way",
            new Axis("steps", Scale.LOG10),
            new Axis("|z - q| / |q|", Scale.LINEAR))
        .add(
            Kind.BAND,
            Rules.label(ANTI_PGD),
            Rules.style(ANTI_PGD),
            along(ANTI_PGD, Curve::distance))
        .draw();
  }

  private List<Point> along(String path, Function<Curve, List<Double>> quantity) {
    return ExperimentSection.along(
        byPath.getOrDefault(path, List.of()),
        run -> run.curve().step(),
        run -> quantity.apply(run.curve()));
  }

  private Drawing ends() {
    LinePlot plot =
        new LinePlot(
            slug("seeds"),
            "Trace over the least one at the end",
            new Axis("number of the seed", Scale.WHOLE),
            new Axis("trace over the least one", Scale.LINEAR));
    long first = document.setting().problems().seed();
    for (String path : List.of(ANTI_PGD, DESCENT)) {
      List<Point> points = new ArrayList<>();
      for (OfSeed problem : document.problems()) {
        problem.runs().stream()
            .filter(run -> run.path().equals(path))
            .forEach(run -> points.add(new Point(problem.seed() - first + 1, run.end().ratio())));
      }
      plot.add(Kind.POINTS, Rules.label(path), Rules.style(path), points);
    }
    return plot.markY(1, "the flattest").draw();
  }

  private Table summary() {
    return new Table.Builder<Map.Entry<String, List<Run>>>()
        .text("path", path -> Rules.label(path.getKey()))
        .number("trace / least: median", path -> shown(Numbers.median(ratios(path.getValue()))))
        .number("least", path -> shown(Arrays.stream(ratios(path.getValue())).min().orElseThrow()))
        .number(
            "largest", path -> shown(Arrays.stream(ratios(path.getValue())).max().orElseThrow()))
        .of("Over seeds", List.copyOf(byPath.entrySet()));
  }

  private static double[] ratios(List<Run> runs) {
    return runs.stream().mapToDouble(run -> run.end().ratio()).toArray();
  }

  private Table table() {
    record Row(OfSeed problem, Run run) {}
    List<Row> rows = new ArrayList<>();
    document.problems().forEach(of -> of.runs().forEach(run -> rows.add(new Row(of, run))));
    return new Table.Builder<Row>()
        .number("seed", row -> String.valueOf(row.problem().seed()))
        .text("path", row -> Rules.label(row.run().path()))
        .number("least trace", row -> shown(row.problem().lower()))
        .number("Tr Hess L", row -> shown(row.run().end().trace()))
        .number("ratio", row -> shown(row.run().end().ratio()))
        .number("training loss", row -> shown(row.run().end().trainLoss()))
        .number("test loss", row -> shown(row.run().end().testLoss()))
        .of("Every run", rows);
  }
}
