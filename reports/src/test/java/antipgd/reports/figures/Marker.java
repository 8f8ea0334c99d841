// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A comment {@code <!-- figures: ... -->} that says where the figures before it stand. There are
 * four kinds.
 *
 * <p>Behind prose, for all of it up to the marker or heading before: words that all places begin
 * with, if there are any, and then figures and their {@link Place} line by line.
 *
 * <pre>
 * benchmarks/jdk17.json GeneratedNoise n=65536
 * 8.3 = scalarJdk law=GAUSSIAN over simdStored rounds=13
 * 1.47, 1.41 = simdRegenerated law=RADEMACHER rounds={20,13} over gd
 * </pre>
 *
 * <p>Behind a table: the place of a cell, made of the words of its row and column. The columns are
 * the last ones, so that labels stand before them. A cell may show fewer figures than there are
 * places.
 *
 * <pre>
 * benchmarks/COLUMN GeneratedNoise.ROW {ns,over gd}
 * rows: gd | ejml law=GAUSSIAN
 * columns: jdk17.json n=65536 | jdk25.json n=65536
 * </pre>
 *
 * <p>Behind a table that says again what stands elsewhere, in a page that is tested as well or in
 * the table that is printed of a class of a run: {@code rows of docs/benchmarks.md}, {@code rows of
 * benchmarks/jdk25.json GeneratedNoise}. Rows and columns may be left out.
 *
 * <p>Behind a table that a test makes anew and holds to the page: {@code drawn by CLASS}.
 */
interface Marker {

  String START = "<!-- figures: ";
  String END = "-->";

  /** Whether it is about the table before it alone, and not about the prose before that. */
  default boolean isOfTable() {
    return true;
  }

  /** What in a text is a figure. */
  List<MatchResult> figures(String text);

  /** What is wrong with the figures of a text. */
  List<String> faults(String text);

  /**
   * Reads a comment.
   *
   * @param comment what stands in it; empty if the text before has no figure
   * @param noMeasurements what is no figure
   */
  static Marker of(String comment, List<Pattern> noMeasurements) {
    List<String> lines = comment.lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
    String first = lines.isEmpty() ? "" : lines.get(0);
    if (first.startsWith(RowsOf.START)) {
      return RowsOf.of(first.substring(RowsOf.START.length()));
    }
    if (first.startsWith(DrawnBy.START)) {
      return new DrawnBy(first.substring(DrawnBy.START.length()));
    }
    Matcher table = OfTable.FORM.matcher(String.join(" ", lines));
    return table.matches()
        ? new OfTable(table.group(1), OfTable.list(table.group(2)), OfTable.list(table.group(3)))
        : new OfProse(OfProse.items(lines), noMeasurements);
  }

  private static List<String> faults(List<String> shown, String place) {
    List<Double> values = Place.values(place);
    if (shown.size() > values.size()) {
      return List.of(shown + ": there are only " + values + " at " + place);
    }
    return IntStream.range(0, shown.size())
        .filter(i -> !Shown.is(shown.get(i), values.get(i)))
        .mapToObj(i -> shown.get(i) + " is " + values.get(i) + " at " + place)
        .toList();
  }

  /** Figures in sentences, and in tables that are no grid of places. */
  record OfProse(List<Item> items, List<Pattern> noMeasurements) implements Marker {

    /** What a reader types, and where links lead. */
    private static final Pattern CODE_OR_TARGET =
        Pattern.compile("(?<!`)`[^`]+`(?!`)|\\]\\([^)]*\\)");

    private static final int AROUND = 40;

    /** Figures, and a place that stands for as many. */
    private record Item(List<String> figures, String place) {}

    private static List<Item> items(List<String> lines) {
      boolean hasCommon = !lines.isEmpty() && !lines.get(0).contains(" = ");
      String common = hasCommon ? lines.get(0) + " " : "";
      return lines.stream()
          .skip(hasCommon ? 1 : 0)
          .map(line -> line.split(" = ", 2))
          .map(item -> new Item(List.of(item[0].split(", ")), common.replace("/ ", "/") + item[1]))
          .toList();
    }

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
      figures(text).stream()
          .filter(figure -> !backed.contains(figure.group()))
          .forEach(figure -> faults.add("No place for " + around(measured, figure)));
      return faults;
    }

    /** What is no figure is blanked, so that the others stand where they did. */
    private String measured(String text) {
      String left = text;
      for (Pattern phrase : noMeasurements) {
        left = blanked(left, phrase);
      }
      return blanked(left, CODE_OR_TARGET);
    }

    private static String blanked(String text, Pattern pattern) {
      return pattern.matcher(text).replaceAll(found -> found.group().replaceAll("\\S", " "));
    }

    private static String around(String text, MatchResult figure) {
      int end = Math.min(text.length(), figure.end() + AROUND);
      String sentence = text.substring(Math.max(0, figure.start() - AROUND), end);
      return figure.group() + " in: " + sentence.replaceAll("\\s+", " ");
    }
  }

  /** A table, each of whose cells has the place that the words of its row and column make. */
  record OfTable(String template, List<String> rows, List<String> columns) implements Marker {

    private static final Pattern FORM = Pattern.compile("(.*) rows: (.*) columns: ?(.*)");

    private static List<String> list(String words) {
      return Stream.of(words.split("\\|")).map(String::strip).toList();
    }

    @Override
    public List<MatchResult> figures(String text) {
      return MarkdownTable.all(text).get(0).numbers(columns.size());
    }

    @Override
    public List<String> faults(String text) {
      List<List<MarkdownTable.Cell>> body = MarkdownTable.all(text).get(0).body(columns.size());
      if (body.size() != rows.size()) {
        return List.of("There are " + body.size() + " rows, and places for " + rows);
      }
      List<String> faults = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        for (int j = 0; j < columns.size(); j++) {
          List<MatchResult> shown = body.get(i).get(j).numbers();
          if (!shown.isEmpty()) {
            String place = template.replace("COLUMN", columns.get(j)).replace("ROW", rows.get(i));
            faults.addAll(Marker.faults(shown.stream().map(MatchResult::group).toList(), place));
          }
        }
      }
      return faults;
    }
  }

  /** A table whose rows stand in another, which may have more rows and columns. */
  record RowsOf(List<MarkdownTable> tables) implements Marker {

    private static final String START = "rows of ";

    private static RowsOf of(String source) {
      String[] words = source.split(" ");
      String text = words.length == 1 ? Pages.read(source) : Place.table(words[0], words[1]);
      return new RowsOf(MarkdownTable.all(text));
    }

    @Override
    public List<MatchResult> figures(String text) {
      MarkdownTable table = MarkdownTable.all(text).get(0);
      return table.numbers(table.head().size());
    }

    @Override
    public List<String> faults(String text) {
      MarkdownTable table = MarkdownTable.all(text).get(0);
      List<List<String>> rows =
          tables.stream()
              .filter(each -> each.head().containsAll(table.head()))
              .flatMap(each -> each.texts(table.head()).stream())
              .toList();
      return table.texts().stream()
          .filter(row -> !rows.contains(row))
          .map(row -> "No such row: " + row)
          .toList();
    }
  }

  /** A table that a test makes, and holds to the page. */
  record DrawnBy(String test) implements Marker {

    private static final String START = "drawn by ";

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
}
