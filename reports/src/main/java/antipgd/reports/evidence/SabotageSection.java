// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import antipgd.documents.SabotageDocument;
import antipgd.documents.SabotageDocument.Saboteur;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.Drawing;
import antipgd.reports.plot.HeatMap;
import antipgd.reports.plot.HeatMap.Level;
import antipgd.reports.plot.PlotColour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** {@code antipgd-sabotage/1}: which check catches which saboteur. */
final class SabotageSection {

  private static final List<Level> LEVELS =
      List.of(
          new Level("no check raised the alarm", PlotColour.CELL_0),
          new Level("some checks of the claim", PlotColour.CELL_3),
          new Level("all of them", PlotColour.CELL_6),
          new Level("not tried", PlotColour.PAPER));

  private static final int NOT_TRIED = 3;

  /** A column of the matrix. */
  private record Column(int number, Saboteur saboteur) {

    /** Whether a check raised the alarm; null where it was not tried. */
    Boolean alarm(int check) {
      return saboteur.alarms().get(check);
    }

    long caught() {
      return saboteur.alarms().stream().filter(Boolean.TRUE::equals).count();
    }

    long tried() {
      return saboteur.alarms().stream().filter(Objects::nonNull).count();
    }
  }

  private SabotageSection() {}

  static Section of(Evidence evidence) {
    SabotageDocument document = evidence.content(SabotageDocument.class);
    List<String> checks = document.checks();
    List<Column> columns = new ArrayList<>();
    for (Saboteur saboteur : document.saboteurs()) {
      columns.add(new Column(columns.size() + 1, saboteur));
    }
    Table names =
        new Table.Builder<Column>()
            .number("column", column -> String.valueOf(column.number()))
            .text("what is wrong with the kernel", column -> column.saboteur().name())
            .number("caught by", column -> String.valueOf(column.caught()))
            .number("checks tried", column -> String.valueOf(column.tried()))
            .of("", columns);
    return new Section(
        "Saboteurs",
        "Kernels with one mistake each, and the honest one. Every saboteur has to be caught by a"
            + " check, every check has to catch a saboteur, and the honest kernel passes them all.",
        List.of(
            new Figure(
                heatMap(checks, columns),
                "A row a claim, a column a saboteur by its number in the table below; the honest"
                    + " kernel is the first.")),
        List.of(names, matrix(checks, columns)),
        evidence.environment());
  }

  private static Drawing heatMap(List<String> checks, List<Column> columns) {
    Map<String, List<Integer>> claims = new LinkedHashMap<>();
    for (int i = 0; i < checks.size(); i++) {
      claims.computeIfAbsent(checks.get(i).replaceFirst("/.*", ""), c -> new ArrayList<>()).add(i);
    }
    HeatMap map =
        new HeatMap(
            "sabotage",
            "Which claim catches which saboteur",
            null,
            columns.stream().map(column -> String.valueOf(column.number())).toList(),
            null,
            List.copyOf(claims.keySet()),
            LEVELS);
    int row = 0;
    for (List<Integer> ofClaim : claims.values()) {
      for (int j = 0; j < columns.size(); j++) {
        map.set(row, j, level(columns.get(j), ofClaim));
      }
      row++;
    }
    return map.draw();
  }

  private static int level(Column column, List<Integer> checks) {
    List<Integer> tried = checks.stream().filter(i -> column.alarm(i) != null).toList();
    long caught = tried.stream().filter(column::alarm).count();
    return tried.isEmpty() ? NOT_TRIED : caught == 0 ? 0 : caught == tried.size() ? 2 : 1;
  }

  private static Table matrix(List<String> checks, List<Column> columns) {
    Table.Builder<Integer> table = new Table.Builder<Integer>().text("check", checks::get);
    for (Column column : columns) {
      table.text(
          String.valueOf(column.number()),
          i -> {
            Boolean alarm = column.alarm(i);
            return alarm == null ? Table.NOTHING : alarm ? "x" : "";
          });
    }
    return table.of(
        "Every check (x: caught, -: not tried)",
        IntStream.range(0, checks.size()).boxed().toList());
  }
}
