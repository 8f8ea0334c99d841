// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import antipgd.reports.plot.Ruler.Tick;
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
  void drawX(Svg svg, Ruler x, String label) {
    for (Tick tick : x.ticks(text -> Lettering.of(text).width() + GAP)) {
      svg.line(tick.at(), top, tick.at(), bottom, Tint.GRID, Svg.SOLID);
      Lettering name = Lettering.of(tick.label());
      double at = Math.min(tick.at(), right + Svg.EDGE - name.width() / 2);
      svg.text(name, Math.max(at, name.width() / 2), bottom + LINE * 0.95, "middle", Tint.MUTED);
    }
    svg.line(left, bottom, right, bottom, Tint.MUTED, Svg.SOLID);
    Lettering name = Lettering.of(label, Lettering.SMALL, right - left, 1);
    svg.text(name, (left + right) / 2, bottom + LINE * 2, "middle", Tint.INK);
  }

  /** Values along the left; the axis is named above it and what else stands above. */
  void drawY(Svg svg, Ruler y, String label, double above) {
    for (Tick tick : ticksY(y)) {
      svg.line(left, tick.at(), right, tick.at(), Tint.GRID, Svg.SOLID);
      Lettering name = Lettering.of(tick.label());
      svg.text(name, left - GAP, tick.at(), "end", Tint.MUTED);
    }
    svg.line(left, top, left, bottom, Tint.MUTED, Svg.SOLID);
    Lettering name = Lettering.of(label, Lettering.SMALL, right - Svg.EDGE, 1);
    svg.text(name, Svg.EDGE, top - above - LINE, "start", Tint.INK);
  }

  /** How wide the values along the left are. */
  static double widthY(Ruler y) {
    return Lettering.width(ticksY(y).stream().map(tick -> Lettering.of(tick.label())).toList());
  }

  private static List<Tick> ticksY(Ruler y) {
    return y.ticks(text -> LINE);
  }
}
