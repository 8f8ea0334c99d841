// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.page.EnvironmentTable;
import antipgd.reports.page.Section;
import antipgd.reports.page.Table;
import java.util.List;
import java.util.Map;

/**
 * An entry of a file that cannot be shown.
 *
 * @param number which of the file it is, from 1
 * @param benchmark class and method; empty if it names none
 * @param why what is wrong with it
 */
public record LeftOut(int number, String benchmark, String why) {

  private static final String TITLE = "Left out";

  /** In a line. */
  @Override
  public String toString() {
    String name = benchmark.isEmpty() ? "" : ", " + benchmark;
    return "result " + number + name + ": " + why;
  }

  /**
   * Tells of all that were left out.
   *
   * @param run what the run is called; empty if it is the only one
   * @param all one at least
   * @return a section
   */
  public static Section section(String run, List<LeftOut> all) {
    Table table =
        new Table.Builder<LeftOut>()
            .number("result", each -> String.valueOf(each.number()))
            .text(
                "benchmark", each -> each.benchmark().isEmpty() ? Table.NOTHING : each.benchmark())
            .text("why", LeftOut::why)
            .of("", all);
    return new Section(
        BenchmarkSections.title(run, TITLE, ""),
        "Results of the file that no other table has, by their place in it.",
        List.of(),
        List.of(table),
        EnvironmentTable.of(Map.of()));
  }
}
