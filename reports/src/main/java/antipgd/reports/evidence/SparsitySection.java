// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.documents.ExperimentDocument;
import antipgd.documents.ExperimentDocument.RegressionProblem;
import antipgd.documents.ExperimentDocument.Run;
import antipgd.documents.ExperimentDocument.Setting;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.LinePlot;
import antipgd.reports.plot.LinePlot.Axis;
import antipgd.reports.plot.LinePlot.Kind;
import antipgd.reports.plot.LinePlot.Point;
import antipgd.reports.plot.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Several {@code antipgd-regression/1} that differ in the sparsity of the truth. */
final class SparsitySection {

  private static final String GD = "gd";

  /** With fewer there is no course to show. */
  private static final int LEAST = 3;

  private SparsitySection() {}

  /** A document and the sparsity of its truth. */
  private record At(int sparsity, ExperimentDocument<?> document) {

    MedianInterval ratio(ToDoubleFunction<Run> quantity) {
      return MedianInterval.of(ratios(quantity));
    }

    double[] ratios(ToDoubleFunction<Run> quantity) {
      return ExperimentSection.ratios(document, GD, quantity);
    }

    Point point(ToDoubleFunction<Run> quantity) {
      MedianInterval ratio = ratio(quantity);
      return new Point(sparsity, ratio.median(), ratio.lower(), ratio.upper());
    }

    String median(String rule, ToDoubleFunction<Run> quantity) {
      return shown(
          Numbers.median(
              document.runs().stream()
                  .filter(run -> run.rule().equals(rule))
                  .mapToDouble(quantity)
                  .toArray()));
    }
  }

  /** A section of those that are alike otherwise; none of fewer than three. */
  static List<Section> of(List<Evidence> regressions) {
    List<At> all = new ArrayList<>();
    for (Evidence evidence : regressions) {
      ExperimentDocument<?> document = evidence.content(ExperimentDocument.class);
      all.add(new At(((RegressionProblem) document.problem()).sparsity(), document));
    }
    all.removeIf(at -> !how(at).equals(how(all.get(0))));
    all.sort(Comparator.comparingInt(At::sparsity));
    List<Section> sections = new ArrayList<>();
    if (all.stream().mapToInt(At::sparsity).distinct().count() >= LEAST) {
      sections.add(section(all, regressions.get(0)));
    }
    return sections;
  }

  /** All that must be the same. */
  private static List<Object> how(At at) {
    RegressionProblem problem = (RegressionProblem) at.document.problem();
    Setting setting = at.document.setting();
    return Arrays.asList(
        problem.d(),
        problem.examples(),
        setting.init(),
        setting.eta(),
        setting.sigma(),
        setting.law(),
        setting.steps(),
        setting.quiet(),
        setting.batch());
  }

  private static Section section(List<At> all, Evidence evidence) {
    LinePlot plot =
        new LinePlot(
                "sparsity",
                "GD over Anti-PGD, as the truth gets denser",
                new Axis("non-zeros of the truth", Scale.LOG10),
                new Axis("GD's over Anti-PGD's", Scale.LOG10))
            .markY(1, "equal");
    plot.add(
        Kind.LINE,
        "Tr Hess L",
        0,
        all.stream().map(at -> at.point(SparsitySection::trace)).toList());
    plot.add(
        Kind.LINE,
        "test error",
        1,
        all.stream().map(at -> at.point(SparsitySection::testError)).toList());
    Table table =
        new Table.Builder<At>()
            .number("non-zeros", at -> String.valueOf(at.sparsity))
            .number("seeds", at -> String.valueOf(at.ratios(SparsitySection::trace).length))
            .number("trace: GD", at -> at.median(GD, SparsitySection::trace))
            .number("trace: Anti-PGD", at -> at.median("anti-pgd", SparsitySection::trace))
            .number("trace: ratio", at -> at.ratio(SparsitySection::trace).shown())
            .number("test error: GD", at -> at.median(GD, SparsitySection::testError))
            .number("test error: Anti-PGD", at -> at.median("anti-pgd", SparsitySection::testError))
            .number("test error: ratio", at -> at.ratio(SparsitySection::testError).shown())
            .number(
                "test error: seeds with Anti-PGD below",
                at ->
                    String.valueOf(
                        Arrays.stream(at.ratios(SparsitySection::testError))
                            .filter(ratio -> ratio > 1)
                            .count()))
            .of("", all);
    return new Section(
        "Regression over the sparsity of its truth",
        "Above 1 Anti-PGD is flatter, or better on fresh data.",
        List.of(new Figure(plot.draw(), "Medians over seeds, with 95 % intervals.")),
        List.of(table),
        evidence.environment());
  }

  private static double trace(Run run) {
    return run.end().trace();
  }

  private static double testError(Run run) {
    return run.end().testLoss();
  }
}
