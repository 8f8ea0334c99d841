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
 * @param anchor where a link to it leads; unique on its page
 * @param title its heading
 * @param text what to know before looking; may be empty
 * @param figures its plots
 * @param tables its tables
 * @param environment what its results were made on
 */
public record Section(
    String anchor,
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

  /** Enough to tell most names apart, and short enough for every file system. */
  private static final int LONGEST_SLUG = 100;

  /** Copies the lists. */
  public Section {
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
  }

  /**
   * A section whose link is made of its title.
   *
   * @param title its heading
   * @param text what to know before looking; may be empty
   * @param figures its plots
   * @param tables its tables
   * @param environment what its results were made on
   */
  public Section(
      String title,
      String text,
      List<Figure> figures,
      List<Table> tables,
      EnvironmentTable environment) {
    this(slug(title), title, text, figures, tables, environment);
  }

  /**
   * The same by names that no other section and no other plot of a page has.
   *
   * @param anchors those of its page
   * @param plots names of the plots of its page
   * @return the same section
   */
  Section on(UniqueNames anchors, UniqueNames plots) {
    return new Section(
        anchors.of(anchor),
        title,
        text,
        figures.stream()
            .map(f -> new Figure(f.drawing().named(plots.of(f.drawing().name())), f.caption()))
            .toList(),
        tables,
        environment);
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
   * Makes a name for files and links. Different words may have one name: a page makes its names
   * unique.
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
    String slug = String.join("-", slugs);
    return slug.substring(0, Math.min(LONGEST_SLUG, slug.length()));
  }
}
