// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A comment that says where the figures of the text before it stand; CONTRIBUTING.md shows all
 * forms.
 */
interface Marker {

  String START = "<!-- figures: ";
  String END = "-->";

  /** What a reader types, and where links lead. */
  Pattern CODE_OR_TARGET = Pattern.compile("(?<!`)`[^`]+`(?!`)|\\]\\([^)]*\\)");

  /** Whether it is about the table before it alone, and not about the prose before that. */
  boolean isOfTable();

  /** What in a text this says to be a figure. */
  List<MatchResult> figures(String text);

  /** What is wrong with the figures of a text. */
  List<String> faults(String text);

  /** Reads a comment; an empty one says that the text has no figure. */
  static Marker of(String comment, List<Pattern> noMeasurements) {
    List<String> lines = comment.lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
    String head = lines.isEmpty() ? "" : lines.get(0);
    if (head.startsWith("rows of ")) {
      return new RowsOf(Pages.table(Pages.read(head.substring("rows of ".length()))));
    }
    if (head.startsWith("columns of ")) {
      String[] words = head.split(" ");
      return new ColumnsOf(Pages.table(Place.table(words[2], words[3])));
    }
    if (head.startsWith("drawn by ")) {
      return new DrawnBy(head.substring("drawn by ".length()));
    }
    if (lines.stream().anyMatch(line -> line.startsWith("rows: "))) {
      return new OfTable(head, list(lines, "rows: "), list(lines, "columns: "));
    }
    boolean isItem = head.contains(" = ");
    return new OfProse(
        lines.stream()
            .skip(isItem ? 0 : 1)
            .map(line -> line.split(" = ", 2))
            .map(pair -> new Item(pair[0], (isItem ? "" : head + " ").replace("/ ", "/") + pair[1]))
            .toList(),
        noMeasurements);
  }

  private static List<String> list(List<String> lines, String start) {
    String all = String.join(" ", lines);
    String from = all.substring(all.indexOf(start) + start.length());
    int other = from.indexOf(start.startsWith("rows") ? "columns: " : "rows: ");
    return Stream.of((other < 0 ? from : from.substring(0, other)).split("\\|"))
        .map(String::strip)
        .toList();
  }

  private static List<String> faults(List<String> shown, String place) {
    List<Double> values = Place.values(place);
    if (shown.size() > values.size()) {
      return List.of(shown + ": only " + values.size() + " values are at " + place);
    }
    return IntStream.range(0, shown.size())
        .filter(i -> !Shown.is(shown.get(i), values.get(i)))
        .mapToObj(i -> shown.get(i) + " is " + values.get(i) + " at " + place)
        .toList();
  }

  /** Figures and their place, which stands for as many. */
  record Item(String shown, String place) {

    List<String> figures() {
      return List.of(shown.split(", *"));
    }
  }

  /** Figures in sentences, each with its place: {@code 2.3, 2.6 = jdk{25,17}.json ...}. */
  record OfProse(List<Item> items, List<Pattern> noMeasurements) implements Marker {

    @Override
    public boolean isOfTable() {
      return false;
    }

    @Override
    public List<MatchResult> figures(String text) {
      return Shown.figures(measured(text));
    }

    @Override
    public List<String> faults(String text) {
      String measured = measured(text);
      List<String> all = Shown.numbers(measured).stream().map(MatchResult::group).toList();
      List<String> backed = items.stream().flatMap(item -> item.figures().stream()).toList();
      List<String> faults = new ArrayList<>();
      items.forEach(item -> faults.addAll(Marker.faults(item.figures(), item.place())));
      backed.stream()
          .filter(figure -> !all.contains(figure))
          .forEach(figure -> faults.add(figure + " has a place and is not in the text"));
      Shown.figures(measured).stream()
          .filter(figure -> !backed.contains(figure.group()))
          .forEach(
              figure ->
                  faults.add(
                      figure.group() + " has no place, in: " + around(measured, figure.start())));
      return faults;
    }

