// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import antipgd.reports.plot.Marks.Mark;
import antipgd.reports.plot.Svg.SvgPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A row for each thing: its value with its interval, as a point or as a bar from 1. */
public final class RangePlot {

  private static final int ROOM_FOR_LABELS = 226;
  private static final int MOST_LINES = 3;
  private static final double BETWEEN_ROWS = 6;

  /** Of all rows together. */
  private static final double LEAST_HEIGHT = 60;

  private static final double BAR = 12;
  private static final double FAINT = 0.25;
  private static final double VALUE = 3.5;
  private static final double PART = 1.5;

  private final String name;
  private final String title;
  private final String label;
  private final Scale scale;
  private final boolean bars;
  private final List<Row> rows = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  /**
   * A row.
   *
   * @param label what it is
   * @param value its value
   * @param lower the least it may be; NaN if that is not known
   * @param upper the most it may be; NaN if that is not known
   * @param parts what the value is the mean of
   * @param colour its colour
   */
  public record Row(
      String label,
      double value,
      double lower,
      double upper,
      List<Double> parts,
      PlotColour colour) {}

  /**
   * An empty plot.
   *
   * @param name unique on its page
   * @param title what it shows
   * @param label of the values, with their unit
   * @param scale how values lie
   * @param bars whether values are ratios, drawn as bars from 1
   */
  public RangePlot(String name, String title, String label, Scale scale, boolean bars) {
    this.name = name;
    this.title = title;
    this.label = label;
    this.scale = scale;
    this.bars = bars;
  }

  /**
   * Adds a row below the others.
   *
   * @param row with a value that the scale can show, else it is left out
   * @return this
   */
  public RangePlot add(Row row) {
    if (scale.shows(row.value())) {
      rows.add(row);
    }
    return this;
  }

  /**
   * Marks a value, if the scale can show it at all.
   *
   * @param at the value
   * @param name its name
   * @return this
   */
  public RangePlot mark(double at, String name) {
    if (scale.shows(at)) {
      marks.add(new Mark(at, name));
    }
    return this;
  }

  /**
   * Tells whether there is anything to draw.
   *
   * @return true if no row could be added
   */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Draws it.
   *
   * @return the plot
   */
  public Drawing draw() {
    List<TextLayout> labels =
        rows.stream()
            .map(row -> TextLayout.of(row.label(), TextLayout.SMALL, ROOM_FOR_LABELS, MOST_LINES))
            .toList();
    List<TextLayout> values =
        rows.stream().map(row -> TextLayout.of(NumberText.shown(row.value()))).toList();
    double left = Svg.EDGE + TextLayout.width(labels) + Axes.GAP;
    double right = Axes.WIDTH - Svg.EDGE - TextLayout.width(values) - Axes.GAP;
    ValueAxis x = ValueAxis.over(scale, shown(), left, right);
    Marks named = new Marks(marks, x);
    double top = Svg.top(title, Axes.WIDTH) + named.height();
    double[] middles = new double[rows.size()];
    double bottom = top;
    for (int i = 0; i < middles.length; i++) {
      double height =
          Math.max(labels.get(i).height() + BETWEEN_ROWS, LEAST_HEIGHT / middles.length);
      middles[i] = bottom + height / 2;
      bottom += height;
    }
    Axes axes = new Axes(left, top, right, bottom);
    return axes.drawing(
        name,
        title,
        svg -> {
          axes.drawX(svg, x, label);
          if (bars) {
            svg.line(x.at(1), top, x.at(1), axes.bottom(), PlotColour.MUTED, Svg.SOLID);
          }
          named.draw(svg, axes);
          for (int i = 0; i < rows.size(); i++) {
            double middle = middles[i];
            svg.text(labels.get(i), left - Axes.GAP, middle, "end", PlotColour.INK);
            draw(svg, rows.get(i), x, middle);
            svg.text(values.get(i), Axes.WIDTH - Svg.EDGE, middle, "end", PlotColour.MUTED);
          }
        });
  }

  private DoubleStream shown() {
    DoubleStream.Builder shown = DoubleStream.builder();
    for (Row row : rows) {
      shown.add(row.value()).add(row.lower()).add(row.upper());
      row.parts().forEach(shown::add);
    }
    marks.forEach(mark -> shown.add(mark.at()));
    if (bars) {
      shown.add(1);
    }
    return shown.build();
  }

  private void draw(Svg svg, Row row, ValueAxis x, double y) {
    double value = x.at(row.value());
    if (bars) {
      SvgPath across = new SvgPath().to(x.at(1), y).to(value, y);
      svg.shape("path", "d", across, "stroke", row.colour(), "stroke-width", BAR, "opacity", FAINT);
    }
    double lower = x.at(row.lower(), row.value());
    svg.interval(lower, y, x.at(row.upper(), row.value()), y, row.colour());
    svg.dot(value, y, VALUE, row.colour());
    row.parts().stream()
        .filter(scale::shows)
        .forEach(part -> svg.dot(x.at(part), y, PART, PlotColour.INK));
  }
}
