// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.documents.ExitCounts;
import antipgd.documents.MalformedResultException;
import antipgd.documents.SampleMean;
import antipgd.documents.ValleyDocument;
import antipgd.documents.ValleyDocument.Means;
import antipgd.documents.ValleyDocument.Setting;
import antipgd.documents.ValleyDocument.Snapshot;
import antipgd.documents.ValleyDocument.Spread;
import antipgd.reports.page.EnvironmentTable;
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
import java.util.function.ToDoubleFunction;

/**
 * {@code antipgd-valley/1}: runs on the widening valley. Those with the same start, law and walls
 * share their plots, so that GD, PGD and Anti-PGD lie over each other.
 */
final class ValleySections {

  private static final int CONTOURS = 6;
  private static final int CONTOUR_POINTS = 60;

  /** A document, and what tells it from others. */
  private record Run(Evidence evidence, ValleyDocument document) {

    Setting setting() {
      return document.setting();
    }
  }

  private final List<Run> runs;
  private final String name;
  private final double norm2;
  private final double alpha;

  private ValleySections(String name, List<Run> runs) {
    this.name = name;
    this.runs = runs;
    norm2 = runs.get(0).setting().norm2();
    alpha = runs.get(0).setting().alpha();
  }

  static List<Section> of(List<Evidence> all) throws MalformedResultException {
    Map<String, List<Run>> byStart = new LinkedHashMap<>();
    for (Evidence evidence : all) {
      Run run = new Run(evidence, evidence.content(ValleyDocument.class));
      if (run.document().checkpoints().isEmpty()) {
        throw evidence.file().malformed("checkpoints", "is empty");
      }
      Setting setting = run.setting();
      String start =
          "d = "
              + setting.d()
              + ", |u|^2 = "
              + shown(setting.norm2())
              + ", alpha = "
              + shown(setting.alpha())
              + ", "
              + setting.law()
              + " noise";
      byStart.computeIfAbsent(start, s -> new ArrayList<>()).add(run);
    }
    List<Section> sections = new ArrayList<>();
    for (Map.Entry<String, List<Run>> start : byStart.entrySet()) {
      sections.add(new ValleySections(start.getKey(), start.getValue()).section());
    }
    return sections;
  }

  private Section section() {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            trajectories("cappedNorm2W", "|u|^2", at -> at.cappedNorm2W().mean(), Means::norm2W),
            "Mean over chains, counted as at the cap where it is above or not finite, with the band"
                + " that holds the central 90 % of chains. Dashed: the walls of D_alpha."));
    figures.add(
        new Figure(
            trajectories("trace", "Tr Hess L", at -> at.trace().mean(), Means::trace),
            "Mean over chains that are finite, up to the cap, with the band of the central 90 %."));
    if (runs.stream().anyMatch(run -> run.document().paths() != null)) {
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
  private String label(Run run) {
    int same = 0;
    for (Run other : runs) {
      same += other.setting().rule().equals(run.setting().rule()) ? 1 : 0;
    }
    return rule(run) + (same == 1 ? "" : ", sigma^2 = " + shown(run.setting().sigma2()));
  }

  /** With the part of the last noise that it takes back, if that is not what its name says. */
  private static String rule(Run run) {
    Double lambda = run.setting().lambda();
    return Rules.label(run.setting().rule())
        + (lambda == null ? "" : ", lambda = " + shown(lambda));
  }

  private Drawing trajectories(
      String field, String what, ToDoubleFunction<Means> mean, Function<Means, Spread> band) {
    LinePlot plot =
        new LinePlot(
            Section.slug("valley", name, field),
            what + " along the way",
            new Axis("steps", Scale.LOG10),
            new Axis(what, Scale.LOG2));
    for (Run run : runs) {
      double cap = run.document().extent().cap();
      List<Point> points = new ArrayList<>();
      for (Snapshot at : run.document().checkpoints()) {
        Spread spread = band.apply(at.means());
        points.add(
            new Point(
                at.step(),
                Math.min(cap, mean.applyAsDouble(at.means())),
                capped(spread.q05(), cap),
                capped(spread.q95(), cap)));
      }
      plot.add(Kind.BAND, label(run), Rules.style(run.setting().rule()), points);
    }
    if (!Double.isNaN(alpha)) {
      plot.markY(alpha * norm2, "alpha D").markY(norm2 / alpha, "D / alpha");
    }
    return plot.draw();
  }

  /** A quantile above all numbers is at the cap. */
  private static double capped(double quantile, double cap) {
    return Double.isNaN(quantile) ? cap : Math.min(cap, quantile);
  }

  private Drawing valley() {
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
    record Line(int style, String label, List<Point> points) {}
    List<Line> lines = new ArrayList<>();
    for (Run run : runs) {
      if (run.document().paths() != null) {
        String label = label(run);
        for (ValleyDocument.ChainPath path : run.document().paths()) {
          List<Point> points = new ArrayList<>();
          for (int i = 0; i < path.v().size() && path.norm2().get(i) <= highest; i++) {
            points.add(new Point(path.v().get(i), Math.max(lowest, path.norm2().get(i))));
            widest = Math.max(widest, Math.abs(path.v().get(i)));
          }
          lines.add(new Line(Rules.style(run.setting().rule()), label, points));
          label = null;
        }
      }
    }
    contours(plot, Math.max(widest, 1), lowest, highest);
    lines.forEach(line -> plot.add(Kind.PATH, line.label(), line.style(), line.points()));
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

  private Table table() {
    List<List<String>> cells = new ArrayList<>();
    for (Run run : runs) {
      List<Snapshot> checkpoints = run.document().checkpoints();
      Snapshot last = checkpoints.get(checkpoints.size() - 1);
      Spread trace = last.means().trace();
      cells.add(
          List.of(
              rule(run),
              shown(run.setting().sigma2()),
              shown(run.setting().eta()),
              shown(last.step()),
              shown(run.document().extent().chains()),
              shown(last.notFinite()),
              mean(last.means().cappedNorm2W()),
              mean(new SampleMean(trace.mean(), trace.standardError())),
              exits(last.exitsW()),
              exits(last.exitsZ())));
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

  private static String mean(SampleMean mean) {
    return shown(mean.mean()) + " +- " + shown(mean.standardError());
  }

  private static String exits(ExitCounts exits) {
    return exits == null ? Table.NOTHING : exits.up() + " / " + exits.down();
  }

  private EnvironmentTable environment() {
    List<EnvironmentTable.Item> items =
        new ArrayList<>(runs.get(0).evidence().environment().items());
    for (Run run : runs) {
      for (EnvironmentTable.Item item : run.evidence().environment().items()) {
        if (!items.contains(item)) {
          items.add(item);
        }
      }
    }
    return new EnvironmentTable(items);
  }
}
