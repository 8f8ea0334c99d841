// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import antipgd.reports.plot.HeatMap.Level;
import java.util.List;

/**
 * What colours mean, in columns.
 *
 * @param levels the colours
 * @param width of the picture
 */
record Legend(List<Level> levels, double width) {

  private static final int SWATCH = 10;
  private static final int ROOM = 200;

  private List<TextLayout> labels() {
    return levels.stream()
        .map(level -> TextLayout.of(level.label(), TextLayout.SMALL, ROOM, 1))
        .toList();
  }

  private double columnWidth() {
    return SWATCH + 2 * Axes.GAP + TextLayout.width(labels());
  }

  private int columns() {
    return (int) ((width - 2 * Svg.EDGE) / columnWidth());
  }

  double height() {
    return Axes.LINE * Math.ceil((double) levels.size() / columns());
  }

  void draw(Svg svg, double top) {
    for (int i = 0; i < levels.size(); i++) {
      double x = Svg.EDGE + columnWidth() * (i % columns());
      int line = i / columns();
      double middle = top + Axes.LINE * (line + 0.5);
      svg.box(x - 1, middle - SWATCH / 2. - 1, SWATCH + 2, SWATCH + 2, PlotColour.GRID);
      svg.box(x, middle - SWATCH / 2., SWATCH, SWATCH, levels.get(i).colour());
      svg.text(labels().get(i), x + SWATCH + Axes.GAP / 2., middle, "start", PlotColour.INK);
    }
  }
}
