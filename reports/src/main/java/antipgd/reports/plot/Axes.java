// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import antipgd.reports.plot.ValueAxis.Tick;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rectangle that data lie in, with the values named along its edges.
 *
 * @param left its edge
 * @param top its edge
 * @param right its edge
 * @param bottom its edge
 */
record Axes(double left, double top, double right, double bottom) {

  /** Of the whole picture. */
  static final int WIDTH = 480;

  /** Height of what stands below: the names of the values and of the axis. */
  private static final int BELOW = 50;

  /** Height of what stands above a vertical axis: its name. */
  static final int ABOVE = 22;

  /** Height of a line of text. */
  static final int LINE = 16;

  /** Between texts that stand beside each other, or between a text and its thing. */
  static final int GAP = 8;

  Drawing drawing(String name, String title, Consumer<Svg> shapes) {
    return Svg.drawing(name, title, WIDTH, bottom + BELOW, shapes);
  }

  /** Values along the bottom. */
  void drawX(Svg svg, ValueAxis x, String label) {
    for (Tick tick : x.ticks(text -> TextLayout.of(text).width() + GAP)) {
      svg.line(tick.at(), top, tick.at(), bottom, PlotColour.GRID, Svg.SOLID);
      TextLayout name = TextLayout.of(tick.label());
      double at = Math.min(tick.at(), right + Svg.EDGE - name.width() / 2);
      svg.text(
          name, Math.max(at, name.width() / 2), bottom + LINE * 0.95, "middle", PlotColour.MUTED);
    }
    svg.line(left, bottom, right, bottom, PlotColour.MUTED, Svg.SOLID);
    TextLayout name = TextLayout.of(label, TextLayout.SMALL, right - left, 1);
    svg.text(name, (left + right) / 2, bottom + LINE * 2, "middle", PlotColour.INK);
  }

  /** Values along the left; the axis is named above it and what else stands above. */
  void drawY(Svg svg, ValueAxis y, String label, double above) {
    for (Tick tick : ticksY(y)) {
      svg.line(left, tick.at(), right, tick.at(), PlotColour.GRID, Svg.SOLID);
      TextLayout name = TextLayout.of(tick.label());
      svg.text(name, left - GAP, tick.at(), "end", PlotColour.MUTED);
    }
    svg.line(left, top, left, bottom, PlotColour.MUTED, Svg.SOLID);
    TextLayout name = TextLayout.of(label, TextLayout.SMALL, right - Svg.EDGE, 1);
    svg.text(name, Svg.EDGE, top - above - LINE, "start", PlotColour.INK);
  }

  /** How wide the values along the left are. */
  static double widthY(ValueAxis y) {
    return TextLayout.width(ticksY(y).stream().map(tick -> TextLayout.of(tick.label())).toList());
  }

  private static List<Tick> ticksY(ValueAxis y) {
    return y.ticks(text -> LINE);
  }
}
