package antipgd.reports.plot;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** How all plots look. */
final class Theme {

  static final Lettering SMALL = Lettering.plain(11);
  static final Lettering PLAIN = Lettering.plain(12);

  private static final Lettering TITLE = Lettering.bold(12);
  private static final float[][] DASHES = {{6, 4}, {2, 3}, {10, 3, 2, 3}};
  private static final float LINE = 1.6f;
  private static final float DASHED = 1.2f;

  static {
    // Rotated labels as text, too, and not as shapes.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private Theme() {}

  static XYPlot plot(ValueAxis x, ValueAxis y) {
    XYPlot plot = new XYPlot(null, x, y, null);
    plot.setBackgroundPaint(Tint.PAPER.color());
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(Tint.GRID.color());
    plot.setRangeGridlinePaint(Tint.GRID.color());
    plot.setDomainGridlineStroke(thin());
    plot.setRangeGridlineStroke(thin());
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setNoDataMessageFont(PLAIN);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    style(x);
    style(y);
    return plot;
  }

  private static void style(ValueAxis axis) {
    axis.setLabelFont(PLAIN);
    axis.setLabelPaint(Tint.INK.color());
    axis.setTickLabelFont(SMALL);
    axis.setTickLabelPaint(Tint.MUTED.color());
    axis.setAxisLinePaint(Tint.MUTED.color());
    axis.setTickMarkPaint(Tint.MUTED.color());
    axis.setAxisLineStroke(thin());
    axis.setTickMarkStroke(thin());
  }

  static Drawing draw(XYPlot plot, String name, String title, int width, int height) {
    JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
    chart.setBackgroundPaint(Tint.PAPER.color());
    chart.setPadding(new RectangleInsets(8, 8, 8, 12));
    TextTitle heading = new TextTitle(title, TITLE);
    heading.setPaint(Tint.INK.color());
    heading.setHorizontalAlignment(HorizontalAlignment.LEFT);
    heading.setTextAlignment(HorizontalAlignment.LEFT);
    heading.setPadding(0, 4, 8, 0);
    chart.setTitle(heading);
    if (plot.getLegendItems().getItemCount() > 0) {
      LegendTitle legend = new LegendTitle(plot);
      legend.setItemFont(SMALL);
      legend.setItemPaint(Tint.INK.color());
      legend.setBackgroundPaint(Tint.PAPER.color());
      legend.setFrame(BlockBorder.NONE);
      legend.setPosition(RectangleEdge.BOTTOM);
      legend.setMargin(6, 0, 0, 0);
      chart.addSubtitle(legend);
    }
    return new Drawing(
        name, title, width, height, SvgCanvas.draw(chart, width, height, name, title));
  }

  static BasicStroke thin() {
    return new BasicStroke(1);
  }

  static BasicStroke line() {
    return new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  }

  static BasicStroke dashes(int style) {
    float[] dashes = DASHES[style % DASHES.length];
    return new BasicStroke(DASHED, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
  }

  /** A line across the plot at a value, with its name at the beginning. */
  static Marker marker(double at, String label, boolean vertical) {
    ValueMarker marker = new ValueMarker(at, Tint.MUTED.color(), dashes(0));
    marker.setAlpha(1);
    marker.setLabel(label);
    marker.setLabelFont(SMALL);
    marker.setLabelPaint(Tint.MUTED.color());
    marker.setLabelBackgroundColor(Tint.PAPER.color());
    marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
    marker.setLabelTextAnchor(vertical ? TextAnchor.TOP_RIGHT : TextAnchor.BOTTOM_LEFT);
    marker.setLabelOffset(new RectangleInsets(3, 3, 3, 3));
    return marker;
  }

  /** Four shapes in turn, so that colour is not all that tells series apart. */
  static Shape shape(int index) {
    double r = 3.5;
    return switch (index % 4) {
      case 0 -> new Ellipse2D.Double(-r, -r, 2 * r, 2 * r);
      case 1 -> new Rectangle2D.Double(-r, -r, 2 * r, 2 * r);
      case 2 -> polygon(0, -r - 1, r + 1, r, -r - 1, r);
      default -> polygon(0, -r - 1, r + 1, 0, 0, r + 1, -r - 1, 0);
    };
  }

  static Shape dot() {
    return new Ellipse2D.Double(-1.5, -1.5, 3, 3);
  }

  private static Shape polygon(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }
}
