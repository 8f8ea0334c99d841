package antipgd.reports.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** A row for each thing: its value with its interval, as a point or as a bar from 1. */
public final class RangePlot {

  private static final int WIDTH = 480;
  private static final int ROW = 20;
  private static final int REST = 110;
  private static final int LEAST_ROWS = 4;
  private static final double HALF_BAR = 0.36;

  /** Room for labels from left to right. */
  private static final int CHARACTERS = 58;

  private final String name;
  private final String title;
  private final String label;
  private final Scale scale;
  private final boolean bars;
  private final List<Row> rows = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();

  /**
   * A row.
   *
   * @param label what it is
   * @param value its value
   * @param lower the least it may be; NaN if that is not known
   * @param upper the most it may be; NaN if that is not known
   * @param parts what the value is the mean of
   * @param tint its colour
   */
  public record Row(
      String label, double value, double lower, double upper, List<Double> parts, Tint tint) {}

  private record Reference(double at, String label) {}

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
   * Marks a value, which will be shown in any case.
   *
   * @param at the value
   * @param name its name
   * @return this
   */
  public RangePlot mark(double at, String name) {
    references.add(new Reference(at, name));
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
    SymbolAxis names = new SymbolAxis(null, rows.stream().map(Row::label).toArray(String[]::new));
    names.setInverted(true);
    names.setGridBandsVisible(false);
    names.setTickMarksVisible(false);
    names.setRange(-0.6, rows.size() - 0.4);
    XYPlot plot = Theme.plot(names, values());
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setDomainGridlinesVisible(false);
    if (bars) {
      plot.setDataset(0, barData());
      plot.setRenderer(0, barRenderer());
    }
    plot.setDataset(1, intervalData());
    plot.setRenderer(1, intervalRenderer());
    plot.setDataset(2, partData());
    plot.setRenderer(2, partRenderer());
    for (Reference reference : references) {
      plot.addRangeMarker(Theme.marker(scale.at(reference.at()), reference.label(), true));
    }
    int height = REST + ROW * Math.max(LEAST_ROWS, rows.size());
    return Theme.draw(plot, name, title, WIDTH, height);
  }

  private NumberAxis values() {
    DoubleStream shown =
        DoubleStream.concat(
            rows.stream()
                .flatMapToDouble(
                    row ->
                        DoubleStream.concat(
                            DoubleStream.of(row.value(), row.lower(), row.upper()),
                            row.parts().stream().mapToDouble(Double::doubleValue))),
            DoubleStream.concat(
                references.stream().mapToDouble(Reference::at),
                bars ? DoubleStream.of(1) : DoubleStream.empty()));
    var range = shown.filter(scale::shows).summaryStatistics();
    int longest = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
    return scale.axis(label, range.getMin(), range.getMax(), CHARACTERS - longest);
  }

  private XYIntervalSeriesCollection barData() {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    double one = scale.at(1);
    for (int i = 0; i < rows.size(); i++) {
      XYIntervalSeries bar = new XYIntervalSeries(i);
      double end = scale.at(rows.get(i).value());
      bar.add(i, i - HALF_BAR, i + HALF_BAR, end, Math.min(one, end), Math.max(one, end));
      data.addSeries(bar);
    }
    return data;
  }

  private XYBarRenderer barRenderer() {
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setUseYInterval(true);
    renderer.setShadowVisible(false);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setDrawBarOutline(false);
    renderer.setDefaultSeriesVisibleInLegend(false);
    for (int i = 0; i < rows.size(); i++) {
      renderer.setSeriesPaint(i, rows.get(i).tint().faint());
    }
    return renderer;
  }

  private YIntervalSeriesCollection intervalData() {
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    for (int i = 0; i < rows.size(); i++) {
      YIntervalSeries point = new YIntervalSeries(i);
      Row row = rows.get(i);
      double value = scale.at(row.value());
      point.add(i, value, end(row.lower(), value), end(row.upper(), value));
      data.addSeries(point);
    }
    return data;
  }

  private double end(double value, double otherwise) {
    return scale.shows(value) ? scale.at(value) : otherwise;
  }

  private XYErrorRenderer intervalRenderer() {
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawXError(false);
    renderer.setErrorStroke(Theme.line());
    renderer.setDefaultSeriesVisibleInLegend(false);
    for (int i = 0; i < rows.size(); i++) {
      renderer.setSeriesPaint(i, rows.get(i).tint().color());
      renderer.setSeriesShape(i, Theme.shape(0));
    }
    return renderer;
  }

  private XYSeriesCollection partData() {
    XYSeriesCollection data = new XYSeriesCollection();
    for (int i = 0; i < rows.size(); i++) {
      XYSeries parts = new XYSeries(i);
      for (double part : rows.get(i).parts()) {
        if (scale.shows(part)) {
          parts.add(i, scale.at(part));
        }
      }
      data.addSeries(parts);
    }
    return data;
  }

  private static XYLineAndShapeRenderer partRenderer() {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setDefaultSeriesVisibleInLegend(false);
    renderer.setAutoPopulateSeriesPaint(false);
    renderer.setAutoPopulateSeriesShape(false);
    renderer.setDefaultPaint(Tint.INK.color());
    renderer.setDefaultShape(Theme.dot());
    return renderer;
  }
}
