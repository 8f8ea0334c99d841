// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table in a text.
 *
 * @param rows its cells; the first row is the head
 */
record MarkdownTable(List<List<Cell>> rows) {

  private static final Pattern LINES = Pattern.compile("(?:^\\|.*\n?)+", Pattern.MULTILINE);
  private static final Pattern LINE = Pattern.compile("^\\|(?![-:| ]+$).*$", Pattern.MULTILINE);
  private static final Pattern CELL = Pattern.compile("(?<=\\|)(?:[^|\\\\]|\\\\.)*(?=\\|)");

  /**
   * A cell.
   *
   * @param text what it says
   * @param numbers where they stand in the whole text
   */
  record Cell(String text, List<MatchResult> numbers) {}

  /** All tables of a text. */
  static List<MarkdownTable> all(String text) {
    return LINES.matcher(text).results().map(lines -> of(text, lines)).toList();
  }

  private static MarkdownTable of(String text, MatchResult lines) {
    Matcher line = LINE.matcher(text).region(lines.start(), lines.end());
    return new MarkdownTable(line.results().map(row -> cells(text, row)).toList());
  }

  private static List<Cell> cells(String text, MatchResult line) {
    Matcher cell = CELL.matcher(text).region(line.start(), line.end()).useTransparentBounds(true);
    List<Cell> row = new ArrayList<>();
    while (cell.find()) {
      row.add(new Cell(cell.group().strip(), Shown.numbers(text, cell.start(), cell.end())));
    }
    return row;
  }

  List<String> head() {
    return texts().get(0);
  }

  List<List<String>> texts() {
    return rows.stream().map(row -> row.stream().map(Cell::text).toList()).toList();
  }

  /** What its rows say in the columns that have these heads. */
  List<List<String>> texts(List<String> heads) {
    List<Integer> columns = heads.stream().map(head()::indexOf).toList();
    return texts().stream().map(row -> columns.stream().map(row::get).toList()).toList();
  }

  /** The rows without the head, and without what stands before the last so many columns. */
  List<List<Cell>> body(int columns) {
    return rows.stream().skip(1).map(row -> row.subList(row.size() - columns, row.size())).toList();
  }

  /** Where the numbers of the body stand. */
  List<MatchResult> numbers(int columns) {
    return body(columns).stream()
        .flatMap(List::stream)
        .flatMap(cell -> cell.numbers().stream())
        .toList();
  }
}
