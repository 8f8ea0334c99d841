// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A plot as a reader's XML parser sees it. */
public final class DrawnSvg {

  private final Document document;

  /**
   * Parses a plot.
   *
   * @param svg the text of it
   * @throws SAXException if it is not XML
   */
  public DrawnSvg(String svg) throws SAXException {
    try {
      document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)));
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  Element root() {
    return document.getDocumentElement();
  }

  List<Element> elements(String name) {
    NodeList list = document.getElementsByTagName(name);
    return IntStream.range(0, list.getLength()).mapToObj(i -> (Element) list.item(i)).toList();
  }

  /** What is written on it. */
  public List<String> texts() {
    return elements("text").stream().map(Element::getTextContent).toList();
  }

  private Rectangle2D picture() {
    return new Rectangle2D.Double(0, 0, number(root(), "width"), number(root(), "height"));
  }

  private static double number(Element of, String attribute) {
    return Double.parseDouble(of.getAttribute(attribute));
  }

  /** Where a line of text is: as high as capital letters, so that lines of a text do not touch. */
  static Rectangle2D box(Element line) {
    Element text = (Element) line.getParentNode();
    int size = Integer.parseInt(text.getAttribute("font-size"));
    double width = TextLayout.width(line.getTextContent().strip(), size);
    double share =
        switch (text.getAttribute("text-anchor")) {
          case "start" -> 0;
          case "middle" -> 0.5;
          default -> 1;
        };
    double x = number(line, "x") - share * width;
    return new Rectangle2D.Double(x, number(line, "y") - 0.75 * size, width, 0.75 * size);
  }

  /** All that is written is inside. */
  public void assertTextsAreInside() {
    Rectangle2D picture = picture();
    for (Element line : elements("tspan")) {
      assertThat(picture.contains(box(line))).as(line.getTextContent()).isTrue();
    }
  }

  /** Two grid lines, one for each tick, across every axis that has numbers, and some data. */
  public void assertShowsDataAndTicks() {
    List<double[]> grid =
        elements("path").stream()
            .filter(path -> path.getAttribute("style").contains("stroke:" + PlotColour.GRID))
            .map(path -> path.getAttribute("d").split("[ML ]"))
            .map(d -> new double[] {number(d[1]) - number(d[3]), number(d[2]) - number(d[4])})
            .toList();
    assertThat(grid.stream().filter(line -> line[0] == 0)).hasSizeGreaterThan(1);
    assertThat(grid.stream().filter(line -> line[1] == 0).count()).isNotEqualTo(1);
    assertThat(elements("circle").size() + elements("path").size() - grid.size()).isGreaterThan(1);
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }
}
