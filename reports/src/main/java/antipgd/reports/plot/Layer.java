// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import antipgd.reports.plot.LinePlot.Kind;
import antipgd.reports.plot.LinePlot.Point;
import antipgd.reports.plot.Svg.SvgPath;
import java.util.List;

/**
 * A series of a {@link LinePlot}, and how it is drawn.
 *
 * @param kind what of it is drawn
 * @param name what it is called; null if it has no name
 * @param style number that its colour, shape or dashes go by
 * @param points one at least
 */
record Layer(Kind kind, String name, int style, List<Point> points) {

  private static final double WIDTH = 1.6;
  private static final double RADIUS = 4;
  private static final double DOT = 1.5;
  private static final double FAINT = 0.2;
  private static final String[] DASHES = {Svg.DASHED, "2 3", "10 3 2 3"};

  /** Of the markers in turn; the circle has none. */
  private static final int[] CORNERS = {0, 4, 3, 4};

  /** Of their first corner, in degrees from the right, clockwise. */
  private static final int[] ANGLES = {0, 45, -90, 0};

  Point last() {
    return points.get(points.size() - 1);
  }

  private PlotColour colour() {
    return kind == Kind.REFERENCE ? PlotColour.MUTED : PlotColour.series(style);
  }

  private boolean hasMarkers() {
    return kind == Kind.POINTS || kind == Kind.LINE;
  }

  void drawBand(Svg svg, ValueAxis x, ValueAxis y) {
    if (kind == Kind.BAND) {
      SvgPath around = new SvgPath();
      points.forEach(p -> around.to(x.at(p.x()), y.at(p.upper(), p.y())));
      for (int i = points.size() - 1; i >= 0; i--) {
        Point p = points.get(i);
        around.to(x.at(p.x()), y.at(p.lower(), p.y()));
      }
      svg.shape("path", "d", around, "fill", colour(), "fill-opacity", FAINT);
    }
  }

  void draw(Svg svg, ValueAxis x, ValueAxis y) {
    SvgPath path = new SvgPath();
    points.forEach(p -> path.to(x.at(p.x()), y.at(p.y())));
    drawLine(svg, path);
    for (Point p : points) {
      double at = x.at(p.x());
      if (hasMarkers()) {
        svg.interval(at, y.at(p.lower(), p.y()), at, y.at(p.upper(), p.y()), colour());
      }
      drawMarker(svg, at, y.at(p.y()));
    }
  }

  /** A piece of it, to stand beside its name. */
  void drawSample(Svg svg, double x, double y, double width) {
    drawLine(svg, new SvgPath().to(x, y).to(x + width, y));
    drawMarker(svg, x + width / 2, y);
  }

  private void drawLine(Svg svg, SvgPath path) {
    switch (kind) {
      case REFERENCE -> svg.line(path, colour(), Svg.THIN, DASHES[style % DASHES.length]);
      case LINE, BAND, PATH -> svg.line(path, colour(), WIDTH, Svg.SOLID);
      default -> {}
    }
  }

  private void drawMarker(Svg svg, double x, double y) {
    // So that series whose colour comes round again differ in shape.
    int shape = (style + style / PlotColour.ALL_SERIES) % CORNERS.length;
    if (!hasMarkers()) {
      if (kind == Kind.DOTS || points.size() == 1) {
        svg.dot(x, y, DOT, colour());
      }
    } else if (CORNERS[shape] == 0) {
      svg.dot(x, y, RADIUS, colour());
    } else {
      SvgPath path = new SvgPath();
      for (int i = 0; i < CORNERS[shape]; i++) {
        double angle = Math.toRadians(ANGLES[shape] + 360. * i / CORNERS[shape]);
        path.to(x + (RADIUS + 1) * Math.cos(angle), y + (RADIUS + 1) * Math.sin(angle));
      }
      svg.shape("path", "d", path, "fill", colour());
    }
  }
}
