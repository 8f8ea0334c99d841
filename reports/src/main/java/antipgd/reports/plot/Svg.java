// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import java.io.StringWriter;
import java.util.Locale;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the shapes and texts of a plot as SVG. */
final class Svg {

  /** Between the edge of a picture and everything in it. */
  static final int EDGE = 12;

  static final String SOLID = "none";
  static final String DASHED = "5 4";
  static final double THIN = 1.2;

  private static final int MOST_HEADING_LINES = 3;
  private static final double CAP = 3.5;

  /** From the middle of a line of text down to where letters stand, in sizes of the letters. */
  private static final double BASELINE = 0.35;

  private final XMLStreamWriter xml;

  private Svg(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Draws a plot: its title, and shapes below {@link #top}. */
  static Drawing drawing(
      String name, String title, double width, double height, Consumer<Svg> shapes) {
    int w = (int) Math.ceil(width);
    int h = (int) Math.ceil(height);
    return new Drawing(
        name,
        title,
        w,
        written(title, w, h, "", shapes),
        written(title, w, h, PlotColour.css(), shapes));
  }

  private static TextLayout heading(String title, double width) {
    return TextLayout.of(title, TextLayout.HEADING, width - 2 * EDGE, MOST_HEADING_LINES);
  }

  /** Where the picture is free below its title. */
  static double top(String title, double width) {
    return 1.5 * EDGE + heading(title, width).height();
  }

  private static String written(
      String title, int width, int height, String style, Consumer<Svg> shapes) {
    StringWriter text = new StringWriter();
    try {
      Svg svg = new Svg(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text));
      svg.xml.writeStartElement("svg");
      svg.xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
      svg.attributes("role", "img", "width", width, "height", height);
      svg.attributes("viewBox", "0 0 " + width + " " + height, "font-family", "sans-serif");
      TextLayout heading = heading(title, width);
      svg.content("title", heading.whole());
      if (!style.isEmpty()) {
        svg.content("style", style);
      }
      svg.box(0, 0, width, height, PlotColour.PAPER);
      svg.text(heading, EDGE, EDGE + heading.height() / 2, "start", PlotColour.INK);
      shapes.accept(svg);
      svg.xml.writeEndElement();
      svg.xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A string cannot fail to be written to", e);
    }
    return text.toString();
  }

  /** An element without content; its attributes are names and values in turn. */
  void shape(String element, Object... attributes) {
    try {
      xml.writeEmptyElement(element);
      attributes(attributes);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A string cannot fail to be written to", e);
    }
  }

  private void attributes(Object... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      xml.writeAttribute(
          (String) attributes[i], value instanceof Number n ? number(n) : value.toString());
    }
  }

  private void content(String element, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  void box(double x, double y, double width, double height, PlotColour colour) {
    shape("rect", "x", x, "y", y, "width", width, "height", height, "fill", colour);
  }

  void dot(double x, double y, double radius, PlotColour colour) {
    shape("circle", "cx", x, "cy", y, "r", radius, "fill", colour);
  }

  void line(SvgPath path, PlotColour colour, double width, String dashes) {
    String style = "fill:none;stroke:" + colour + ";stroke-width:" + width;
    shape("path", "d", path, "style", style + ";stroke-dasharray:" + dashes);
  }

  void line(double x1, double y1, double x2, double y2, PlotColour colour, String dashes) {
    line(new SvgPath().to(x1, y1).to(x2, y2), colour, dashes.equals(SOLID) ? 1 : THIN, dashes);
  }

  /** How far a value may be off, upright or level; nothing if that is not known. */
  void interval(double x1, double y1, double x2, double y2, PlotColour colour) {
    if (x1 != x2 || y1 != y2) {
      double capX = x1 == x2 ? CAP : 0;
      double capY = CAP - capX;
      SvgPath path = new SvgPath().to(x1, y1).to(x2, y2);
      path.move(x1 - capX, y1 - capY).to(x1 + capX, y1 + capY);
      line(path.move(x2 - capX, y2 - capY).to(x2 + capX, y2 + capY), colour, THIN, SOLID);
    }
  }

  /** A text that starts, ends or has its middle at x; one that was cut shows when pointed at. */
  void text(TextLayout text, double x, double middle, String anchor, PlotColour colour) {
    try {
      xml.writeStartElement("g");
      if (text.isCut()) {
        content("title", text.whole());
      }
      xml.writeStartElement("text");
      attributes("font-size", text.size(), "text-anchor", anchor, "fill", colour);
      attributes("font-weight", text.isBold() ? "bold" : "normal");
      double y = middle + (text.lineHeight() - text.height()) / 2 + BASELINE * text.size();
      for (int i = 0; i < text.lines().size(); i++) {
        String line = text.lines().get(i);
        // A blank between lines, for those who search or listen, on the side where it moves none.
        boolean before = i > 0 && anchor.equals("end");
        boolean after = i < text.lines().size() - 1 && !anchor.equals("end");
        xml.writeStartElement("tspan");
        attributes("x", x, "y", y);
        xml.writeCharacters((before ? " " : "") + line + (after ? " " : ""));
        xml.writeEndElement();
        y += text.lineHeight();
      }
      xml.writeEndElement();
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A string cannot fail to be written to", e);
    }
  }

  private static String number(Number value) {
    String text = String.format(Locale.ROOT, "%.1f", value.doubleValue());
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Lines from point to point. */
  static final class SvgPath {

    private final StringBuilder points = new StringBuilder();

    SvgPath move(double x, double y) {
      points.append('M').append(number(x)).append(' ').append(number(y));
      return this;
    }

    SvgPath to(double x, double y) {
      if (points.isEmpty()) {
        return move(x, y);
      }
      points.append('L').append(number(x)).append(' ').append(number(y));
      return this;
    }

    @Override
    public String toString() {
      return points.toString();
    }
  }
}
