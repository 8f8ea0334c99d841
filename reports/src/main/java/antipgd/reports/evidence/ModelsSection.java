// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.documents.ModelsDocument;
import antipgd.documents.ModelsDocument.Curve;
import antipgd.documents.ModelsDocument.Model;
import antipgd.documents.ModelsDocument.Setting;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.LinePlot;
import antipgd.reports.plot.LinePlot.Axis;
import antipgd.reports.plot.LinePlot.Kind;
import antipgd.reports.plot.LinePlot.Point;
import antipgd.reports.plot.Scale;
import java.util.ArrayList;
import java.util.List;

/** {@code antipgd-models/1}: how near to the flattest interpolating point one arrives. */
final class ModelsSection {

  private ModelsSection() {}

  static Section of(Evidence evidence) {
    ModelsDocument document = evidence.content(ModelsDocument.class);
    List<Figure> figures = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Model model : document.models()) {
      LinePlot plot =
          new LinePlot(
              "models-" + Section.slug(model.model()),
              model.model() + ": Hessian trace over the least",
              new Axis("steps", Scale.LOG10),
              new Axis("Tr Hess L over the least", Scale.LOG2));
      for (Curve curve : model.curves()) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < model.step().size(); i++) {
          points.add(
              new Point(
                  model.step().get(i),
                  curve.median().get(i),
                  curve.least().get(i),
                  curve.most().get(i)));
        }
        plot.add(Kind.BAND, Rules.label(curve.rule()), Rules.style(curve.rule()), points);
        int end = model.step().size() - 1;
        rows.add(
            List.of(
                model.model(),
                shown(model.leastTrace()),
                Rules.label(curve.rule()),
                shown(curve.median().get(end)),
                shown(curve.least().get(end)),
                shown(curve.most().get(end))));
      }
      figures.add(
          new Figure(
              plot.draw(), "Median over starts, with the band from the least to the largest."));
    }
    Table table =
        new Table(
            "Hessian trace at the end, over the least of all interpolating points",
            List.of(
                new Table.Column("model", false),
                new Table.Column("least trace", true),
                new Table.Column("rule", false),
                new Table.Column("median", true),
                new Table.Column("least", true),
                new Table.Column("largest", true)),
            rows);
    return new Section(
        "Simple models", text(document), figures, List.of(table), evidence.environment());
  }

  private static String text(ModelsDocument document) {
    Setting setting = document.setting();
    return shown(setting.seeds())
        + " normal starts, eta = "
        + shown(setting.eta())
        + ", sigma = "
        + shown(setting.sigma())
        + ", "
        + setting.steps()
        + " steps of which the last "
        + setting.quiet()
        + " are without noise. Read at the clean iterate z."
        + (document.interrupted() ? " INTERRUPTED: models are missing." : "");
  }
}
