// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static antipgd.reports.page.Table.NOTHING;

import antipgd.reports.jmh.Family.Ratio;
import antipgd.reports.jmh.Limits.Sort;
import antipgd.reports.page.EnvironmentTable;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.NumberText;
import antipgd.reports.plot.PlotColour;
import antipgd.reports.plot.RangePlot;
import antipgd.reports.plot.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CPUs side by side: the same kernel on one after the other, each compared with what its own run
 * measured.
 */
public final class MachineSections {

  private static final String COLUMNS =
      "Lanes are the bits of the SIMD kernel's vectors, GHz is the clock by a chain of operations of"
          + " a cycle each, and cycles are times in ticks of it. % memory and % arithmetic are what a"
          + " kernel reaches of the most GB/s that its run measured at the same n, and of the most"
          + " operations a second.";

  private static final String RATIOS =
      "x scalar, x blocked and x JDK are how many times faster a kernel is than the same noise"
          + " element by element, by plain loops that the JIT makes vectors of, and by one loop over"
          + " the JDK's generator; / gd is its time over that of the plain gradient step. All are of"
          + " one run. A \"?\" marks a ratio that cannot be told from 1, at an error rate of 1 % for"
          + " all ratios of a run in a class. \"-\" is what was not measured, or not steady.";

  private static final String CAPTION =
      "Time of the SIMD kernel's step over that of the plain gradient step in the same run, with a"
          + " 95 % interval: what the noise costs on top.";

  private static final String GD = "gd";

  private static final String SIMD = "simd";

  /** Our kernels, by how their methods' names begin. */
  private static final Pattern OURS = Pattern.compile("^(simd|blocked)");

  private MachineSections() {}

  /**
   * Says what to know before looking at any of them.
   *
   * @param runs what the catalogue has
   * @return a sentence or more for each thing
   */
  public static List<String> points(List<MachineRun> runs) {
    long commits = runs.stream().map(run -> said(run, "commit")).distinct().count();
    return List.of(
        "Runs of benchmarks.jar without options: "
            + runs.size()
            + ", of "
            + commits
            + (commits == 1 ? " commit" : " commits")
            + ". Kernels change from commit to commit, so runs of other commits are of other"
            + " kernels.",
        COLUMNS,
        RATIOS);
  }

