// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.documents.LayersDocument;
import antipgd.documents.LayersDocument.Output;
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
import java.util.function.Function;

/** {@code antipgd-layers/1}: noise on all layers of a wide network, or on one in a step. */
final class LayersSection {

  /** Of a 95 % interval from a standard error. */
  private static final double STANDARD_ERRORS = 1.96;

  private static final List<Table.Column> COLUMNS =
      List.of(
          new Table.Column("width", true),
          new Table.Column("noise on layers", false),
          new Table.Column("change at the start", true),
          new Table.Column("formula", true),
          new Table.Column("change in training", true),
          new Table.Column("formula", true),
          new Table.Column("loss", true),
          new Table.Column("Tr Hess L", true),
          new Table.Column("not finite", true));

  private LayersSection() {}

  static Section of(Evidence evidence) {
    LayersDocument document = evidence.content(LayersDocument.class);
    String network = document.setting().network();
    List<List<String>> rows = new ArrayList<>();
    Map<String, List<Width>> byNoise = new LinkedHashMap<>();
    for (Width width : document.widths()) {
      byNoise.computeIfAbsent(width.noise(), noise -> new ArrayList<>()).add(width);
      rows.add(row(width));
    }
    List<Figure> figures = new ArrayList<>();
    LinePlot atStart = plot("variance", "Mean square change of the output under noise", "change");
    addOutputs(atStart, byNoise, Width::output);
    figures.add(new Figure(atStart.draw(), "With 95 % intervals; dashed: the formula."));
    if (document.widths().stream().anyMatch(width -> width.training() != null)) {
      LinePlot inTraining =
          plot("training", "Mean square change of the output in training", "change");
      addOutputs(inTraining, byNoise, Width::training);
      figures.add(
          new Figure(
              inTraining.draw(),
              "In the last steps with noise, with 95 % intervals over chains; dashed: the formula"
                  + " at the clean iterates. Where every chain blew up there is no point."));
    }
    if (document.widths().stream().anyMatch(LayersSection::isShifted)) {
      LinePlot variance =
          plot("training-variance", "Variance of the output in training", "variance");
      addOutputs(variance, byNoise, width -> withoutShift(width.training()));
      figures.add(
          new Figure(
              variance.draw(),
              "The same, less the square of how far the mean moves under noise, by the formula."));
    }
    LinePlot trace = plot("trace", "Tr Hess L after training", "Tr Hess L");
    byNoise.forEach(
        (noise, widths) ->
            trace.add(
                Kind.LINE,
                label(noise),
                style(noise),
                widths.stream().map(width -> new Point(width.width(), width.trace())).toList()));
    figures.add(new Figure(trace.draw(), "Means over chains."));
    return new Section(
        "Noise layer by layer" + (network == null ? "" : ", " + network),
        "",
        figures,
        List.of(new Table("", COLUMNS, rows)),
        evidence.environment());
  }

  private static LinePlot plot(String name, String title, String y) {
    return new LinePlot(
        "layers-" + name, title, new Axis("width", Scale.LOG2), new Axis(y, Scale.LOG2));
  }

  private static void addOutputs(
      LinePlot plot, Map<String, List<Width>> byNoise, Function<Width, Output> of) {
    boolean named = false;
    for (Map.Entry<String, List<Width>> noise : byNoise.entrySet()) {
      List<Point> measured = new ArrayList<>();
      List<Point> expected = new ArrayList<>();
      for (Width width : noise.getValue()) {
        Output output = of.apply(width);
        if (output != null) {
          double error = STANDARD_ERRORS * output.standardError();
          double value = output.variance();
          measured.add(new Point(width.width(), value, value - error, value + error));
          expected.add(new Point(width.width(), output.expected()));
        }
      }
      plot.add(Kind.REFERENCE, named ? null : "formula", 0, expected);
      plot.add(Kind.LINE, label(noise.getKey()), style(noise.getKey()), measured);
      named = true;
    }
  }

  private static boolean isShifted(Width width) {
    Output training = width.training();
    return training != null && training.shift2() != null && training.shift2() > 0;
  }

  private static Output withoutShift(Output output) {
    return output == null || output.shift2() == null
        ? null
        : new Output(
            output.variance() - output.shift2(),
            output.standardError(),
            output.expected() - output.shift2(),
            0.0);
  }

  private static String label(String noise) {
    return switch (noise) {
      case "all" -> "on all layers";
      case "one" -> "on one layer, in turn";
      default -> "on one layer, drawn";
    };
  }

  private static int style(String noise) {
    return switch (noise) {
      case "all" -> 0;
      case "one" -> 1;
      default -> 2;
    };
  }

  private static List<String> row(Width width) {
    Output training = width.training();
    return List.of(
        String.valueOf(width.width()),
        width.noise(),
        measured(width.output()),
        shown(width.output().expected()),
        training == null ? "-" : measured(training),
        training == null ? "-" : shown(training.expected()),
        shown(width.loss()),
        shown(width.trace()),
        shown(width.notFinite()));
  }

  private static String measured(Output output) {
    return shown(output.variance()) + " +- " + shown(output.standardError());
  }
}
