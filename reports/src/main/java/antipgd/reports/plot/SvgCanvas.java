package antipgd.reports.plot;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What JFreeChart draws on: Batik's SVG, with text measured by {@link Lettering}. */
final class SvgCanvas extends SVGGraphics2D {

  /** Batik writes it with the same id in every drawing, and nothing in it. */
  private static final String NO_DEFS = "<defs id=\"genericDefs\"\\s*/>";

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private SvgCanvas(SVGGeneratorContext context) {
    super(context, false);
  }

  private SvgCanvas(SvgCanvas canvas) {
    super(canvas);
  }

  @Override
  public Graphics create() {
    return new SvgCanvas(this);
  }

  @Override
  public FontMetrics getFontMetrics(Font font) {
    return Lettering.metrics(font);
  }

  /**
   * Draws a chart.
   *
   * @param chart what to draw
   * @param width of the drawing
   * @param height of the drawing
   * @param name unique on its page, for what the drawing refers to by id
   * @param title what it shows, for those who cannot see it
   * @return an {@code svg} element that refers to the colours of {@link Tint} by name
   */
  static String draw(JFreeChart chart, int width, int height, String name, String title) {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setComment(null);
    context.setGraphicContextDefaults(defaults());
    context.setIDGenerator(new Ids(name));
    SvgCanvas canvas = new SvgCanvas(context);
    canvas.setSVGCanvasSize(new Dimension(width, height));
    chart.draw(canvas, new Rectangle2D.Double(0, 0, width, height));
    Element root = canvas.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
    root.setAttributeNS(null, "role", "img");
    root.setAttributeNS(null, "aria-label", title);
    StringWriter svg = new StringWriter();
    try {
      canvas.stream(root, svg, true, false);
    } catch (SVGGraphics2DIOException e) {
      throw new IllegalStateException("A string cannot fail to be written to", e);
    }
    return Tint.named(
        svg.toString().replaceFirst("(?s)^.*?(?=<svg)", "").replaceFirst(NO_DEFS, ""));
  }

  /** Else Batik would ask for a font of the machine before anything is drawn. */
  private static SVGGeneratorContext.GraphicContextDefaults defaults() {
    SVGGeneratorContext.GraphicContextDefaults defaults =
        new SVGGeneratorContext.GraphicContextDefaults();
    defaults.setFont(Theme.PLAIN);
    return defaults;
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The JDK has an XML parser", e);
    }
  }

  /** Several drawings share a page, and with it the ids. */
  private static final class Ids extends SVGIDGenerator {

    private final String name;

    Ids(String name) {
      this.name = name;
    }

    @Override
    public String generateID(String prefix) {
      return name + "-" + super.generateID(prefix);
    }
  }
}
