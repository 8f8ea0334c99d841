// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import antipgd.reports.plot.Marks.Mark;
import antipgd.reports.plot.Svg.SvgPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Series over a number, with intervals, bands and single points. */
public final class LinePlot {

  private static final int LEAST_HEIGHT = 230;
  private static final int ROOM_FOR_NAMES = 160;
  private static final int SAMPLE = 16;
  private static final int LEAD = 18;
  private static final double LEAD_WIDTH = 0.7;
  private static final String LEAD_DASHES = "1 2";
  private static final int GAP = 4;

  /** A series is led to its name if it ends at most this share of the width from the edge. */
  private static final double NEAR_THE_EDGE = 0.15;

  private final String name;
  private final String title;
  private final Axis x;
  private final Axis y;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Mark> marksX = new ArrayList<>();
  private final List<Mark> marksY = new ArrayList<>();

  /**
   * An axis.
   *
   * @param label what it shows, with its unit
   * @param scale how values lie on it
   */
  public record Axis(String label, Scale scale) {}

  /**
   * A point and how far it may be off.
   *
   * @param x where it is
   * @param y where it is
   * @param lower the least y; NaN if that is not known
   * @param upper the largest y; NaN if that is not known
   */
  public record Point(double x, double y, double lower, double upper) {

    /**
     * A point of which no more is known.
     *
     * @param x where it is
     * @param y where it is
     */
    public Point(double x, double y) {
      this(x, y, Double.NaN, Double.NaN);
    }
  }

  /** How a series is drawn. */
  public enum Kind {
    /** Points with intervals. */
    POINTS,
    /** Points with intervals, and a line through them. */
    LINE,
    /** A line with a band from lower to upper around it. */
    BAND,
    /** A line alone. */
    PATH,
    /** A dashed line in the colour of text: something to compare with. */
    REFERENCE,
    /** Small dots. */
    DOTS
  }

  /**
   * An empty plot.
   *
   * @param name unique on its page
   * @param title what it shows
   * @param x from left to right
   * @param y from bottom to top
   */
  public LinePlot(String name, String title, Axis x, Axis y) {
    this.name = name;
    this.title = title;
    this.x = x;
    this.y = y;
  }

  /**
   * Adds a series. Points that the axes cannot show are left out.
   *
   * @param kind how it is drawn
   * @param series its name; null if it shall have none
   * @param style number that its colour, shape or dashes go by
   * @param points in the order of x, where a line joins them
   * @return this
   */
  public LinePlot add(Kind kind, String series, int style, List<Point> points) {
    List<Point> shown =
        points.stream().filter(p -> x.scale().shows(p.x()) && y.scale().shows(p.y())).toList();
    if (!shown.isEmpty()) {
      layers.add(new Layer(kind, series, style, shown));
    }
    return this;
  }

  /**
   * Marks a value of x, if it lies within what is shown.
   *
   * @param at value of x
   * @param label its name
   * @return this
   */
  public LinePlot markX(double at, String label) {
    marksX.add(new Mark(at, label));
    return this;
  }

  /**
   * Marks a value of y, if the scale can show it at all.
   *
   * @param at value of y
   * @param label its name
   * @return this
   */
  public LinePlot markY(double at, String label) {
    if (y.scale().shows(at)) {
      marksY.add(new Mark(at, label));
    }
    return this;
  }

  /**
   * Tells whether there is anything to draw.
   *
   * @return true if no series could be added
   */
  public boolean isEmpty() {
    return layers.isEmpty();
  }

  /**
   * Tells whether any value of x is marked within what is shown.
   *
   * @return false if marks are out of sight, or there is none
   */
  public boolean showsMarkX() {
    ValueAxis across = ValueAxis.over(x.scale(), points().mapToDouble(Point::x), 0, 1);
    return marksX.stream().anyMatch(mark -> across.reaches(mark.at()));
  }

  /**
   * Draws it.
   *
   * @return the plot
   */
  public Drawing draw() {
    List<Layer> named = layers.stream().filter(layer -> layer.name() != null).toList();
    List<TextLayout> names =
        Stream.concat(named.stream().map(Layer::name), marksY.stream().map(Mark::name))
            .map(name -> TextLayout.of(name, TextLayout.SMALL, ROOM_FOR_NAMES, 2))
            .toList();
    double height = Math.max(LEAST_HEIGHT, names.stream().mapToDouble(TextLayout::height).sum());
    ValueAxis up = ValueAxis.over(y.scale(), valuesY(), height, 0);
    double left = Svg.EDGE + Axes.widthY(up) + Axes.GAP;
    double right =
        Axes.WIDTH
            - Svg.EDGE
            - (names.isEmpty() ? 0 : LEAD + SAMPLE + GAP + TextLayout.width(names));
    ValueAxis across = ValueAxis.over(x.scale(), points().mapToDouble(Point::x), left, right);
    List<Mark> reached = marksX.stream().filter(mark -> across.reaches(mark.at())).toList();
    Marks marks = new Marks(reached, across);
    double top = Svg.top(title, Axes.WIDTH) + Axes.ABOVE + marks.height();
    Axes axes = new Axes(left, top, right, top + height);
    ValueAxis down = up.on(axes.bottom(), top);
    return axes.drawing(
        name,
        title,
        svg -> {
          axes.drawX(svg, across, x.label());
          axes.drawY(svg, down, y.label(), marks.height());
          layers.forEach(layer -> layer.drawBand(svg, across, down));
          marks.draw(svg, axes);
          for (Mark mark : marksY) {
            double at = down.at(mark.at());
            svg.line(left, at, right, at, PlotColour.MUTED, Svg.DASHED);
          }
          layers.forEach(layer -> layer.draw(svg, across, down));
          drawNames(svg, named, names, across, down);
        });
  }

  private Stream<Point> points() {
    return layers.stream().flatMap(layer -> layer.points().stream());
  }

  private DoubleStream valuesY() {
    return DoubleStream.concat(
        points().flatMapToDouble(p -> DoubleStream.of(p.y(), p.lower(), p.upper())),
        marksY.stream().mapToDouble(Mark::at));
  }

  /** Beside the ends of the series, and of the marks after them. */
  private void drawNames(
      Svg svg, List<Layer> named, List<TextLayout> names, ValueAxis across, ValueAxis down) {
    double right = across.to();
    double[] ends =
        Stream.concat(named.stream().map(each -> each.last().y()), marksY.stream().map(Mark::at))
            .mapToDouble(down::at)
            .toArray();
    double[] heights = names.stream().mapToDouble(TextLayout::height).toArray();
    double[] middles = Spread.middles(ends, heights, down.to(), down.from());
    for (int i = 0; i < ends.length; i++) {
      double from = i < named.size() ? across.at(named.get(i).last().x()) : right;
      if (right - from <= NEAR_THE_EDGE * (right - across.from())) {
        SvgPath lead = new SvgPath().to(from, ends[i]).to(right + LEAD - GAP, middles[i]);
        svg.line(lead, PlotColour.MUTED, LEAD_WIDTH, LEAD_DASHES);
      }
      if (i < named.size()) {
        named.get(i).drawSample(svg, right + LEAD, middles[i], SAMPLE);
      }
      svg.text(names.get(i), right + LEAD + SAMPLE + GAP, middles[i], "start", PlotColour.INK);
    }
  }
}
