// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import java.util.List;

/**
 * Dashed lines down a plot, with their names beside each other above it.
 *
 * @param marks named values
 * @param x where they are
 */
record Marks(List<Mark> marks, ValueAxis x) {

  /** A named value; its name may be empty. */
  record Mark(double at, String name) {}

  /** What names need above the plot. */
  double height() {
    return marks.stream().allMatch(mark -> mark.name().isEmpty()) ? 0 : Axes.LINE;
  }

  void draw(Svg svg, Axes axes) {
    double room = (Axes.WIDTH - 2. * Svg.EDGE) / Math.max(1, marks.size()) - Axes.GAP;
    List<TextLayout> names =
        marks.stream().map(m -> TextLayout.of(m.name(), TextLayout.SMALL, room, 1)).toList();
    double[] wanted = marks.stream().mapToDouble(mark -> x.at(mark.at())).toArray();
    double[] widths = names.stream().mapToDouble(name -> name.width() + Axes.GAP).toArray();
    double[] middles = Spread.middles(wanted, widths, Svg.EDGE, Axes.WIDTH - Svg.EDGE);
    for (int i = 0; i < wanted.length; i++) {
      svg.line(wanted[i], axes.top(), wanted[i], axes.bottom(), PlotColour.MUTED, Svg.DASHED);
      if (!marks.get(i).name().isEmpty()) {
        svg.text(names.get(i), middles[i], axes.top() - Axes.LINE / 2., "middle", PlotColour.MUTED);
      }
    }
  }
}
