// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.MalformedResultException;
import antipgd.reports.jmh.CommonResults.Other;
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
  private record Row(
      Family table, Pair pair, Optional<Ratio> ratio, Verdict verdict, String text) {}

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
          after.name()
              + ": has no benchmark as often as "
              + before.name()
              + " has it with the same parameters, mode and threads");
    }
    Map<String, List<Row>> classes = new LinkedHashMap<>();
    Environments.groups(common.pairs(), pair -> pair.after().benchmarkClass())
        .forEach((name, pairs) -> classes.put(name, rows(pairs)));
    List<Section> sections = new ArrayList<>();
    sections.add(summary(classes.values().stream().flatMap(List::stream).toList()));
    Map<String, String> names = ClassNames.of(List.copyOf(classes.keySet()));
    classes.forEach((name, rows) -> sections.add(section(names.get(name), rows)));
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
      return new Row(family, pair, Optional.empty(), Verdict.NOT_STEADY, Verdict.NOT_STEADY.text);
    }
    Ratio ratio = pair.after().ratioTo(pair.before(), family);
    Verdict verdict = pair.fewestForks() == 1 ? Verdict.ONE_FORK : Verdict.of(ratio);
    String text = verdict == Verdict.UNTOLD ? untold(family, pair) : verdict.text;
    return new Row(family, pair, Optional.of(ratio), verdict, text);
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
    Table others =
        new Table.Builder<Other>()
            .text("run", other -> other.run().name())
            .text("class", other -> other.result().benchmarkClass())
            .text("kernel", other -> other.result().label(List.of()))
            .text("why", Other::why)
            .of("Not compared", common.others());
    return new Section(
        title(),
        ABOUT + common.text(),
        List.of(),
        common.others().isEmpty() ? List.of(table) : List.of(table, others),
        environment(common.pairs()));
  }

  private Section section(String name, List<Row> rows) {
    List<Pair> pairs = rows.stream().map(Row::pair).toList();
    BenchmarkClass of =
        new BenchmarkClass(
            name,
            pairs.stream().map(Pair::after).toList(),
            Limits.of(List.of()),
            pairs.get(0).after().environment());
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
                          label(of, row.pair()),
                          ratio.estimate(),
                          ratio.lower(),
                          ratio.upper(),
                          List.of(),
                          row.verdict().colour)));
    }
    Table.Builder<Row> table =
        new Table.Builder<Row>()
            .text("kernel", row -> label(of, row.pair()))
            .number(before.name() + ", " + of.timeUnit(), row -> time(of, row, row.pair().before()))
            .number(after.name() + ", " + of.timeUnit(), row -> time(of, row, row.pair().after()))
            .number(
                "ratio",
                row ->
                    row.ratio()
                        .map(ratio -> RatioTable.ratio(ratio.estimate()))
                        .orElse(Table.NOTHING))
            .text("verdict", Row::text);
    if (pairs.stream().anyMatch(pair -> pair.fewestForks() != pair.mostForks())) {
      table.text(
          "forks",
          row -> row.pair().before().forks().size() + " and " + row.pair().after().forks().size());
    }
    boolean known =
        rows.stream().flatMap(row -> row.ratio().stream()).anyMatch(r -> r.estimate().isKnown());
    return new Section(
        name + ": " + title(),
        "",
        plot.isEmpty()
            ? List.of()
            : List.of(
                new Figure(
                    plot.draw(),
                    (known
                            ? "Ratio of times with its own 95 % interval"
                            : "Ratio of times; no interval is known")
                        + ": left of 1 is faster. Coloured: a change at the table's error rate."
                        + " Dashed: 10 % less and more.")),
        List.of(table.of("", rows)),
        environment(pairs));
  }

  private static String label(BenchmarkClass of, Pair pair) {
    String length =
        of.isSized()
            ? ", " + of.length() + " = " + NumberText.binary(pair.after().elements().getAsInt())
            : "";
    return of.kernel(pair.after()) + length;
  }

  /** Both times in one unit. */
  private static String time(BenchmarkClass of, Row row, JmhResult result) {
    return RatioTable.ratio(result.time(row.table()).times(1 / of.perCall(row.pair().after())));
  }

  /** Of both runs; what is the same in both is said once. */
  private EnvironmentTable environment(List<Pair> pairs) {
    Map<String, String> first =
        Environments.joined(pairs.stream().map(pair -> pair.before().environment()).toList());
    Map<String, String> second =
        Environments.joined(pairs.stream().map(pair -> pair.after().environment()).toList());
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
