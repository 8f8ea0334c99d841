// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.page.EnvironmentTable;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.LinePlot;
import antipgd.reports.plot.LinePlot.Axis;
import antipgd.reports.plot.LinePlot.Kind;
import antipgd.reports.plot.LinePlot.Point;
import antipgd.reports.plot.NumberText;
import antipgd.reports.plot.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What kernels do in the first seconds of a VM: a section for each environment. */
public final class ColdStartSections {

  private static final String TITLE = "The first seconds";

  private static final String ABOUT =
      "How many elements a fresh VM has stepped since it asked for the kernel: loading and compiling"
          + " take part of that time, the start of the VM is not in it.";

  private static final String ABOUT_TABLE =
      "Medians over forks, with the least and the largest. M by 0.3 s is million elements done by"
          + " then. A kernel is warm when its steps take no more than 1.5 times their steady time.";

  private static final double MILLION = 1e6;
  private static final double MS_PER_S = 1e3;

  /** Times of which the table tells, in ms. */
  private static final List<Integer> TABLED = List.of(300, 1000, 3000);

  private ColdStartSections() {}

  /**
   * Makes the sections.
   *
   * @param run what the run is called; empty if it is the only one
   * @param coldStarts what was measured
   * @return sections, none without any cold start
   */
  public static List<Section> of(String run, List<ColdStart> coldStarts) {
    List<Section> sections = new ArrayList<>();
    Map<Map<String, String>, List<ColdStart>> parted = parted(coldStarts);
    parted.forEach(
        (environment, same) -> {
          String number = parted.size() == 1 ? "" : String.valueOf(sections.size() + 1);
          List<Figure> figures = new ArrayList<>();
          Environments.groups(same, ColdStart::n)
              .forEach((n, ofLength) -> figures.add(figure(Section.slug(run, number), same, n)));
          sections.add(
              new Section(
                  BenchmarkSections.title(run, TITLE, number),
                  ABOUT + "\n\n" + ABOUT_TABLE,
                  figures,
                  List.of(table(same)),
                  EnvironmentTable.of(environment)));
        });
    return sections;
  }

  private static Map<Map<String, String>, List<ColdStart>> parted(List<ColdStart> coldStarts) {
    List<ColdStart> byLength =
        coldStarts.stream().sorted(Comparator.comparingInt(ColdStart::n)).toList();
    return Environments.parted(byLength, ColdStart::environment);
  }

  private static Figure figure(String prefix, List<ColdStart> all, int n) {
    String title = TITLE + ", n = " + NumberText.binary(n);
    LinePlot plot =
        new LinePlot(
            Section.slug(prefix, TITLE, "n", String.valueOf(n)),
            title + ": elements done",
            new Axis("seconds since the kernel was asked for", Scale.LOG10),
            new Axis("elements", Scale.LOG10));
    // A kernel looks the same at every length.
    List<String> kernels = all.stream().map(ColdStart::kernel).distinct().toList();
    all.stream()
        .filter(each -> each.n() == n)
        .forEach(
            each ->
                plot.add(Kind.LINE, each.kernel(), kernels.indexOf(each.kernel()), progress(each)));
    return new Figure(
        plot.draw(),
        "Points are medians over forks, bars reach from the least to the largest. A line begins"
            + " where the first step ends.");
  }

  private static List<Point> progress(ColdStart of) {
    List<Point> points = new ArrayList<>();
    double first = of.of(ColdStart.FIRST_STEP_MS).estimate();
    points.add(new Point(first / MS_PER_S, of.n()));
    of.elements()
        .tailMap((int) Math.ceil(first))
        .forEach(
            (ms, done) -> {
              // Less than a step is the middle between forks that have ended one and others.
              if (done.estimate() >= of.n()) {
                points.add(new Point(ms / MS_PER_S, done.estimate(), done.lower(), done.upper()));
              }
            });
    return points;
  }

  /** Writes the tables for a terminal, empty without any cold start. */
  static String text(List<ColdStart> coldStarts) {
    StringBuilder text = new StringBuilder();
    parted(coldStarts)
        .forEach(
            (environment, same) ->
                text.append(Environments.text(environment))
                    .append("\n### " + TITLE + "\n\n" + table(same).text() + "\n"));
    return text.isEmpty() ? "" : text + ABOUT_TABLE + "\n";
  }

  private static Table table(List<ColdStart> coldStarts) {
    Table.Builder<ColdStart> table =
        new Table.Builder<ColdStart>()
            .number("n", each -> String.valueOf(each.n()))
            .text("kernel", ColdStart::kernel)
            .number("first step, ms", each -> shown(each.of(ColdStart.FIRST_STEP_MS)));
    for (int ms : TABLED) {
      table.number(
          "M by " + NumberText.shown(ms / MS_PER_S) + " s",
          each ->
              shown(
                  each.elements()
                      .getOrDefault(ms, Estimate.unknown(Double.NaN))
                      .times(1 / MILLION)));
    }
    return table
        .number("warm after, ms", each -> shown(each.of(ColdStart.WARM_AFTER_MS)))
        .number("steady, ns/element", each -> shown(each.of(ColdStart.STEADY_NS)))
        .of("", coldStarts);
  }

  private static String shown(Estimate value) {
    return Double.isNaN(value.estimate()) ? Table.NOTHING : RatioTable.ratio(value);
  }
}