    /** Without code, targets of links and what is no measurement, each blanked in its place. */
    private String measured(String text) {
      String left = text;
      for (Pattern phrase : noMeasurements) {
        left = blanked(left, phrase);
      }
      return blanked(left, CODE_OR_TARGET);
    }

    /** With blanks in the place of what is found, so that nothing else moves. */
    private static String blanked(String text, Pattern pattern) {
      return pattern.matcher(text).replaceAll(found -> found.group().replaceAll("\\S", " "));
    }

    private static String around(String text, int at) {
      return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40))
          .replaceAll("\\s+", " ");
    }
  }

  /** A table, each of whose cells has the place that the words of its row and column make. */
  record OfTable(String template, List<String> rows, List<String> columns) implements Marker {

    @Override
    public boolean isOfTable() {
      return true;
    }

    @Override
    public List<MatchResult> figures(String text) {
      return Pages.table(text).stream()
          .skip(1)
          .flatMap(row -> row.subList(row.size() - columns.size(), row.size()).stream())
          .flatMap(cell -> cell.numbers().stream())
          .toList();
    }

    @Override
    public List<String> faults(String text) {
      List<List<Pages.Cell>> table = Pages.table(text);
      if (table.size() != rows.size() + 1) {
        return List.of("The table has " + (table.size() - 1) + " rows, and places of " + rows);
      }
      List<String> faults = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        List<Pages.Cell> cells = table.get(i + 1);
        for (int j = 0; j < columns.size(); j++) {
          List<MatchResult> shown = cells.get(cells.size() - columns.size() + j).numbers();
          if (!shown.isEmpty()) {
            String place = template.replace("COLUMN", columns.get(j)).replace("ROW", rows.get(i));
            faults.addAll(Marker.faults(shown.stream().map(MatchResult::group).toList(), place));
          }
        }
      }
      return faults;
    }
  }

  /** A table that a test draws anew and holds to the page, so that there is no file. */
  record DrawnBy(String test) implements Marker {

    @Override
    public boolean isOfTable() {
      return true;
    }

    @Override
    public List<MatchResult> figures(String text) {
      return List.of();
    }

    @Override
    public List<String> faults(String text) {
      try {
        Class.forName(test);
        return List.of();
      } catch (ClassNotFoundException e) {
        return List.of("There is no test " + test);
      }
    }
  }

  /** A table all of whose rows stand in another page. */
  record RowsOf(List<List<Pages.Cell>> whole) implements Marker {

    @Override
    public boolean isOfTable() {
      return true;
    }

    @Override
    public List<MatchResult> figures(String text) {
      return Pages.table(text).stream()
          .skip(1)
          .flatMap(row -> row.stream().flatMap(cell -> cell.numbers().stream()))
          .toList();
    }

    @Override
    public List<String> faults(String text) {
      return Pages.table(text).stream()
          .map(Pages::texts)
          .filter(row -> whole.stream().map(Pages::texts).noneMatch(row::equals))
          .map(row -> "No such row: " + row)
          .toList();
    }
  }

  /** Some rows and columns of the table that is printed of a run. */
  record ColumnsOf(List<List<Pages.Cell>> whole) implements Marker {

    @Override
    public boolean isOfTable() {
      return true;
    }

    @Override
    public List<MatchResult> figures(String text) {
      return new RowsOf(whole).figures(text);
    }

    @Override
    public List<String> faults(String text) {
      List<String> all = Pages.texts(whole.get(0));
      List<Integer> columns =
          Pages.texts(Pages.table(text).get(0)).stream().map(all::indexOf).toList();
      return columns.contains(-1)
          ? List.of("Columns must be of " + all)
          : new RowsOf(
                  whole.stream()
                      .map(row -> columns.stream().map(row::get).collect(Collectors.toList()))
                      .toList())
              .faults(text);
    }
  }
}
