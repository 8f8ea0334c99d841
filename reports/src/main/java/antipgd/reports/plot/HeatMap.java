package antipgd.reports.plot;

import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/** Cells in rows and columns, coloured by the class that each is in. */
public final class HeatMap {

  private static final int LEAST_WIDTH = 480;
  private static final int LEAST_CELL_WIDTH = 26;

  /** Width of a character, roughly. */
  private static final int CHARACTER_WIDTH = 7;

  private static final int CELL_HEIGHT = 17;
  private static final int REST = 130;
  private static final Shape SWATCH = new Rectangle2D.Double(-5, -5, 10, 10);

  private final String name;
  private final String title;
  private final String columnTitle;
  private final String rowTitle;
  private final List<String> columns;
  private final List<String> rows;
  private final List<Level> levels;
  private final List<double[]> cells = new ArrayList<>();
  private final Set<List<Integer>> outlined = new LinkedHashSet<>();

  /**
   * A class of cells.
   *
   * @param label what it means
   * @param tint its colour
   */
  public record Level(String label, Tint tint) {}

  /**
   * An empty map.
   *
   * @param name unique on its page
   * @param title what it shows
   * @param columnTitle what the columns are
   * @param columns their labels, from left to right
   * @param rowTitle what the rows are; null if that is plain
   * @param rows their labels, from top to bottom
   * @param levels the classes of cells
   */
  public HeatMap(
      String name,
      String title,
      String columnTitle,
      List<String> columns,
      String rowTitle,
      List<String> rows,
      List<Level> levels) {
    this.name = name;
    this.title = title;
    this.columnTitle = columnTitle;
    this.columns = columns;
    this.rowTitle = rowTitle;
    this.rows = rows;
    this.levels = levels;
  }

  /**
   * Fills a cell.
   *
   * @param row from 0
   * @param column from 0
   * @param level index of its class
   */
  public void set(int row, int column, int level) {
    cells.add(new double[] {column, row, level});
  }

  /**
   * Takes a cell into the region with a line around it.
   *
   * @param row from 0
   * @param column from 0
   */
  public void outline(int row, int column) {
    outlined.add(List.of(row, column));
  }

  /**
   * Draws it.
   *
   * @return the plot
   */
  public Drawing draw() {
    SymbolAxis x = new SymbolAxis(columnTitle, columns.toArray(String[]::new));
    SymbolAxis y = new SymbolAxis(rowTitle, rows.toArray(String[]::new));
    y.setInverted(true);
    for (SymbolAxis axis : List.of(x, y)) {
      axis.setGridBandsVisible(false);
      axis.setTickMarksVisible(false);
    }
    x.setRange(-0.5, columns.size() - 0.5);
    y.setRange(-0.5, rows.size() - 0.5);
    XYPlot plot = Theme.plot(x, y);
    plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    DefaultXYZDataset data = new DefaultXYZDataset();
    data.addSeries(
        name,
        IntStream.range(0, 3)
            .mapToObj(i -> cells.stream().mapToDouble(cell -> cell[i]).toArray())
            .toArray(double[][]::new));
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setBlockWidth(0.92);
    renderer.setBlockHeight(0.88);
    renderer.setPaintScale(new LevelPaint());
    plot.setDataset(0, data);
    plot.setRenderer(0, renderer);
    outlined.forEach(place -> addEdges(plot, place.get(0), place.get(1)));
    plot.setFixedLegendItems(legend());
    int cell = Math.max(LEAST_CELL_WIDTH, CHARACTER_WIDTH * (longest(columns) + 1));
    int width = Math.max(LEAST_WIDTH, CHARACTER_WIDTH * longest(rows) + cell * columns.size() + 60);
    return Theme.draw(plot, name, title, width, REST + CELL_HEIGHT * rows.size());
  }

  private void addEdges(XYPlot plot, int row, int column) {
    for (int side : new int[] {-1, 1}) {
      double y = row + side / 2.;
      double x = column + side / 2.;
      if (!outlined.contains(List.of(row + side, column))) {
        plot.addAnnotation(edge(column - 0.5, y, column + 0.5, y));
      }
      if (!outlined.contains(List.of(row, column + side))) {
        plot.addAnnotation(edge(x, row - 0.5, x, row + 0.5));
      }
    }
  }

  private static XYLineAnnotation edge(double x1, double y1, double x2, double y2) {
    return new XYLineAnnotation(x1, y1, x2, y2, Theme.line(), Tint.INK.color());
  }

  private static int longest(List<String> labels) {
    return labels.stream().mapToInt(String::length).max().orElse(0);
  }

  private LegendItemCollection legend() {
    LegendItemCollection items = new LegendItemCollection();
    for (Level level : levels) {
      LegendItem item =
          new LegendItem(
              level.label(),
              null,
              null,
              null,
              SWATCH,
              level.tint().color(),
              Theme.thin(),
              Tint.GRID.color());
      item.setLabelFont(Theme.SMALL);
      items.add(item);
    }
    return items;
  }

  private final class LevelPaint implements PaintScale {

    @Override
    public double getLowerBound() {
      return 0;
    }

    @Override
    public double getUpperBound() {
      return levels.size();
    }

    @Override
    public Paint getPaint(double level) {
      return levels.get((int) level).tint().color();
    }
  }
}
