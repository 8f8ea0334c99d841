package antipgd.reports.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Series over a number, with intervals, bands and single points. */
public final class LinePlot {

  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;

  /** Room for labels from left to right. */
  private static final int CHARACTERS = 52;

  private final String name;
  private final String title;
  private final Axis x;
  private final Axis y;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

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

  private enum Kind {
    POINTS,
    DASHED,
    JOINED,
    BAND,
    DOTS,
    PATH
  }

  private record Layer(Kind kind, String name, int style, Tint tint, List<Point> points) {}

  private record Mark(double at, String label, boolean vertical) {}

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
   * Adds a line through points, each with its interval.
   *
   * @param series its name
   * @param style number that its colour and shape go by
   * @param points in the order of x
   * @return this
   */
  public LinePlot line(String series, int style, List<Point> points) {
    return add(Kind.JOINED, series, style, Tint.series(style), points);
  }

  /**
   * Adds a line without points.
   *
   * @param series its name
   * @param style number that its colour goes by
   * @param points in the order of x
   * @return this
   */
  public LinePlot path(String series, int style, List<Point> points) {
    return add(Kind.PATH, series, style, Tint.series(style), points);
  }

  /**
   * Adds a line with a band from lower to upper around it.
   *
   * @param series its name
   * @param style number that its colour goes by
   * @param points in the order of x
   * @return this
   */
  public LinePlot band(String series, int style, List<Point> points) {
    return add(Kind.BAND, series, style, Tint.series(style), points);
  }

  /**
   * Adds a dashed line in the colour of text: something to compare with.
   *
   * @param series its name; null to keep it out of the legend
   * @param style number that its dashes go by
   * @param points in the order of x
   * @return this
   */
  public LinePlot reference(String series, int style, List<Point> points) {
    return add(Kind.DASHED, series, style, Tint.MUTED, points);
  }

  /**
   * Adds small points without a line.
   *
   * @param style number that their colour goes by
   * @param points in any order
   * @return this
   */
  public LinePlot dots(int style, List<Point> points) {
    return add(Kind.DOTS, null, style, Tint.series(style), points);
  }

  /**
   * Adds points with intervals that no line joins.
   *
   * @param series their name
   * @param style number that their colour and shape go by
   * @param points in any order
   * @return this
   */
  public LinePlot points(String series, int style, List<Point> points) {
    return add(Kind.POINTS, series, style, Tint.series(style), points);
  }

  private LinePlot add(Kind kind, String series, int style, Tint tint, List<Point> points) {
    List<Point> shown =
        points.stream().filter(p -> x.scale().shows(p.x()) && y.scale().shows(p.y())).toList();
    if (!shown.isEmpty()) {
      layers.add(new Layer(kind, series, style, tint, shown));
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
    marks.add(new Mark(at, label, true));
    return this;
  }

  /**
   * Marks a value of y, which will be shown in any case.
   *
   * @param at value of y
   * @param label its name
   * @return this
   */
  public LinePlot markY(double at, String label) {
    marks.add(new Mark(at, label, false));
    return this;
  }

  /**
   * Draws it.
   *
   * @return the plot
   */
  public Drawing draw() {
    NumberAxis xAxis = axis(x, points().mapToDouble(Point::x));
    NumberAxis yAxis =
        axis(
            y,
            DoubleStream.concat(
                points().flatMapToDouble(p -> DoubleStream.of(p.y(), p.lower(), p.upper())),
                marks.stream().filter(mark -> !mark.vertical()).mapToDouble(Mark::at)));
    XYPlot plot = Theme.plot(xAxis, yAxis);
    for (Layer layer : layers) {
      int index = plot.getDatasetCount();
      index = plot.getDataset(0) == null ? 0 : index;
      plot.setDataset(index, dataset(layer));
      plot.setRenderer(index, renderer(layer));
    }
    for (Mark mark : marks) {
      if (!mark.vertical()) {
        plot.addRangeMarker(Theme.marker(y.scale().at(mark.at()), mark.label(), false));
      } else if (xAxis.getRange().contains(x.scale().at(mark.at()))) {
        plot.addDomainMarker(Theme.marker(x.scale().at(mark.at()), mark.label(), true));
      }
    }
    return Theme.draw(plot, name, title, WIDTH, HEIGHT);
  }

  private Stream<Point> points() {
    return layers.stream().flatMap(layer -> layer.points().stream());
  }

  private static NumberAxis axis(Axis axis, DoubleStream values) {
    var shown = values.filter(axis.scale()::shows).summaryStatistics();
    return shown.getCount() == 0
        ? axis.scale().axis(axis.label(), 1, 2, CHARACTERS)
        : axis.scale().axis(axis.label(), shown.getMin(), shown.getMax(), CHARACTERS);
  }

  private XYDataset dataset(Layer layer) {
    String key = layer.name() == null ? "" : layer.name();
    if (layer.kind() == Kind.DOTS || layer.kind() == Kind.DASHED || layer.kind() == Kind.PATH) {
      XYSeries series = new XYSeries(key, false);
      layer.points().forEach(p -> series.add(x.scale().at(p.x()), y.scale().at(p.y())));
      return new XYSeriesCollection(series);
    }
    YIntervalSeries series = new YIntervalSeries(key, false, true);
    for (Point p : layer.points()) {
      double at = y.scale().at(p.y());
      series.add(x.scale().at(p.x()), at, end(p.lower(), at), end(p.upper(), at));
    }
    YIntervalSeriesCollection dataset = new YIntervalSeriesCollection();
    dataset.addSeries(series);
    return dataset;
  }

  private double end(double value, double otherwise) {
    return y.scale().shows(value) ? y.scale().at(value) : otherwise;
  }

  private static AbstractXYItemRenderer renderer(Layer layer) {
    AbstractXYItemRenderer renderer =
        switch (layer.kind()) {
          case JOINED, POINTS -> {
            XYErrorRenderer errors = new XYErrorRenderer();
            errors.setDefaultLinesVisible(layer.kind() == Kind.JOINED);
            errors.setDrawXError(false);
            errors.setErrorStroke(Theme.thin());
            yield errors;
          }
          case BAND -> new DeviationRenderer(true, false);
          case DOTS -> new XYLineAndShapeRenderer(false, true);
          case DASHED, PATH -> new XYLineAndShapeRenderer(true, false);
        };
    renderer.setSeriesPaint(0, layer.tint().color());
    renderer.setSeriesFillPaint(0, layer.tint().color());
    renderer.setSeriesStroke(
        0, layer.kind() == Kind.DASHED ? Theme.dashes(layer.style()) : Theme.line());
    renderer.setSeriesShape(
        0, layer.kind() == Kind.DOTS ? Theme.dot() : Theme.shape(layer.style()));
    renderer.setSeriesVisibleInLegend(0, layer.name() != null);
    renderer.setLegendTextFont(0, Theme.SMALL);
    if (renderer instanceof DeviationRenderer band) {
      band.setAlpha(0.2f);
    }
    return renderer;
  }
}
