// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import antipgd.documents.TuningRow;
import antipgd.reports.evidence.SweepMaps.Cell;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.HeatMap;
import antipgd.reports.plot.HeatMap.Level;
import antipgd.reports.plot.NumberText;
import antipgd.reports.plot.PlotColour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code antipgd-tuning/2}: the trace that each setting of step size and noise ends at. */
final class TuningSection {

  /** Upper ends of the classes of the trace, in units of the start's. */
  private static final double[] ENDS = {0.03, 0.1, 0.3, 0.95, 1.05, 3};

  private static final List<Level> LEVELS =
      List.of(
          new Level("up to 0.03", PlotColour.CELL_6),
          new Level("0.1", PlotColour.CELL_5),
          new Level("0.3", PlotColour.CELL_4),
          new Level("0.95", PlotColour.CELL_3),
          new Level("as at the start", PlotColour.CELL_1),
          new Level("up to 3", PlotColour.SERIES_2),
          new Level("more, or not finite", PlotColour.BAD),
          new Level("not run", PlotColour.PAPER));

  private TuningSection() {}

  static Section of(Evidence evidence) {
    SweepMaps<TuningRow> maps =
        new SweepMaps<>(evidence, TuningRow.class, List.of("rule", "schedule", "d"));
    List<Figure> figures = new ArrayList<>();
    List<List<String>> best = new ArrayList<>();
    for (Map.Entry<String, List<Cell<TuningRow>>> cells : maps.cells().entrySet()) {
      String name = cells.getKey();
      HeatMap map = maps.map("tuning", "Trace after tuning", name, "sigma^2 / D", "eta D", LEVELS);
      Cell<TuningRow> least = cells.getValue().get(0);
      for (Cell<TuningRow> cell : cells.getValue()) {
        double trace = trace(cell);
        map.set(cell.i(), cell.j(), (int) Arrays.stream(ENDS).filter(e -> trace > e).count());
        least = trace < trace(least) ? cell : least;
      }
      figures.add(
          new Figure(
              map.draw(),
              "Tr Hess L in units of D = |u_0|^2, at the end: lower is flatter. Rows: eta D;"
                  + " columns: sigma^2 / D."));
      best.add(
          List.of(
              name,
              Numbers.shown(trace(least)),
              NumberText.shown(least.row().point().etaNorm2()),
              NumberText.shown(least.row().point().sigma2())));
    }
    Table table =
        new Table(
            "The best setting of each map",
            List.of(
                new Table.Column("map", false),
                new Table.Column("least trace / D", true),
                new Table.Column("eta D", true),
                new Table.Column("sigma^2 / D", true)),
            best);
    return new Section("Tuning", maps.lead(), figures, List.of(table), evidence.environment());
  }

  private static double trace(Cell<TuningRow> cell) {
    return cell.row().cappedTrace().mean();
  }
}
