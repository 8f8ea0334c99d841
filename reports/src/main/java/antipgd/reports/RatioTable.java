package antipgd.reports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who is faster, and by how much: a table for each benchmark class of each environment. */
public final class RatioTable {

  private static final String NOTHING = "-";

  private static final String ABOUT_ALLOCATION =
      """
      B/op holds some KB an iteration that JMH itself allocates: they show where calls are long.
      """;

  private final Legend legend;
  private final StringBuilder text = new StringBuilder();

  private RatioTable(Legend legend) {
    this.legend = legend;
  }

  /**
   * Writes the tables, each environment above its own.
   *
   * <p>Times are means of fork means, {@code forks} are the least and the largest of them. {@code
   * GB/s} counts the bytes that the algorithm has to move, all threads together. {@code x baseline}
   * is the baseline's time divided by the kernel's at the same parameters: above 1 the kernel is
   * faster. {@code B/op} is what a call allocates, if the profiler {@code gc} ran.
   *
   * @param results what was measured
   * @param legend what to compare with and how many bytes an element takes
   * @return Markdown, readable as plain text
   */
  public static String of(List<JmhResult> results, Legend legend) {
    RatioTable table = new RatioTable(legend);
    groups(results, JmhResult::environment).forEach(table::appendEnvironment);
    if (hasAllocation(results)) {
      table.text.append(ABOUT_ALLOCATION);
    }
    return table.text.toString();
  }

  private void appendEnvironment(Map<String, String> environment, List<JmhResult> results) {
    environment.forEach((name, value) -> text.append("- " + name + ": " + value + "\n"));
    text.append('\n');
    groups(results, JmhResult::benchmarkClass).forEach(this::appendClass);
  }

  private void appendClass(String benchmarkClass, List<JmhResult> results) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("n", ":", result -> ifSized(result, String::valueOf)));
    columns.add(new Column("kernel", "-", RatioTable::label));
    columns.add(
        new Column(
            "ns/element", ":", result -> ifSized(result, n -> nanoseconds(result.time(), n))));
    columns.add(new Column("GB/s", ":", this::bandwidth));
    for (String baseline : legend.baselines().getOrDefault(benchmarkClass, List.of())) {
      columns.add(
          new Column(
              "x " + baseline, ":", result -> ratio(result, find(baseline, result, results))));
    }
    columns.add(new Column("forks, ns/element", ":", RatioTable::spread));
    if (hasAllocation(results)) {
      columns.add(new Column("B/op", ":", RatioTable::allocation));
    }

    text.append("### " + benchmarkClass.substring(benchmarkClass.lastIndexOf('.') + 1) + "\n\n");
    List<JmhResult> sorted = new ArrayList<>(results);
    sorted.sort(Comparator.comparingInt(result -> result.elements().orElse(0)));
    appendTable(columns, sorted);
  }

  /**
   * A column.
   *
   * @param header its first cell
   * @param edge ":" if Markdown shall align it to the right, else "-"
   * @param cell what it says about a result
   */
  private record Column(String header, String edge, Function<JmhResult, String> cell) {}

  private void appendTable(List<Column> columns, List<JmhResult> results) {
    List<List<String>> cells = new ArrayList<>();
    for (Column column : columns) {
      List<String> down = new ArrayList<>(List.of(column.header()));
      results.forEach(result -> down.add(column.cell().apply(result)));
      int width = down.stream().mapToInt(String::length).max().orElseThrow();
      String format = column.edge().equals(":") ? "%" + width + "s" : "%-" + width + "s";
      down.replaceAll(cell -> "| " + String.format(Locale.ROOT, format, cell) + " ");
      down.add(1, "|" + "-".repeat(width + 1) + column.edge());
      cells.add(down);
    }
    for (int row = 0; row < results.size() + 2; row++) {
      for (List<String> down : cells) {
        text.append(down.get(row));
      }
      text.append("|\n");
    }
    text.append('\n');
  }

  private static String label(JmhResult result) {
    StringBuilder label = new StringBuilder(result.method());
    result
        .params()
        .forEach((name, value) -> label.append(name.equals("n") ? "" : " " + name + "=" + value));
    return label.append(result.mode().equals("avgt") ? "" : " " + result.mode()).toString();
  }

  private String bandwidth(JmhResult result) {
    Integer bytes = legend.bytesPerElement().get(result.benchmarkClass() + "." + result.method());
    if (bytes == null) {
      return NOTHING;
    }
    return ifSized(result, n -> number(1, (double) bytes * n * result.threads() / result.time()));
  }

  /** The baseline may lack parameters that the kernel has, but not the reverse. */
  private static Optional<JmhResult> find(
      String baseline, JmhResult kernel, List<JmhResult> results) {
    return results.stream()
        .filter(result -> result.method().equals(baseline))
        .filter(result -> result.mode().equals(kernel.mode()))
        .filter(result -> result.threads() == kernel.threads())
        .filter(result -> kernel.params().entrySet().containsAll(result.params().entrySet()))
        .findFirst();
  }

  private static String ratio(JmhResult kernel, Optional<JmhResult> baseline) {
    return baseline
        .map(result -> result.time() / kernel.time())
        .map(ratio -> number(ratio < 1 ? 3 : 2, ratio))
        .orElse(NOTHING);
  }

  private static String spread(JmhResult result) {
    if (result.forkMeans().size() == 1) {
      return NOTHING;
    }
    double least = Collections.min(result.forkMeans());
    double largest = Collections.max(result.forkMeans());
    return ifSized(result, n -> nanoseconds(least, n) + ".." + nanoseconds(largest, n));
  }

  private static String allocation(JmhResult result) {
    return result.allocation().isPresent() ? number(1, result.allocation().getAsDouble()) : NOTHING;
  }

  private static boolean hasAllocation(List<JmhResult> results) {
    return results.stream().anyMatch(result -> result.allocation().isPresent());
  }

  private static String ifSized(JmhResult result, Function<Integer, String> cell) {
    return result.elements().isPresent() ? cell.apply(result.elements().getAsInt()) : NOTHING;
  }

  private static String nanoseconds(double time, int elements) {
    return number(4, time / elements);
  }

  private static String number(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static <K> Map<K, List<JmhResult>> groups(
      List<JmhResult> results, Function<JmhResult, K> key) {
    return results.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }
}
