// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.documents.LambdaRow;
import antipgd.documents.SampleMean;
import antipgd.reports.evidence.SweepMaps.Cell;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.LinePlot;
import antipgd.reports.plot.LinePlot.Axis;
import antipgd.reports.plot.LinePlot.Kind;
import antipgd.reports.plot.LinePlot.Point;
import antipgd.reports.plot.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * {@code antipgd-lambda/1}: the way from PGD to Anti-PGD, by the part lambda of the last noise that
 * is taken back.
 */
final class LambdaSection {

  /** Of a 95 % interval from a standard error. */
  private static final double STANDARD_ERRORS = 1.96;

  private LambdaSection() {}

  static Section of(Evidence evidence) {
    SweepMaps<LambdaRow> maps = new SweepMaps<>(evidence, LambdaRow.class, List.of("alpha"));
    List<Figure> figures = new ArrayList<>();
    LinePlot boundary =
        new LinePlot(
            "lambda-boundary",
            "From which lambda on chains go to the wide side",
            new Axis("d", Scale.LOG2),
            new Axis("lambda", Scale.LINEAR));
    List<List<String>> cells = new ArrayList<>();
    int style = 0;
    for (Map.Entry<String, List<Cell<LambdaRow>>> map : maps.cells().entrySet()) {
      Map<Integer, List<LambdaRow>> byD = byDimension(map.getValue());
      figures.add(
          new Figure(
              rest(map.getKey(), byD).draw(),
              "Means over chains at the weights w, with 95 % intervals; dashed: the closed form for"
                  + " small noise. lambda = 0 is PGD, lambda = 1 is Anti-PGD."));
      addBoundary(boundary, map.getKey(), style++, byD);
      byD.forEach((d, rows) -> cells.add(summary(map.getKey(), d, rows)));
    }
    if (!boundary.isEmpty()) {
      figures.add(
          new Figure(
              boundary.draw(),
              "Where the mean of |u_z|^2 at rest is that of the start, between two lambdas of the"
                  + " grid, with 95 % intervals: chains below it end on the sharp side, above it on"
                  + " the wide side. Lines: the same of the closed form; dashed: where its drift at"
                  + " the start vanishes."));
    }
    Table table =
        new Table(
            "Closed form and chains",
            List.of(
                new Table.Column("map", false),
                new Table.Column("d", true),
                new Table.Column("critical lambda, by its drift", true),
                new Table.Column("by its mean", true),
                new Table.Column("of the chains", true),
                new Table.Column("chains over closed form, where it is derived", true)),
            cells);
    return new Section(
        "From PGD to Anti-PGD: a part taken back",
        maps.lead(),
        figures,
        List.of(table),
        evidence.environment());
  }

  /** The rows of each d, in the order of lambda. */
  private static Map<Integer, List<LambdaRow>> byDimension(List<Cell<LambdaRow>> cells) {
    Map<Integer, List<LambdaRow>> byD = new TreeMap<>();
    for (Cell<LambdaRow> cell : cells) {
      byD.computeIfAbsent(cell.row().point().d(), d -> new ArrayList<>()).add(cell.row());
    }
    byD.values().forEach(rows -> rows.sort(Comparator.comparing(row -> row.point().lambda())));
    return byD;
  }

  private static LinePlot rest(String map, Map<Integer, List<LambdaRow>> byD) {
    LinePlot plot =
        new LinePlot(
            Section.slug("lambda", map),
            "|u|^2 / D at rest: " + map,
            new Axis("lambda, the part taken back", Scale.LINEAR),
            new Axis("|u|^2 / D", Scale.LOG2));
    int style = 0;
    for (Map.Entry<Integer, List<LambdaRow>> rows : byD.entrySet()) {
      List<Point> theory = new ArrayList<>();
      List<Point> chains = new ArrayList<>();
      for (LambdaRow row : rows.getValue()) {
        double error = STANDARD_ERRORS * row.norm2W().standardError();
        double mean = row.norm2W().mean();
        theory.add(new Point(row.point().lambda(), row.theory().norm2W()));
        chains.add(new Point(row.point().lambda(), mean, mean - error, mean + error));
      }
      plot.add(Kind.REFERENCE, style == 0 ? "closed form" : null, 0, theory);
      plot.add(Kind.POINTS, "d = " + rows.getKey(), style++, chains);
    }
    return plot.markY(1, "start");
  }

  private static void addBoundary(
      LinePlot plot, String map, int style, Map<Integer, List<LambdaRow>> byD) {
    List<Point> drift = new ArrayList<>();
    List<Point> theory = new ArrayList<>();
    List<Point> chains = new ArrayList<>();
    byD.forEach(
        (d, rows) -> {
          drift.add(new Point(d, rows.get(0).theory().criticalLambda()));
          theory.add(new Point(d, critical(rows, row -> row.theory().norm2Z())));
          chains.add(
              new Point(
                  d,
                  critical(rows, row -> upTo(row.norm2Z(), 0)),
                  critical(rows, row -> upTo(row.norm2Z(), -STANDARD_ERRORS)),
                  critical(rows, row -> upTo(row.norm2Z(), STANDARD_ERRORS))));
        });
    plot.add(Kind.REFERENCE, style == 0 ? "drift at the start" : null, 0, drift);
    plot.add(Kind.PATH, null, style, theory);
    plot.add(Kind.POINTS, map, style, chains);
  }

  private static double upTo(SampleMean mean, double errors) {
    return mean.mean() + errors * mean.standardError();
  }

  /**
   * The lambda at which a length falls through 1: between two of the grid by its logarithm over
   * that of {@code (1 + lambda) / (1 - lambda)}, which is nearly a line. NaN if there is none.
   */
  private static double critical(List<LambdaRow> rows, ToDoubleFunction<LambdaRow> length) {
    for (int i = 1; i < rows.size(); i++) {
      double above = Math.log(length.applyAsDouble(rows.get(i - 1)));
      double below = Math.log(length.applyAsDouble(rows.get(i)));
      if (above >= 0 && below < 0 && rows.get(i).point().lambda() < 1) {
        double from = ratio(rows.get(i - 1));
        double ratio = from * Math.pow(ratio(rows.get(i)) / from, above / (above - below));
        return (ratio - 1) / (ratio + 1);
      }
    }
    return Double.NaN;
  }

  private static double ratio(LambdaRow row) {
    return (1 + row.point().lambda()) / (1 - row.point().lambda());
  }

  private static List<String> summary(String map, int d, List<LambdaRow> rows) {
    double[] ratios =
        rows.stream()
            .filter(row -> row.theory().closed() && row.theory().norm2Z() > 0)
            .mapToDouble(row -> row.norm2Z().mean() / row.theory().norm2Z())
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return List.of(
        map,
        shown(d),
        shown(rows.get(0).theory().criticalLambda()),
        shown(critical(rows, row -> row.theory().norm2Z())),
        shown(critical(rows, row -> row.norm2Z().mean())),
        ratios.length == 0
            ? Table.NOTHING
            : shown(ratios[0]) + ".." + shown(ratios[ratios.length - 1]));
  }
}
