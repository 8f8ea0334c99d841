// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.page;

import antipgd.reports.plot.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A table of texts.
 *
 * @param title what it shows; empty if the section says so
 * @param columns its columns
 * @param rows its cells, a list a row
 */
public record Table(String title, List<Column> columns, List<List<String>> rows) {

  private static final int MOST_ROWS = 40;

  /** What stands where there is nothing to say. */
  public static final String NOTHING = "-";

  /**
   * A column.
   *
   * @param header its first cell
   * @param number whether it is aligned to the right
   */
  public record Column(String header, boolean number) {}

  /**
   * A cell with its column.
   *
   * @param text what it says
   * @param number whether it is aligned to the right
   */
  public record Cell(String text, boolean number) {}

  /**
   * Puts a table together column by column.
   *
   * @param <T> what a row is about
   */
  public static final class Builder<T> {

    private final List<Column> columns = new ArrayList<>();
    private final List<Function<T, String>> cells = new ArrayList<>();

    /**
     * Adds a column of words.
     *
     * @param header its first cell
     * @param cell what it says about a row
     * @return this
     */
    public Builder<T> text(String header, Function<T, String> cell) {
      return column(header, false, cell);
    }

    /**
     * Adds a column of numbers.
     *
     * @param header its first cell
     * @param cell what it says about a row
     * @return this
     */
    public Builder<T> number(String header, Function<T, String> cell) {
      return column(header, true, cell);
    }

    private Builder<T> column(String header, boolean number, Function<T, String> cell) {
      columns.add(new Column(header, number));
      cells.add(cell);
      return this;
    }

    /**
     * Fills it.
     *
     * @param title what the table shows
     * @param rows what it is about
     * @return the table
     */
    public Table of(String title, List<T> rows) {
      return new Table(
          title,
          List.copyOf(columns),
          rows.stream().map(row -> cells.stream().map(cell -> cell.apply(row)).toList()).toList());
    }
  }

  /**
   * Tells whether it has a title.
   *
   * @return false if the section says what it shows
   */
  public boolean titled() {
    return !title.isEmpty();
  }

  /**
   * Tells whether a reader should have to ask for it.
   *
   * @return true if it would bury what comes after it
   */
  public boolean folded() {
    return rows.size() > MOST_ROWS;
  }

  /**
   * The number of its rows.
   *
   * @return rows without the header
   */
  public int size() {
    return rows.size();
  }

  /**
   * The cells with their columns.
   *
   * @return a list a row
   */
  public List<List<Cell>> cells() {
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(i -> new Cell(row.get(i), columns.get(i).number()))
                    .toList())
        .toList();
  }

  /**
   * The table for a terminal.
   *
   * @return Markdown with aligned columns
   */
  public String text() {
    List<List<String>> padded = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      int of = i;
      List<String> down = new ArrayList<>(List.of(VisibleText.of(column.header())));
      rows.forEach(row -> down.add(VisibleText.of(row.get(of)).replace("|", "\\|")));
      int width = down.stream().mapToInt(Table::length).max().orElseThrow();
      down.replaceAll(
          cell -> {
            String blanks = " ".repeat(width - length(cell));
            return "| " + (column.number() ? blanks + cell : cell + blanks) + " ";
          });
      down.add(1, "|" + "-".repeat(width + 1) + (column.number() ? ":" : "-"));
      padded.add(down);
    }
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows.size() + 2; row++) {
      for (List<String> down : padded) {
        text.append(down.get(row));
      }
      text.append("|\n");
    }
    return text.toString();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /**
   * Its title between tags.
   *
   * @return HTML
   */
  public String titleHtml() {
    return Page.html(title);
  }
}
