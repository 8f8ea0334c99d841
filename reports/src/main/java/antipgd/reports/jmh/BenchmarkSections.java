// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.jmh.Family.Ratio;
import antipgd.reports.page.EnvironmentTable;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.LinePlot;
import antipgd.reports.plot.LinePlot.Axis;
import antipgd.reports.plot.LinePlot.Kind;
import antipgd.reports.plot.LinePlot.Point;
import antipgd.reports.plot.NumberText;
import antipgd.reports.plot.PlotColour;
import antipgd.reports.plot.RangePlot;
import antipgd.reports.plot.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A section for each benchmark class: times, bandwidth, speed-up. */
public final class BenchmarkSections {

  private static final int MOST_KERNELS = 8;

  /** So many plots of a kind nobody looks at. */
  private static final int MOST_FACETS = 20;

  /** So many rows are no picture any more. */
  private static final int MOST_ROWS = 100;

  private static final String TOO_MANY =
      " More results than a plot could show: the table has them.";

  private static final String ABOUT_CACHES =
      " Caches are marked where one float array fills them; k arrays do so at n / k.";

  private static final String FASTEST = "Fastest at the largest n";

  private static final String FASTEST_OF_EQUAL = "Fastest of equal parameters";

  private final BenchmarkClass of;
  private final Speedups speedups;
  private final List<BenchmarkClass> all;
  private final String prefix;

  private BenchmarkSections(BenchmarkClass of, List<BenchmarkClass> all, String prefix) {
    this.of = of;
    this.speedups = new Speedups(of);
    this.all = all;
    this.prefix = prefix;
  }

