// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.MalformedResultException;
import antipgd.reports.jmh.Family.Ratio;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A run beside another. The benchmarks of a class that both have are one table with one error rate
 * ({@link Family}), and each verdict is read off the interval that holds at this rate: faster or
 * slower if it excludes 1 and the change is at least 10 %, no change if it lies within 10 % of 1,
 * and nothing otherwise.
 */
public final class Comparison {

  private static final double LEAST_CHANGE = 0.1;

  private static final String ABOUT =
      "Each class is a table. Where nothing changed, not more than 1 table in 100 calls anything"
          + " faster or slower, as far as forks vary by chance. Faster or SLOWER: the interval at"
          + " this rate excludes 1, and the change is 10 % or more. No change: that interval lies"
          + " within 10 % of 1. Otherwise these forks cannot tell, and the verdict says how many on"
          + " each side would see a change of 10 % in nine of ten such runs.";

  private final Run before;
  private final Run after;
  private final CommonResults common;

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
    SAME("no change of 10 % or more", PlotColour.MUTED),
    UNTOLD("cannot tell", PlotColour.MUTED),
    ONE_FORK("one fork: cannot tell", PlotColour.MUTED),
    NOT_STEADY("not steady", PlotColour.MUTED);

    final String text;
    final PlotColour colour;

    Verdict(String text, PlotColour colour) {
      this.text = text;
      this.colour = colour;
    }

    static Verdict of(Ratio ratio) {
      Estimate sure = ratio.simultaneous();
      double change = ratio.estimate().estimate() - 1;
      if (Math.abs(change) >= LEAST_CHANGE && (ratio.isLess() || ratio.isMore())) {
        return change < 0 ? FASTER : SLOWER;
      }
      boolean within = sure.lower() > 1 - LEAST_CHANGE && sure.upper() < 1 + LEAST_CHANGE;
      return within ? SAME : UNTOLD;
    }
  }

  /** A benchmark in both runs. */
  record Pair(JmhResult before, JmhResult after) {

    String label() {
      return after.kernel()
          + (after.elements().isPresent() ? ", n = " + NumberText.binary(after.perCall()) : "");
    }

    boolean isSteady() {
      return before.mayBeCompared() && after.mayBeCompared();
    }

    int fewestForks() {
      return Math.min(before.forks().size(), after.forks().size());
    }

    int mostForks() {
      return Math.max(before.forks().size(), after.forks().size());
    }
  }

  /** A pair with what is said of it. */
  private record Row(Pair pair, Optional<Ratio> ratio, Verdict verdict, String text) {}

  private Comparison(Run before, Run after) {
    this.before = before;
    this.after = after;
    common = CommonResults.of(before, after);
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
    if (common.pairs().isEmpty()) {
      throw new MalformedResultException(
          after.name() + ": has no benchmark with the parameters of one in " + before.name());
    }
    Map<String, List<Row>> classes = new LinkedHashMap<>();
    Environments.groups(common.pairs(), pair -> pair.after().shortClass())
        .forEach((name, pairs) -> classes.put(name, rows(pairs)));
    List<Section> sections = new ArrayList<>();
    sections.add(summary(classes.values().stream().flatMap(List::stream).toList()));
    classes.forEach((name, rows) -> sections.add(section(name, rows)));
    return sections;
  }

  private static List<Row> rows(List<Pair> pairs) {
    List<Pair> steady = pairs.stream().filter(Pair::isSteady).toList();
    Family family =
        new Family(
            steady.stream()
                .flatMap(pair -> Stream.of(pair.before(), pair.after()))
                .map(JmhResult::forkTimes)
                .toList(),
            steady.size());
    return pairs.stream().map(pair -> row(family, pair)).toList();
  }

  private static Row row(Family family, Pair pair) {
    if (!pair.isSteady()) {
      return new Row(pair, Optional.empty(), Verdict.NOT_STEADY, Verdict.NOT_STEADY.text);
    }
    Ratio ratio = family.ratio(pair.after().forkTimes(), pair.before().forkTimes());
    Verdict verdict = pair.fewestForks() == 1 ? Verdict.ONE_FORK : Verdict.of(ratio);
    String text = verdict == Verdict.UNTOLD ? untold(family, pair) : verdict.text;
    return new Row(pair, Optional.of(ratio), verdict, text);
  }

  private static String untold(Family family, Pair pair) {
    OptionalInt forks =
        family.forksToSee(1 + LEAST_CHANGE, pair.after().forkTimes(), pair.before().forkTimes());
    if (forks.isEmpty()) {
      return Verdict.UNTOLD.text + "; the forks do not differ at all";
    }
    int more = Math.max(pair.mostForks() + 1, forks.getAsInt());
    return Verdict.UNTOLD.text
        + "; "
        + (more > Family.MOST_FORKS ? "more than " + Family.MOST_FORKS : more)
        + " forks would see 10 %";
  }

  private String title() {
    return after.name() + " against " + before.name();
  }

  private Section summary(List<Row> rows) {
    Table table =
        new Table.Builder<Verdict>()
            .text("verdict", verdict -> verdict.text)
            .number(
                "benchmarks",
                verdict ->
                    String.valueOf(rows.stream().filter(row -> row.verdict() == verdict).count()))
            .of("", List.of(Verdict.values()));
    return new Section(
        title(), ABOUT + common.text(), List.of(), List.of(table), environment(common.pairs()));
  }

  private Section section(String name, List<Row> rows) {
    RangePlot plot =
        new RangePlot(
            Section.slug(after.name(), name),
            name + ": " + title(),
            "time / time of " + before.name(),
            Scale.LOG2,
            false);
    plot.mark(1 - LEAST_CHANGE, "").mark(1 + LEAST_CHANGE, "");
    for (Row row : rows) {
      row.ratio()
          .map(Ratio::estimate)
          .ifPresent(
              ratio ->
                  plot.add(
                      new RangePlot.Row(
                          row.pair().label(),
                          ratio.estimate(),
                          ratio.lower(),
                          ratio.upper(),
                          List.of(),
                          row.verdict().colour)));
    }
    List<Pair> pairs = rows.stream().map(Row::pair).toList();
    BenchmarkClass first = classOf(pairs.stream().map(Pair::before).toList());
    BenchmarkClass second = classOf(pairs.stream().map(Pair::after).toList());
    Table table =
        new Table.Builder<Row>()
            .text("kernel", row -> row.pair().label())
            .number(
                before.name() + ", " + first.timeUnit(), row -> time(first, row.pair().before()))
            .number(
                after.name() + ", " + second.timeUnit(), row -> time(second, row.pair().after()))
            .number(
                "ratio",
                row ->
                    row.ratio()
                        .map(ratio -> RatioTable.ratio(ratio.estimate()))
                        .orElse(Table.NOTHING))
            .text("verdict", Row::text)
            .of("", rows);
    return new Section(
        name + ": " + title(),
        "",
        plot.isEmpty()
            ? List.of()
            : List.of(
                new Figure(
                    plot.draw(),
                    "Ratio of times with its own 95 % interval: left of 1 is faster. Coloured: a"
                        + " change at the table's error rate. Dashed: 10 % less and more.")),
        List.of(table),
        environment(pairs));
  }

  private static String time(BenchmarkClass of, JmhResult result) {
    return of.time(result).map(RatioTable::ratio).orElse(Table.NOTHING);
  }

  private static BenchmarkClass classOf(List<JmhResult> results) {
    return new BenchmarkClass(results, List.of(), results.get(0).environment());
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
