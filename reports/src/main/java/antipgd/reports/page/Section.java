// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.page;

import antipgd.reports.plot.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A part of a page.
 *
 * @param title its heading
 * @param text what to know before looking; may be empty
 * @param figures its plots
 * @param tables its tables
 * @param environment what its results were made on
 */
public record Section(
    String title,
    String text,
    List<Figure> figures,
    List<Table> tables,
    EnvironmentTable environment) {

  /**
   * A plot with what to know about it.
   *
   * @param drawing the plot
   * @param caption how to read it
   */
  public record Figure(Drawing drawing, String caption) {

    private static final int COLUMN = 480;

    /**
     * Tells whether it takes the page's whole width.
     *
     * @return true if it is wider than others
     */
    public boolean isWide() {
      return drawing.width() > COLUMN;
    }
  }

  /** Copies the lists. */
  public Section {
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
  }

  /**
   * The same with a name, so that it can share a page with its like.
   *
   * @param name what tells it from others
   * @return the same section
   */
  public Section named(String name) {
    return new Section(
        title + " (" + name + ")",
        text,
        figures.stream()
            .map(f -> new Figure(f.drawing().prefixed(slug(name)), f.caption()))
            .toList(),
        tables,
        environment);
  }

  /**
   * The text by its blank lines.
   *
   * @return its paragraphs
   */
  public List<String> paragraphs() {
    return text.isEmpty() ? List.of() : List.of(text.split("\n\n"));
  }

  /**
   * Where a link to it leads.
   *
   * @return its title in a URL's letters
   */
  public String anchor() {
    return slug(title);
  }

  /**
   * Makes a name for files and links.
   *
   * @param words any
   * @return lower-case letters, digits and hyphens
   */
  public static String slug(String... words) {
    List<String> slugs = new ArrayList<>();
    for (String word : words) {
      String slug =
          word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
      if (!slug.isEmpty()) {
        slugs.add(slug);
      }
    }
    return String.join("-", slugs);
  }
}
