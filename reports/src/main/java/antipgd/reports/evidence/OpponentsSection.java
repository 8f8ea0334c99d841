// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.documents.MalformedResultException;
import antipgd.documents.OpponentRow;
import antipgd.documents.OpponentsDocument;
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
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** {@code antipgd-opponents/1}: ways to a flat minimum, at equal budgets. */
final class OpponentsSection {

  private OpponentsSection() {}

  static Section of(Evidence evidence) throws MalformedResultException {
    OpponentsDocument document = evidence.content(OpponentsDocument.class);
    OpponentsDocument.Setting setting = document.setting();
    OpponentsDocument.Task task = setting.task();
    UnaryOperator<String> label = task.batch() == null ? Rules::label : Rules::labelOfBatches;
    Map<String, List<OpponentRow>> byMethod = new LinkedHashMap<>();
    for (OpponentRow run : document.runs()) {
      byMethod.computeIfAbsent(run.choice().method(), m -> new ArrayList<>()).add(run);
    }
    if (byMethod.isEmpty()) {
      throw evidence.file().malformed("runs", "is empty");
    }
    String text =
        task.budget()
            + " gradients of all examples for each run, of which the last "
            + shown(100 * task.quietShare())
            + " % are plain descent."
            + (task.batch() == null
                ? ""
                : " Steps take the gradients of batches of " + task.batch() + " examples.")
            + " Each method has the best of its choices of parameters, in the median of the test error"
            + " over "
            + setting.tuningSeeds()
            + " seeds from "
            + setting.tuningSeed()
            + "; shown are "
            + setting.seeds()
            + " others, from "
            + setting.seed()
            + "."
            + (document.interrupted() ? " INTERRUPTED: runs may be missing." : "");
    boolean classifies = document.runs().get(0).end().testAccuracy() != null;
    return new Section(
        "Opponents on " + task.problem(),
        text,
        List.of(
            new Figure(
                flatAndGood(task.problem(), byMethod, label, classifies),
                "A point for each seed at its end: flat is left, good is below.")),
        List.of(table(byMethod, label, classifies)),
        evidence.environment());
  }

  private static double testError(OpponentRow run) {
    Double accuracy = run.end().testAccuracy();
    return accuracy == null ? run.end().testLoss() : 1 - accuracy;
  }

  private static double relative(OpponentRow run) {
    Double relative = run.relative();
    return relative == null ? Double.NaN : relative;
  }

  private static Drawing flatAndGood(
      String problem,
      Map<String, List<OpponentRow>> byMethod,
      UnaryOperator<String> label,
      boolean classifies) {
    LinePlot plot =
        new LinePlot(
            "opponents-" + problem,
            "Test error over Hessian trace",
            new Axis("Tr Hess L", Scale.LOG10),
            new Axis("test error", classifies ? Scale.LINEAR : Scale.LOG10));
    for (Map.Entry<String, List<OpponentRow>> method : byMethod.entrySet()) {
      List<Point> points =
          method.getValue().stream()
              .map(run -> new Point(run.end().trace(), testError(run)))
              .toList();
      plot.add(Kind.POINTS, label.apply(method.getKey()), Rules.style(method.getKey()), points);
    }
    return plot.draw();
  }

  private static Table table(
      Map<String, List<OpponentRow>> byMethod, UnaryOperator<String> label, boolean classifies) {
    Table.Builder<List<OpponentRow>> table =
        new Table.Builder<List<OpponentRow>>()
            .text("method", runs -> label.apply(runs.get(0).choice().method()))
            .number("eta", runs -> shown(runs.get(0).choice().eta()))
            .number("strength", runs -> shown(runs.get(0).choice().strength()))
            .number("steps", runs -> String.valueOf(runs.get(0).steps()))
            .number("Tr Hess L", runs -> spread(runs, run -> run.end().trace()));
    if (byMethod.values().stream().flatMap(List::stream).anyMatch(run -> run.relative() != null)) {
      table.number("relative trace", runs -> spread(runs, OpponentsSection::relative));
    }
    table.number("test error", runs -> spread(runs, OpponentsSection::testError));
    if (classifies) {
      table.number("test loss", runs -> spread(runs, run -> run.end().testLoss()));
    }
    return table
        .number("training loss", runs -> spread(runs, run -> run.end().trainLoss()))
        .number("not finite", runs -> shown(runs.stream().filter(run -> !run.finite()).count()))
        .of("Median over seeds, with a 95 % interval", List.copyOf(byMethod.values()));
  }

  private static String spread(List<OpponentRow> runs, ToDoubleFunction<OpponentRow> figure) {
    return MedianInterval.of(runs.stream().mapToDouble(figure).toArray()).shown();
  }
}
