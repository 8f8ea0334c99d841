// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names of classes for display: as short as they can be while they tell all of them apart. */
final class ClassNames {

  /** A word that all of them share. */
  private static final String SHARED = "Benchmark$";

  private ClassNames() {}

  /**
   * Finds the names of classes that stand on one page.
   *
   * @param classes their full names
   * @return by the full name the simple one, with as many packages as are needed to be the only one
   */
  static Map<String, String> of(Collection<String> classes) {
    List<String> distinct = classes.stream().distinct().toList();
    int most = distinct.stream().mapToInt(name -> parts(name).length).max().orElse(0);
    Map<String, String> names = new LinkedHashMap<>();
    distinct.forEach(name -> names.put(name, name));
    Stream<UnaryOperator<String>> longestFirst =
        IntStream.range(0, most).mapToObj(i -> name -> shown(name, most - i));
    longestFirst.forEach(
        shorten -> {
          Map<String, Long> counts =
              distinct.stream()
                  .map(shorten)
                  .collect(Collectors.groupingBy(n -> n, Collectors.counting()));
          names.replaceAll(
              (full, name) -> counts.get(shorten.apply(full)) == 1 ? shorten.apply(full) : name);
        });
    return names;
  }

  private static String[] parts(String name) {
    return name.split("\\.", -1);
  }

  /** The last parts of a name, without the shared word. */
  private static String shown(String name, int most) {
    String[] parts = parts(name);
    int first = Math.max(0, parts.length - most);
    String end = Stream.of(parts).skip(first).collect(Collectors.joining("."));
    String shorter = end.replaceFirst(SHARED, "");
    return shorter.isEmpty() || shorter.endsWith(".") ? end : shorter;
  }
}
