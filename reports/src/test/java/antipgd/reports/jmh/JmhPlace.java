// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which figure of a file of JMH is meant: {@code GeneratedNoise.simdStored law=GAUSSIAN n=65536
 * GB/s}. Of a parameter that a benchmark does not have nothing is asked.
 *
 * @param benchmarkClass simple name without {@code Benchmark}; empty for any
 * @param method name; empty for any
 * @param quantity what is read
 * @param params values by name
 */
public record JmhPlace(
    String benchmarkClass, String method, String quantity, Map<String, String> params) {

  /** Nothing said: the time of an element. */
  public static final JmhPlace ANY = new JmhPlace("", "", "ns", Map.of());

  /** The same with what words say instead; of two words for one thing the later holds. */
  public JmhPlace with(List<String> words) {
    JmhPlace place = this;
    for (String word : words) {
      place = place.with(word);
    }
    return place;
  }

  private JmhPlace with(String word) {
    if (word.contains("=")) {
      Map<String, String> others = new HashMap<>(params);
      others.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
      return new JmhPlace(benchmarkClass, method, quantity, others);
    }
    if (List.of("ns", "GB/s", "Gop/s", "operations").contains(word) || ColdStart.knows(word)) {
      return new JmhPlace(benchmarkClass, method, word, params);
    }
    if (Character.isLowerCase(word.charAt(0))) {
      return new JmhPlace(benchmarkClass, word, quantity, params);
    }
    String[] names = word.split("\\.", 2);
    return new JmhPlace(names[0], names.length > 1 ? names[1] : method, quantity, params);
  }

  /** Reads the figure, of which there must be one. */
  public double in(JmhRun run) {
    if (ColdStart.knows(quantity)) {
      ColdStart found =
          only(
              run.coldStarts(),
              each -> matches(each.kernel(), Map.of("n", String.valueOf(each.n()))));
      return found.of(quantity).estimate();
    }
    JmhResult found =
        only(
            run.results(),
            each ->
                (benchmarkClass.isEmpty()
                        || each.benchmarkClass().endsWith("." + benchmarkClass + "Benchmark"))
                    && matches(each.method(), each.params()));
    return switch (quantity) {
      case "GB/s" -> found.bandwidth().orElseThrow().estimate();
      case "Gop/s" -> found.arithmetic().orElseThrow().estimate();
      case "operations" -> found.legend().operationsPerElement();
      default -> found.time().estimate() / found.elements().orElseThrow();
    };
  }

  private boolean matches(String name, Map<String, String> values) {
    return (method.isEmpty() || method.equals(name))
        && params.entrySet().stream()
            .allMatch(
                each ->
                    values.getOrDefault(each.getKey(), each.getValue()).equals(each.getValue()));
  }

  private <T> T only(List<T> all, Predicate<T> meant) {
    List<T> found = all.stream().filter(meant).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(this + ": " + found.size() + " benchmarks are that");
    }
    return found.get(0);
  }

  /** The table that is printed of a class, in Markdown. */
  public static String table(JmhRun run, String benchmarkClass) {
    return BenchmarkClass.of(run.results()).stream()
        .filter(each -> each.name().equals(benchmarkClass))
        .map(each -> RatioTable.of(each).text())
        .findFirst()
        .orElseThrow();
  }
}
