package antipgd.reports.plot;

/**
 * A finished plot.
 *
 * @param name unique on its page
 * @param title what it shows
 * @param width in CSS pixels
 * @param height in CSS pixels
 * @param svg an {@code svg} element for a page that says {@link Tint#css}
 */
public record Drawing(String name, String title, int width, int height, String svg) {

  /**
   * The same as a file of its own.
   *
   * @return an SVG document with its own colours, light or dark as the reader's are
   */
  public String file() {
    int inside = svg.indexOf('>') + 1;
    return svg.substring(0, inside) + "<style>" + Tint.css() + "</style>" + svg.substring(inside);
  }
}
