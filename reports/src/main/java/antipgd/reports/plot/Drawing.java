// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

/**
 * A finished plot.
 *
 * @param name unique on its page
 * @param title what it shows
 * @param width in CSS pixels
 * @param svg an {@code svg} element for a page that says {@link PlotColour#css}; it has no ids
 * @param file the same as a file of its own: with its own colours, light or dark as the reader's
 *     are
 */
public record Drawing(String name, String title, int width, String svg, String file) {

  /**
   * The same under a longer name, so that it can share a page with its like.
   *
   * @param prefix what the name shall begin with
   * @return the same plot
   */
  public Drawing prefixed(String prefix) {
    return named(prefix + "-" + name);
  }

  /**
   * The same under another name.
   *
   * @param newName unique on its page
   * @return the same plot
   */
  public Drawing named(String newName) {
    return new Drawing(newName, title, width, svg, file);
  }
}
