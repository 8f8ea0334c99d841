// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.documents.LayersDocument;
import antipgd.documents.LayersDocument.Width;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.LinePlot;
import antipgd.reports.plot.LinePlot.Axis;
import antipgd.reports.plot.LinePlot.Kind;
import antipgd.reports.plot.LinePlot.Point;
import antipgd.reports.plot.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code antipgd-layers/1}: noise on all layers of a wide network, or on one at a time. */
final class LayersSection {

  /** Of a 95 % interval from a standard error. */
  private static final double STANDARD_ERRORS = 1.96;

  private LayersSection() {}

  static Section of(Evidence evidence) {
    List<Width> widths = evidence.content(LayersDocument.class).widths();
    LinePlot variance =
        new LinePlot(
            "layers-variance",
            "Variance of the output under noise",
            new Axis("width", Scale.LOG2),
            new Axis("variance", Scale.LOG2));
    LinePlot trace =
        new LinePlot(
            "layers-trace",
            "Tr Hess L after training",
            new Axis("width", Scale.LOG2),
            new Axis("Tr Hess L", Scale.LOG2));
    Map<String, List<Width>> byNoise = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (Width width : widths) {
      byNoise.computeIfAbsent(width.noise(), noise -> new ArrayList<>()).add(width);
      rows.add(
          List.of(
              String.valueOf(width.width()),
              width.noise(),
              shown(width.output().variance()) + " +- " + shown(width.output().standardError()),
              shown(width.output().expected()),
              shown(width.loss()),
              shown(width.trace()),
              shown(width.notFinite())));
    }
    int style = 0;
    for (Map.Entry<String, List<Width>> noise : byNoise.entrySet()) {
      String label = noise.getKey().equals("all") ? "on all layers" : "on one layer at a time";
      List<Point> variances = new ArrayList<>();
      List<Point> expected = new ArrayList<>();
      List<Point> traces = new ArrayList<>();
      for (Width width : noise.getValue()) {
        double at = width.width();
        double value = width.output().variance();
        double error = STANDARD_ERRORS * width.output().standardError();
        variances.add(new Point(at, value, value - error, value + error));
        expected.add(new Point(at, width.output().expected()));
        traces.add(new Point(at, width.trace()));
      }
      variance.add(Kind.REFERENCE, style == 0 ? "formula" : null, 0, expected);
      variance.add(Kind.LINE, label, style, variances);
      trace.add(Kind.LINE, label, style, traces);
      style++;
    }
    Table table =
        new Table(
            "",
            List.of(
                new Table.Column("width", true),
                new Table.Column("noise on layers", false),
                new Table.Column("variance", true),
                new Table.Column("formula", true),
                new Table.Column("loss", true),
                new Table.Column("Tr Hess L", true),
                new Table.Column("not finite", true)),
            rows);
    return new Section(
        "Noise layer by layer",
        "",
        List.of(
            new Figure(variance.draw(), "With 95 % intervals; dashed: the formula."),
            new Figure(trace.draw(), "Means over chains.")),
        List.of(table),
        evidence.environment());
  }
}
