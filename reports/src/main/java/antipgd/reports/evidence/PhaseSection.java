// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import antipgd.documents.ExitCounts;
import antipgd.documents.PhaseRow;
import antipgd.reports.evidence.SweepMaps.Cell;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.HeatMap;
import antipgd.reports.plot.HeatMap.Level;
import antipgd.reports.plot.PlotColour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

/** {@code antipgd-phase/1}: the phase diagram of Theorem 3.1, by which side chains leave. */
final class PhaseSection {

  /** Upper ends of the classes of the fraction of chains that leave upwards. */
  private static final double[] ENDS = {0.02, 0.25, 0.5, 0.75, 0.98};

  private static final List<Level> LEVELS =
      List.of(
          new Level("all downwards", PlotColour.CELL_6),
          new Level("to 25 % upwards", PlotColour.CELL_5),
          new Level("to 50 %", PlotColour.CELL_4),
          new Level("to 75 %", PlotColour.CELL_2),
          new Level("to 98 %", PlotColour.CELL_1),
          new Level("all upwards", PlotColour.SERIES_2),
          new Level("none left", PlotColour.PAPER));

  private static final int NONE_LEFT = LEVELS.size() - 1;

  private PhaseSection() {}

  static Section of(Evidence evidence) {
    SweepMaps<PhaseRow> maps =
        new SweepMaps<>(evidence, PhaseRow.class, List.of("rule", "law", "alpha"));
    List<Figure> figures = new ArrayList<>();
    List<List<String>> means = new ArrayList<>();
    for (Map.Entry<String, List<Cell<PhaseRow>>> cells : maps.cells().entrySet()) {
      String name = cells.getKey();
      HeatMap map = maps.map("phase", "Which side", name, "sigma^2 / D", "d", LEVELS);
      DoubleSummaryStatistics theorem = new DoubleSummaryStatistics();
      for (Cell<PhaseRow> cell : cells.getValue()) {
        map.set(cell.i(), cell.j(), level(cell.row().exits().counts()));
        if (cell.row().theorem()) {
          map.outline(cell.i(), cell.j());
          theorem.accept(cell.row().end().cappedNorm2().mean());
        }
      }
      figures.add(
          new Figure(
              map.draw(),
              "By which side chains leave D_alpha first, read at w for PGD and at z for"
                  + " Anti-PGD. Outlined: where Theorem 3.1 speaks."));
      means.add(
          theorem.getCount() == 0
              ? List.of(name, Table.NOTHING, Table.NOTHING)
              : List.of(name, Numbers.shown(theorem.getMin()), Numbers.shown(theorem.getMax())));
    }
    Table table =
        new Table(
            "Mean of the capped |u|^2 / D at w at the end, over the cells where the theorem speaks",
            List.of(
                new Table.Column("map", false),
                new Table.Column("least", true),
                new Table.Column("largest", true)),
            means);
    return new Section(
        "Phase diagram of Theorem 3.1",
        maps.lead(),
        figures,
        List.of(table),
        evidence.environment());
  }

  private static int level(ExitCounts exits) {
    double up = exits.up();
    double left = up + exits.down();
    return left == 0 ? NONE_LEFT : (int) Arrays.stream(ENDS).filter(end -> up / left > end).count();
  }
}
