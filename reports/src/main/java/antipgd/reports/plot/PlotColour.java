// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The colours of plots and pages, each with a value for light and one for dark surroundings. Plots
 * refer to them by name; the page, or the file itself, says which value holds.
 */
public enum PlotColour {
  /** Behind everything. */
  PAPER("fdfdfc", "14171a"),
  /** Text. */
  INK("1c2024", "e4e7ea"),
  /** Text of lesser weight, and axes. */
  MUTED("5b636b", "9aa4ae"),
  /** Grid lines, and borders of tables. */
  GRID("e1e4e7", "2d3339"),
  /** Series, in the order of use. */
  SERIES_1("0b62a8", "5db1f5"),
  /** Series. */
  SERIES_2("c8510a", "ff9a57"),
  /** Series. */
  SERIES_3("0d7a5f", "41c9a4"),
  /** Series. */
  SERIES_4("a0337f", "e882c6"),
  /** Series. */
  SERIES_5("7a6209", "d9bd48"),
  /** Series. */
  SERIES_6("5a49b4", "a99bff"),
  /** Series. */
  SERIES_7("49606f", "a7bfce"),
  /** Series. */
  SERIES_8("9b1c2e", "ff7f8c"),
  /** A change for the better. */
  GOOD("12774b", "46c98a"),
  /** A change for the worse, or an alarm. */
  BAD("b3261f", "ff7a70"),
  /** Cells, from little to much. */
  CELL_0("f1f3f4", "1f2428"),
  /** Cells. */
  CELL_1("cfe1f0", "16344b"),
  /** Cells. */
  CELL_2("a3c8e6", "1c4d72"),
  /** Cells. */
  CELL_3("6fa8d6", "256a9d"),
  /** Cells. */
  CELL_4("3c83be", "3a8bc9"),
  /** Cells. */
  CELL_5("175a93", "6cb3ea"),
  /** Cells. */
  CELL_6("0a3359", "b5dbf9");

  private static final List<PlotColour> SERIES =
      Arrays.stream(values()).filter(colour -> colour.name().startsWith("SERIES")).toList();

  /** How many colours series have. */
  static final int ALL_SERIES = SERIES.size();

  private final String light;
  private final String dark;

  PlotColour(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /**
   * The colour of a series; they come round again after the eighth.
   *
   * @param index number of the series, from 0
   * @return its colour
   */
  public static PlotColour series(int index) {
    return SERIES.get(index % SERIES.size());
  }

  /** What a drawing refers to it by. */
  @Override
  public String toString() {
    return "var(" + variable() + ")";
  }

  private String variable() {
    return "--" + name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /**
   * What gives the names their values.
   *
   * @return CSS
   */
  public static String css() {
    return ":root{"
        + values(true)
        + "}@media (prefers-color-scheme:dark){:root{"
        + values(false)
        + "}}";
  }

  private static String values(boolean light) {
    return Arrays.stream(values())
        .map(colour -> colour.variable() + ":#" + (light ? colour.light : colour.dark))
        .collect(Collectors.joining(";"));
  }
}