  /**
   * Makes the sections, an overview first.
   *
   * @param run what the run is called; empty if it is the only one
   * @param results what was measured
   * @return sections
   */
  public static List<Section> of(String run, List<JmhResult> results) {
    List<BenchmarkClass> classes = BenchmarkClass.of(results);
    List<Map<String, String>> environments =
        classes.stream().map(BenchmarkClass::environment).distinct().toList();
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < environments.size(); i++) {
      Map<String, String> environment = environments.get(i);
      overview(
              run,
              i == 0 ? "" : String.valueOf(i + 1),
              classes.stream().filter(each -> each.environment().equals(environment)).toList())
          .ifPresent(sections::add);
    }
    sections.addAll(RooflineSections.of(run, classes));
    for (BenchmarkClass each : classes) {
      String number =
          environments.size() == 1
              ? ""
              : String.valueOf(1 + environments.indexOf(each.environment()));
      sections.add(
          new BenchmarkSections(each, classes, Section.slug(run, number))
              .section(title(run, each.name(), number)));
    }
    return sections;
  }

  /** What a section is called: its run and its environment are named where there are several. */
  static String title(String run, String what, String environment) {
    return (run.isEmpty() ? "" : run + ": ")
        + what
        + (environment.isEmpty() ? "" : ", environment " + environment);
  }

  /** The fastest of those that do the same work, in each class that has several. */
  private record Best(BenchmarkClass of, Speedups speedups, JmhResult kernel) {

    static Stream<Best> of(BenchmarkClass each) {
      int most =
          each.isSized() ? each.results().get(each.results().size() - 1).elements().getAsInt() : 0;
      List<JmhResult> longest =
          each.results().stream()
              .filter(result -> !each.isSized() || result.elements().getAsInt() == most)
              .toList();
      List<JmhResult> kernels =
          longest.stream().filter(r -> !each.baselines().contains(r.method())).toList();
      Speedups speedups = new Speedups(each);
      List<JmhResult> compared = kernels.isEmpty() ? longest : kernels;
      return Environments.groups(longest, result -> work(each, result)).values().stream()
          .filter(same -> each.isSized() || same.size() > 1)
          .map(same -> same.stream().filter(compared::contains).toList())
          .flatMap(same -> fastest(each, speedups, same).stream());
    }

    /**
     * What is the same for all that do the same. Without a known length nobody knows what a
     * parameter means, so that all of them have to be the same.
     */
    private static List<Object> work(BenchmarkClass of, JmhResult result) {
      Object parameters =
          of.isSized()
              ? facet(of).map(name -> result.params().getOrDefault(name, "")).orElse("")
              : result.params();
      return List.of(result.mode(), result.threads(), parameters);
    }

    private static Optional<Best> fastest(
        BenchmarkClass each, Speedups speedups, List<JmhResult> same) {
      return same.stream()
          .filter(JmhResult::mayBeCompared)
          .min(Comparator.comparingDouble(result -> each.time(result).estimate()))
          .map(fastest -> new Best(each, speedups, fastest));
    }

    String time() {
      return NumberText.significant(of.time(kernel).estimate()) + " " + of.timeUnit();
    }

    String fasterThan() {
      return of.baselines().stream()
          .filter(baseline -> !baseline.equals(kernel.method()))
          .flatMap(
              baseline ->
                  speedups.over(baseline, kernel).stream()
                      .filter(Ratio::isMore)
                      .map(x -> baseline + ": x " + Speedups.text(x)))
          .collect(Collectors.joining("; "));
    }
  }

  private static Optional<Section> overview(
      String run, String number, List<BenchmarkClass> classes) {
    List<Best> best =
        classes.stream().filter(each -> !each.measuresLimits()).flatMap(Best::of).toList();
    if (best.isEmpty()) {
      return Optional.empty();
    }
    boolean sized = best.stream().anyMatch(each -> each.of().isSized());
    boolean compared = best.stream().anyMatch(each -> !each.fasterThan().isEmpty());
    Table.Builder<Best> table = new Table.Builder<Best>().text("benchmark", b -> b.of().name());
    if (sized) {
      table.number(
          "n", b -> b.of().isSized() ? b.kernel().params().get(b.of().length()) : Table.NOTHING);
    }
    table.text("fastest", b -> b.of().kernel(b.kernel())).number("time", Best::time);
    if (best.stream().anyMatch(each -> each.of().binding(each.kernel()).isPresent())) {
      table.number(
          "% limit",
          b -> b.of().binding(b.kernel()).map(Limits.Share::toString).orElse(Table.NOTHING));
    }
    if (compared) {
      table.text("faster than", Best::fasterThan);
    }
    return Optional.of(
        new Section(
            title(run, sized ? FASTEST : FASTEST_OF_EQUAL, number),
            aboutFastest(sized, compared),
            List.of(),
            List.of(table.of("", best)),
            EnvironmentTable.of(classes.get(0).environment())));
  }

  private static String aboutFastest(boolean sized, boolean compared) {
    return "The fastest kernel of each benchmark that is no baseline"
        + (sized ? "." : ", at parameters that several methods have.")
        + (compared
            ? " x is the time of the baseline divided by the kernel's, where the table of that"
                + " benchmark tells them apart."
            : "")
        + (sized ? " " + Limits.ABOUT : "");
  }

  private Section section(String title) {
    List<Figure> figures = new ArrayList<>();
    facets().forEach(facet -> figures.addAll(figures(facet)));
    String text = BenchmarkNotes.of(of, all);
    return new Section(
        title,
        figures.isEmpty() ? (text + TOO_MANY).strip() : text,
        figures,
        List.of(RatioTable.of(of)),
        EnvironmentTable.of(of.environment()));
  }

  /**
   * The parameter that parts a class into plots: one that has several values, and without which
   * kernels would be more than a plot can show. A plot shall have several kernels.
   */
  private static Optional<String> facet(BenchmarkClass of) {
    long kernels = of.results().stream().map(of::kernel).distinct().count();
    if (kernels <= MOST_KERNELS) {
      return Optional.empty();
    }
    return of.results().stream()
        .flatMap(result -> result.params().keySet().stream())
        .distinct()
        .filter(name -> !(of.isSized() && name.equals(of.length())))
        .filter(
            name -> {
              int values = values(of, name).size();
              return values > 1 && values <= MOST_FACETS && 2L * values <= kernels;
            })
        .findFirst();
  }

  private static List<String> values(BenchmarkClass of, String name) {
    return of.results().stream()
        .flatMap(result -> Optional.ofNullable(result.params().get(name)).stream())
        .distinct()
        .toList();
  }

  /**
   * What a plot is about.
   *
   * @param parameter the one whose value all of it have; empty if it is about the whole class
   * @param value that value
   * @param results what it shows
   */
  private record Facet(String parameter, String value, List<JmhResult> results) {

    @Override
    public String toString() {
      return parameter.isEmpty() ? "" : parameter + "=" + value;
    }
  }

  /** Kernels without the parameter are in every plot. */
  private List<Facet> facets() {
    Optional<String> name = facet(of);
    if (name.isEmpty()) {
      return List.of(new Facet("", "", of.results()));
    }
    return values(of, name.get()).stream()
        .map(
            value ->
                new Facet(
                    name.get(),
                    value,
                    of.results().stream()
                        .filter(
                            result -> value.equals(result.params().getOrDefault(name.get(), value)))
                        .toList()))
        .toList();
  }

  private List<Figure> figures(Facet facet) {
    List<Figure> figures = new ArrayList<>();
    if (facet.results().size() > MOST_ROWS) {
      return figures;
    }
    boolean overLength = overLength(facet);
    figures.add(overLength ? timesOverLength(facet) : times(facet));
    if (facet.results().stream().anyMatch(result -> result.bandwidth().isPresent())) {
      figures.add(overLength ? bandwidthOverLength(facet) : bandwidth(facet));
    }
    for (String baseline : of.baselines()) {
      speedup(facet, baseline).ifPresent(figures::add);
    }
    return figures;
  }

  private boolean overLength(Facet facet) {
    return of.isSized() && facet.results().stream().map(JmhResult::elements).distinct().count() > 1;
  }

  private Axis length() {
    return new Axis(of.length() + " (K = 1024)", Scale.BINARY);
  }

  private String name(String what, Facet facet) {
    return Section.slug(prefix, of.name(), facet.toString(), what);
  }

  private String title(String what, Facet facet) {
    return of.name() + (facet.toString().isEmpty() ? "" : ", " + facet) + ": " + what;
  }

  private String label(Facet facet, JmhResult result) {
    return of.kernel(result, facet.parameter());
  }

  private Map<String, List<JmhResult>> byKernel(Facet facet) {
    return Environments.groups(facet.results(), result -> label(facet, result));
  }

  private static String aboutTimes(Facet facet) {
    long several = facet.results().stream().filter(result -> result.forks().size() > 1).count();
    if (several == 0) {
      return "Each point is the time of one fork; how far forks differ is not known.";
    }
    return "Each point is the mean of the forks, with a 95 % interval; small dots are the forks."
        + (several == facet.results().size() ? "" : " What has neither is of one fork.");
  }

  private Figure timesOverLength(Facet facet) {
    LinePlot plot =
        new LinePlot(
            name("time", facet),
            title("time", facet),
            length(),
            new Axis(of.timeUnit(), Scale.LOG2));
    int style = 0;
    for (Map.Entry<String, List<JmhResult>> kernel : byKernel(facet).entrySet()) {
      plot.add(
          Kind.LINE,
          kernel.getKey(),
          style,
          points(kernel.getValue(), result -> Optional.of(of.time(result))));
      plot.add(
          Kind.DOTS,
          null,
          style,
          kernel.getValue().stream()
              .flatMap(result -> dots(result).map(t -> new Point(elements(result), t)))
              .toList());
      style++;
    }
    Caches.of(of.environment().getOrDefault("caches", ""))
        .forEach((level, bytes) -> plot.markX((double) bytes / Float.BYTES, level));
    return new Figure(plot.draw(), aboutTimes(facet) + (plot.showsMarkX() ? ABOUT_CACHES : ""));
  }

  /** Times of forks, if they are several. */
  private Stream<Double> dots(JmhResult result) {
    return result.forks().size() == 1 ? Stream.of() : of.forkTimes(result).stream();
  }

  private static int elements(JmhResult result) {
    return result.elements().getAsInt();
  }

  private static List<Point> points(
      List<JmhResult> results, Function<JmhResult, Optional<Estimate>> value) {
    return results.stream()
        .flatMap(
            result ->
                value.apply(result).stream()
                    .map(v -> new Point(elements(result), v.estimate(), v.lower(), v.upper())))
        .toList();
  }

  private Figure bandwidthOverLength(Facet facet) {
    LinePlot plot =
        new LinePlot(
            name("bandwidth", facet),
            title("bandwidth", facet),
            length(),
            new Axis("GB/s", Scale.LOG2));
    int style = 0;
    for (Map.Entry<String, List<JmhResult>> limit : limits(facet.results()).entrySet()) {
      plot.add(
          Kind.REFERENCE, limit.getKey(), style++, points(limit.getValue(), JmhResult::bandwidth));
    }
    style = 0;
    for (Map.Entry<String, List<JmhResult>> kernel : byKernel(facet).entrySet()) {
      List<JmhResult> ofKernel = kernel.getValue();
      String share = shareOfMemory(ofKernel.get(ofKernel.size() - 1));
      plot.add(Kind.LINE, kernel.getKey() + share, style, points(ofKernel, of::bandwidth));
      style++;
    }
    return new Figure(plot.draw(), aboutLimits(" in brackets, at the largest n."));
  }

  private String shareOfMemory(JmhResult result) {
    return of.share(Limits.Sort.MEMORY, result)
        .map(share -> " (" + share.perCent() + " %)")
        .orElse("");
  }

  private String aboutLimits(String where) {
    return of.limits().patterns().isEmpty()
        ? "Algorithmic traffic. The run measured no limit to compare with."
        : "Algorithmic traffic, beside what the same run could move at all (dashed). The per cent of"
            + " the best of these is"
            + where;
  }

  /** Those that measured a limit, but not where they are the kernels themselves. */
  private Map<String, List<JmhResult>> limits(List<JmhResult> results) {
    List<JmhResult> others =
        of.limits().patterns().stream().filter(limit -> !results.contains(limit)).toList();
    return Environments.groups(others, limit -> limit.label(List.of(limit.legend().length())));
  }

  private Figure times(Facet facet) {
    RangePlot plot =
        new RangePlot(name("time", facet), title("time", facet), of.timeUnit(), Scale.LOG2, false);
    int style = 0;
    for (JmhResult result : facet.results()) {
      plot.add(
          row(
              label(facet, result),
              of.time(result),
              dots(result).toList(),
              PlotColour.series(style++)));
    }
    return new Figure(plot.draw(), aboutTimes(facet));
  }

  private static RangePlot.Row row(
      String label, Estimate value, List<Double> parts, PlotColour colour) {
    return new RangePlot.Row(label, value.estimate(), value.lower(), value.upper(), parts, colour);
  }

  private Figure bandwidth(Facet facet) {
    RangePlot plot =
        new RangePlot(
            name("bandwidth", facet), title("bandwidth", facet), "GB/s", Scale.LOG2, false);
    int style = 0;
    for (JmhResult result : facet.results()) {
      PlotColour colour = PlotColour.series(style++);
      String share = shareOfMemory(result);
      of.bandwidth(result)
          .ifPresent(rate -> plot.add(row(label(facet, result) + share, rate, List.of(), colour)));
    }
    limits(facet.results())
        .forEach(
            (name, ofLimit) ->
                ofLimit.stream()
                    .filter(limit -> limit.elements().equals(facet.results().get(0).elements()))
                    .flatMap(limit -> limit.bandwidth().stream())
                    .forEach(rate -> plot.mark(rate.estimate(), name)));
    return new Figure(plot.draw(), aboutLimits(" in brackets."));
  }

  private Optional<Figure> speedup(Facet facet, String baseline) {
    RangePlot plot =
        new RangePlot(
            name("x-" + baseline, facet),
            title("speed-up over " + baseline, facet),
            "times as fast as " + baseline,
            Scale.LOG2,
            true);
    boolean known = false;
    List<String> kernels = List.copyOf(byKernel(facet).keySet());
    for (JmhResult result : facet.results()) {
      if (!result.method().equals(baseline)) {
        String kernel = label(facet, result);
        String label =
            overLength(facet)
                ? kernel + ", " + of.length() + " = " + NumberText.binary(elements(result))
                : kernel;
        Optional<Ratio> speedup = speedups.over(baseline, result);
        speedup.ifPresent(
            x ->
                plot.add(
                    row(
                        label,
                        x.estimate(),
                        List.of(),
                        x.isMore() || x.isLess()
                            ? PlotColour.series(kernels.indexOf(kernel))
                            : PlotColour.MUTED)));
        known = known || speedup.filter(x -> x.estimate().isKnown()).isPresent();
      }
    }
    return plot.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Figure(
                plot.draw(),
                "The time of "
                    + baseline
                    + " divided by the kernel's"
                    + (known ? ", with a 95 % interval" : "; with one fork no interval is known")
                    + ". Right of 1 the kernel is faster; grey: cannot be told from 1 at the table's error"
                    + " rate."));
  }
}
