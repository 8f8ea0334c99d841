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

  /**
   * The same under a longer name, so that it can share a page with its like.
   *
   * @param prefix what the name shall begin with
   * @return the same plot
   */
  public Drawing prefixed(String prefix) {
    String longer = prefix + "-" + name;
    return new Drawing(
        longer,
        title,
        width,
        height,
        svg.replace(" id=\"" + name + "-", " id=\"" + longer + "-")
            .replace("url(#" + name + "-", "url(#" + longer + "-"));
  }
}