  /**
   * Makes the sections, the machines first.
   *
   * @param runs what the catalogue has, in the order to show it
   * @return sections
   */
  public static List<Section> of(List<MachineRun> runs) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Machines", "", List.of(), List.of(machines(runs)), nothingElse()));
    List<Row> rows =
        runs.stream()
            .flatMap(
                run ->
                    BenchmarkClass.of(run.results()).stream()
                        .filter(each -> !each.measuresLimits() && each.isSized())
                        .flatMap(each -> rows(run, each)))
            .toList();
    Environments.groups(rows, Row::title).forEach((title, of) -> sections.add(section(title, of)));
    return sections;
  }

  private static EnvironmentTable nothingElse() {
    return EnvironmentTable.of(Map.of());
  }

  private static Table machines(List<MachineRun> runs) {
    return new Table.Builder<MachineRun>()
        .text("machine", MachineRun::name)
        .text("CPU", run -> said(run, "cpu") + ", " + said(run, "model"))
        .number("cores", run -> said(run, "cores"))
        .text("caches of a core", run -> said(run, "caches"))
        .number("lanes", run -> MachineRun.lanes(run.environment()))
        .number(
            "GHz",
            run ->
                clock(run).map(clock -> String.format(Locale.ROOT, "%.2f", clock)).orElse(NOTHING))
        .text("JDK", run -> said(run, "jdk"))
        .text("commit", run -> said(run, "commit"))
        .text("date", run -> said(run, "date").replaceFirst("T.*", ""))
        .number(
            "not steady",
            run ->
                run.results().stream().filter(result -> !result.mayBeCompared()).count()
                    + " of "
                    + run.results().size())
        .of("", runs);
  }

  private static String said(MachineRun run, String name) {
    return run.environment().getOrDefault(name, NOTHING);
  }

  /** In GHz, that is cycles a nanosecond. */
  private static Optional<Double> clock(MachineRun run) {
    return run.results().stream()
        .filter(JmhResult::mayBeCompared)
        .flatMap(result -> result.clock().stream())
        .map(Estimate::estimate)
        .findFirst();
  }

  private static Stream<Row> rows(MachineRun run, BenchmarkClass of) {
    long comparisons =
        of.results().stream()
            .flatMap(
                kernel ->
                    Stream.of(Against.values())
                        .flatMap(against -> against.baseline(of, kernel).stream())
                        .filter(baseline -> baseline != kernel))
            .count();
    Family family = of.family((int) comparisons);
    return of.results().stream().map(kernel -> new Row(run, of, family, kernel));
  }

  private static Section section(String title, List<Row> rows) {
    Table.Builder<Row> table =
        new Table.Builder<Row>()
            .text("kernel", row -> row.of.kernel(row.kernel))
            .text("machine", row -> row.run.name())
            .number("ns/element", row -> NumberText.significant(row.time().estimate()))
            .number("95 % interval", Row::interval)
            .number("cycles/element", Row::cycles);
    for (Sort sort : Sort.values()) {
      table.number("% " + sort.label, row -> row.share(sort));
    }
    for (Against against : Against.values()) {
      if (rows.stream().anyMatch(row -> row.ratio(against).isPresent())) {
        table.number(
            against.label, row -> row.ratio(against).map(MachineSections::text).orElse(NOTHING));
      }
    }
    List<Row> sorted =
        rows.stream().sorted(Comparator.comparing(Row::law).thenComparing(Row::label)).toList();
    return new Section(
        title, "", price(title, sorted), List.of(table.of("", sorted)), nothingElse());
  }

  private static List<Figure> price(String title, List<Row> rows) {
    RangePlot plot =
        new RangePlot(
            Section.slug(title, "price"),
            title + ": the step over plain gradient descent",
            "time / time of gd",
            Scale.LOG2,
            true);
    for (Row row : rows) {
      Optional<Ratio> price = row.ratio(Against.GD);
      if (price.isPresent() && row.kernel.method().startsWith(SIMD)) {
        Estimate shown = price.get().estimate();
        plot.add(
            new RangePlot.Row(
                row.label() + ", " + row.run.name(),
                shown.estimate(),
                shown.lower(),
                shown.upper(),
                List.of(),
                PlotColour.series(0)));
      }
    }
    return plot.isEmpty() ? List.of() : List.of(new Figure(plot.draw(), CAPTION));
  }

  private static String text(Ratio ratio) {
    return NumberText.significant(ratio.estimate().estimate()) + (ratio.isTold() ? "" : " ?");
  }

  /** What a kernel is compared with in its own run. */
  private enum Against {
    SCALAR("x scalar"),
    BLOCKED("x blocked"),
    JDK("x JDK"),
    GD("/ gd");

    private final String label;

    Against(String label) {
      this.label = label;
    }

    private Stream<String> methods(String kernel) {
      return switch (this) {
        case SCALAR -> twins(kernel, "scalar");
        case BLOCKED -> twins(kernel, "blocked");
        case JDK -> Stream.of("scalarJdk", "jdk");
        case GD -> Stream.of(MachineSections.GD);
      };
    }

    /** {@code simdStored} has {@code scalarStored}, and {@code simd20} has {@code scalar}. */
    private static Stream<String> twins(String kernel, String other) {
      Matcher ours = OURS.matcher(kernel);
      return ours.find() ? Stream.of(ours.replaceFirst(other), other) : Stream.empty();
    }

    private Optional<JmhResult> baseline(BenchmarkClass of, JmhResult kernel) {
      return methods(kernel.method())
          .flatMap(method -> of.comparable(kernel, method).stream())
          .filter(baseline -> baseline.mayBeCompared() && kernel.mayBeCompared())
          .findFirst();
    }
  }

  /** A kernel in a run. */
  private record Row(MachineRun run, BenchmarkClass of, Family family, JmhResult kernel) {

    private String title() {
      return of.name() + ", " + of.length() + " = " + kernel.elements().getAsInt();
    }

    private String label() {
      return kernel.label(List.of(of.length()));
    }

    private String law() {
      return kernel.params().getOrDefault("law", "");
    }

    private Estimate time() {
      return of.time(kernel);
    }

    private String interval() {
      return kernel.mayBeCompared() ? RatioTable.interval(time()) : NOTHING;
    }

    private String cycles() {
      return clock(run)
          .map(clock -> NumberText.significant(time().estimate() * clock))
          .orElse(NOTHING);
    }

    private String share(Sort sort) {
      return of.share(sort, kernel).map(Limits.Share::perCent).orElse(NOTHING);
    }

    private Optional<Ratio> ratio(Against against) {
      return against
          .baseline(of, kernel)
          .map(
              baseline -> {
                if (baseline == kernel) {
                  return Ratio.ONE;
                }
                return against == Against.GD
                    ? kernel.ratioTo(baseline, family)
                    : baseline.ratioTo(kernel, family);
              });
    }
  }
}
