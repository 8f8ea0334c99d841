// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.page;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What results were made on, to stand beside every table.
 *
 * @param items names and values, in the order to show them
 */
public record EnvironmentTable(List<Item> items) {

  /** What a line about it names, if it is known. */
  private static final List<String> MAIN = List.of("cpu", "jdk", "simd", "date", "commit");

  /**
   * One thing about it.
   *
   * @param name what
   * @param value and its value
   */
  public record Item(String name, String value) {}

  /**
   * Takes over a map.
   *
   * @param values by name, in the order to show them
   * @return the same
   */
  public static EnvironmentTable of(Map<String, String> values) {
    return new EnvironmentTable(
        values.entrySet().stream().map(e -> new Item(e.getKey(), e.getValue())).toList());
  }

  /**
   * Tells whether anything is known.
   *
   * @return false if there is nothing to show
   */
  public boolean known() {
    return !items.isEmpty();
  }

  /**
   * The most important of it in a line.
   *
   * @return values without names
   */
  public String summary() {
    String summary =
        MAIN.stream().map(this::value).filter(Objects::nonNull).collect(Collectors.joining("; "));
    return summary.isEmpty() ? "not recorded" : summary;
  }

  /**
   * The same between tags.
   *
   * @return HTML
   */
  public String summaryHtml() {
    return Page.html(summary());
  }

  private String value(String name) {
    Stream<Item> named = items.stream().filter(item -> item.name().equals(name));
    return named.map(Item::value).findFirst().orElse(null);
  }
}
