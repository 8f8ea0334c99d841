// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.MalformedResultException;
import antipgd.reports.page.EnvironmentTable;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.NumberText;
import antipgd.reports.plot.PlotColour;
import antipgd.reports.plot.RangePlot;
import antipgd.reports.plot.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run beside another. A change is called one only where it is at least 10 % and the intervals of
 * the two times are disjoint.
 */
public final class Comparison {

  private static final double LEAST_CHANGE = 0.1;

  private final Run before;
  private final Run after;

  /**
   * A run.
   *
   * @param name what it is called
   * @param results what was measured
   */
  public record Run(String name, List<JmhResult> results) {}

  /** What became of a benchmark. */
  enum Verdict {
    FASTER("faster", PlotColour.GOOD),
    SLOWER("SLOWER", PlotColour.BAD),
    SAME("no change shown", PlotColour.MUTED),
    UNKNOWN("one fork: not known", PlotColour.MUTED);

    final String text;
    final PlotColour colour;

    Verdict(String text, PlotColour colour) {
      this.text = text;
      this.colour = colour;
    }
  }

  /** A benchmark in both runs. */
  record Pair(JmhResult before, JmhResult after) {

    /** Time after divided by time before. */
    Estimate ratio() {
      return Bootstrap.ratio(after.forks(), before.forks());
    }

    Verdict verdict() {
      Estimate a = before.time();
      Estimate b = after.time();
      if (!a.isKnown() || !b.isKnown()) {
        return Verdict.UNKNOWN;
      }
      double change = b.estimate() / a.estimate() - 1;
      if (Math.abs(change) < LEAST_CHANGE || !a.isDisjoint(b)) {
        return Verdict.SAME;
      }
      return change < 0 ? Verdict.FASTER : Verdict.SLOWER;
    }

    String label() {
      return after.kernel()
          + (after.elements().isPresent() ? ", n = " + NumberText.binary(after.perCall()) : "");
    }
  }

  private Comparison(Run before, Run after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Compares every run with the first.
   *
   * @param runs two or more
   * @return a section for each class of each run but the first
   * @throws MalformedResultException if a run has no benchmark in common with the first
   */
  public static List<Section> of(List<Run> runs) throws MalformedResultException {
    List<Section> sections = new ArrayList<>();
    for (Run run : runs.subList(1, runs.size())) {
      sections.addAll(new Comparison(runs.get(0), run).sections());
    }
    return sections;
  }

  private List<Section> sections() throws MalformedResultException {
    Map<String, JmhResult> first = new LinkedHashMap<>();
    before.results().forEach(result -> first.putIfAbsent(result.identity(), result));
    List<Pair> pairs =
        after.results().stream()
            .filter(result -> first.containsKey(result.identity()))
            .map(result -> new Pair(first.get(result.identity()), result))
            .toList();
    if (pairs.isEmpty()) {
      throw new MalformedResultException(
          after.name() + ": has no benchmark with the parameters of one in " + before.name());
    }
    List<Section> sections = new ArrayList<>();
    sections.add(summary(pairs));
    pairs.stream()
        .collect(
            Collectors.groupingBy(
                pair -> pair.after().shortClass(), LinkedHashMap::new, Collectors.toList()))
        .forEach((name, ofClass) -> sections.add(section(name, ofClass)));
    return sections;
  }

  private String title() {
    return after.name() + " against " + before.name();
  }

  private Section summary(List<Pair> pairs) {
    Table table =
        new Table.Builder<Verdict>()
            .text("verdict", verdict -> verdict.text)
            .number(
                "benchmarks",
                verdict ->
                    String.valueOf(
                        pairs.stream().filter(pair -> pair.verdict() == verdict).count()))
            .of("", List.of(Verdict.values()));
    long alone = before.results().size() + after.results().size() - 2L * pairs.size();
    return new Section(
        title(),
        "A change is called one only where it is at least 10 % and the 95 % intervals of the two"
            + " times are disjoint."
            + (alone == 0 ? "" : " Results that only one of the runs has: " + alone + "."),
        List.of(),
        List.of(table),
        environment(pairs));
  }

  private Section section(String name, List<Pair> pairs) {
    RangePlot plot =
        new RangePlot(
            Section.slug(after.name(), name),
            name + ": " + title(),
            "time / time of " + before.name(),
            Scale.LOG2,
            false);
    plot.mark(1 - LEAST_CHANGE, "").mark(1 + LEAST_CHANGE, "");
    for (Pair pair : pairs) {
      Estimate ratio = pair.ratio();
      plot.add(
          new RangePlot.Row(
              pair.label(),
              ratio.estimate(),
              ratio.lower(),
              ratio.upper(),
              List.of(),
              pair.verdict().colour));
    }
    BenchmarkClass first = classOf(pairs.stream().map(Pair::before).toList());
    BenchmarkClass second = classOf(pairs.stream().map(Pair::after).toList());
    Table table =
        new Table.Builder<Pair>()
            .text("kernel", Pair::label)
            .number(
                before.name() + ", " + first.timeUnit(),
                pair -> first.time(pair.before()).map(RatioTable::ratio).orElse(Table.NOTHING))
            .number(
                after.name() + ", " + second.timeUnit(),
                pair -> second.time(pair.after()).map(RatioTable::ratio).orElse(Table.NOTHING))
            .number("ratio", pair -> RatioTable.ratio(pair.ratio()))
            .text("verdict", pair -> pair.verdict().text)
            .of("", pairs);
    return new Section(
        name + ": " + title(),
        "",
        List.of(
            new Figure(
                plot.draw(),
                "Ratio of times with its 95 % interval: left of 1 is faster. Dashed: 10 % less and"
                    + " more.")),
        List.of(table),
        environment(pairs));
  }

  private static BenchmarkClass classOf(List<JmhResult> results) {
    return new BenchmarkClass(results, Limits.of(List.of()), results.get(0).environment());
  }

  /** Of both runs; what is the same in both is said once. */
  private EnvironmentTable environment(List<Pair> pairs) {
    Map<String, String> first = pairs.get(0).before().environment();
    Map<String, String> second = pairs.get(0).after().environment();
    Map<String, String> both = new LinkedHashMap<>();
    for (String name : union(first, second)) {
      String a = first.getOrDefault(name, "not recorded");
      String b = second.getOrDefault(name, "not recorded");
      both.put(name, a.equals(b) ? a : before.name() + ": " + a + " / " + after.name() + ": " + b);
    }
    return EnvironmentTable.of(both);
  }

  private static List<String> union(Map<String, String> first, Map<String, String> second) {
    List<String> names = new ArrayList<>(first.keySet());
    second.keySet().stream().filter(name -> !first.containsKey(name)).forEach(names::add);
    return names;
  }
}
