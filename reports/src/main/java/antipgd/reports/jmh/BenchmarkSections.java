// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A section for each benchmark class: times, bandwidth, speed-up. */
public final class BenchmarkSections {

  private static final int MOST_KERNELS = 8;

  private static final Axis LENGTH = new Axis("n (K = 1024)", Scale.BINARY);

  private static final String ABOUT_TIMES =
      "Each point is the mean of the fork means, with a 95 % interval; small dots are the forks.";

  private static final String ABOUT_CACHES =
      " Caches are marked where one float array fills them; k arrays do so at n / k.";

  private final BenchmarkClass of;
  private final String prefix;

  private BenchmarkSections(BenchmarkClass of, String prefix) {
    this.of = of;
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
    List<Section> sections = new ArrayList<>();
    classes.stream()
        .map(BenchmarkClass::environment)
        .distinct()
        .forEach(
            environment ->
                sections.add(
                    overview(
                        run,
                        sections.size() + 1,
                        classes.stream()
                            .filter(each -> each.environment().equals(environment))
                            .toList())));
    int overviews = sections.size();
    sections.addAll(RooflineSections.of(run, classes));
    for (int i = 0; i < classes.size(); i++) {
      BenchmarkClass each = classes.get(i);
      String number = overviews == 1 ? "" : String.valueOf(environmentOf(each, classes));
      sections.add(
          new BenchmarkSections(each, Section.slug(run, number))
              .section(title(run, each.name(), number)));
    }
    return sections;
  }

  private static int environmentOf(BenchmarkClass of, List<BenchmarkClass> classes) {
    return 1
        + classes.stream()
            .map(BenchmarkClass::environment)
            .distinct()
            .toList()
            .indexOf(of.environment());
  }

  /** What a section is called: its run and its environment are named where there are several. */
  static String title(String run, String what, String environment) {
    return (run.isEmpty() ? "" : run + ": ")
        + what
        + (environment.isEmpty() ? "" : ", environment " + environment);
  }

  /** The fastest kernel of each class, at the largest length. */
  private static Section overview(String run, int number, List<BenchmarkClass> classes) {
    record Best(BenchmarkClass of, JmhResult kernel) {}
    List<Best> best = new ArrayList<>();
    for (BenchmarkClass each : withoutLimits(classes)) {
      int most = each.results().get(each.results().size() - 1).elements().orElse(0);
      List<JmhResult> longest =
          each.results().stream().filter(r -> r.elements().orElse(0) == most).toList();
      List<JmhResult> compared =
          longest.stream().filter(r -> !each.baselines().contains(r.method())).toList();
      (compared.isEmpty() ? longest : compared)
          .stream()
              .collect(
                  Collectors.groupingBy(
                      result -> setting(each, result), LinkedHashMap::new, Collectors.toList()))
              .values()
              .forEach(
                  same ->
                      same.stream()
                          .filter(result -> each.time(result).isPresent())
                          .min(
                              Comparator.comparingDouble(
                                  r -> each.time(r).orElseThrow().estimate()))
                          .ifPresent(fastest -> best.add(new Best(each, fastest))));
    }
    Table table =
        new Table.Builder<Best>()
            .text("benchmark", b -> b.of().name())
            .number("n", b -> b.kernel().params().getOrDefault("n", Table.NOTHING))
            .text("fastest", b -> b.kernel().kernel())
            .number(
                "time",
                b ->
                    b.of()
                        .time(b.kernel())
                        .map(t -> NumberText.significant(t.estimate()) + " " + b.of().timeUnit())
                        .orElse(Table.NOTHING))
            .number(
                "% limit",
                b ->
                    b.of()
                        .limits()
                        .binding(b.kernel())
                        .map(Limits.Share::toString)
                        .orElse(Table.NOTHING))
            .text(
                "faster than",
                b ->
                    b.of().baselines().stream()
                        .filter(baseline -> !baseline.equals(b.kernel().method()))
                        .flatMap(
                            baseline ->
                                b.of().speedup(b.kernel(), baseline).stream()
                                    .map(x -> baseline + ": x " + RatioTable.ratio(x)))
                        .collect(Collectors.joining("; ")))
            .of("", best);
    return new Section(
        title(run, "Fastest at the largest n", number == 1 ? "" : String.valueOf(number)),
        "The fastest kernel of each benchmark that is no baseline. x is the time of the baseline divided by the"
            + " kernel's, with a 95 % interval over forks. "
            + Limits.ABOUT,
        List.of(),
        List.of(table),
        EnvironmentTable.of(classes.get(0).environment()));
  }

  /** Patterns of work are not alternatives of which one is the best. */
  private static List<BenchmarkClass> withoutLimits(List<BenchmarkClass> classes) {
    return classes.stream()
        .filter(each -> !each.results().stream().allMatch(result -> result.legend().limit()))
        .toList();
  }

  /** What makes kernels of one class incomparable: the law of the noise, for example. */
  private static String setting(BenchmarkClass of, JmhResult result) {
    return facet(of).map(name -> result.params().getOrDefault(name, "")).orElse("");
  }

  private Section section(String title) {
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, List<JmhResult>> facet : facets().entrySet()) {
      figures.addAll(figures(facet.getKey(), facet.getValue()));
    }
    String text = of.hasAllocation() ? RatioTable.ABOUT_ALLOCATION : "";
    return new Section(
        title, text, figures, List.of(RatioTable.of(of)), EnvironmentTable.of(of.environment()));
  }

  /**
   * The parameter that parts a class into plots: one that has several values, and without which
   * kernels would be more than a plot can show.
   */
  private static Optional<String> facet(BenchmarkClass of) {
    if (of.results().stream().map(JmhResult::kernel).distinct().count() <= MOST_KERNELS) {
      return Optional.empty();
    }
    return of.results().stream()
        .flatMap(result -> result.params().keySet().stream())
        .distinct()
        .filter(name -> !name.equals("n"))
        .filter(name -> values(of, name).size() > 1)
        .findFirst();
  }

  private static List<String> values(BenchmarkClass of, String name) {
    return of.results().stream()
        .flatMap(result -> Optional.ofNullable(result.params().get(name)).stream())
        .distinct()
        .toList();
  }

  /** Kernels without the parameter are in every plot. */
  private Map<String, List<JmhResult>> facets() {
    Map<String, List<JmhResult>> facets = new LinkedHashMap<>();
    Optional<String> name = facet(of);
    if (name.isEmpty()) {
      facets.put("", of.results());
      return facets;
    }
    for (String value : values(of, name.get())) {
      facets.put(
          name.get() + "=" + value,
          of.results().stream()
              .filter(result -> value.equals(result.params().getOrDefault(name.get(), value)))
              .toList());
    }
    return facets;
  }

  private List<Figure> figures(String facet, List<JmhResult> results) {
    List<Figure> figures = new ArrayList<>();
    boolean overLength = results.stream().map(JmhResult::elements).distinct().count() > 1;
    figures.add(overLength ? timesOverLength(facet, results) : times(facet, results));
    if (results.stream().anyMatch(result -> result.bandwidth().isPresent())) {
      figures.add(overLength ? bandwidthOverLength(facet, results) : bandwidth(facet, results));
    }
    for (String baseline : of.baselines()) {
      speedup(facet, baseline, results).ifPresent(figures::add);
    }
    return figures;
  }

  private String name(String what, String facet) {
    return Section.slug(prefix, of.name(), facet, what);
  }

  private String title(String what, String facet) {
    return of.name() + (facet.isEmpty() ? "" : ", " + facet) + ": " + what;
  }

  private static String label(String facet, JmhResult result) {
    return facet.isEmpty() ? result.kernel() : result.kernel().replace(" " + facet, "");
  }

  private static Map<String, List<JmhResult>> byKernel(String facet, List<JmhResult> results) {
    return results.stream()
        .collect(
            Collectors.groupingBy(
                result -> label(facet, result), LinkedHashMap::new, Collectors.toList()));
  }

  private Figure timesOverLength(String facet, List<JmhResult> results) {
    LinePlot plot =
        new LinePlot(
            name("time", facet), title("time", facet), LENGTH, new Axis(of.timeUnit(), Scale.LOG2));
    int style = 0;
    for (Map.Entry<String, List<JmhResult>> kernel : byKernel(facet, results).entrySet()) {
      plot.add(
          Kind.LINE, kernel.getKey(), style, points(kernel.getValue(), result -> of.time(result)));
      plot.add(
          Kind.DOTS,
          null,
          style,
          kernel.getValue().stream()
              .filter(result -> result.elements().isPresent() && result.forks().size() > 1)
              .flatMap(
                  result ->
                      result.forkTimes().stream()
                          .map(t -> new Point(result.perCall(), t / result.perCall())))
              .toList());
      style++;
    }
    Map<String, Long> caches = Caches.of(of.environment().getOrDefault("caches", ""));
    caches.forEach((level, bytes) -> plot.markX((double) bytes / Float.BYTES, level));
    return new Figure(plot.draw(), ABOUT_TIMES + (caches.isEmpty() ? "" : ABOUT_CACHES));
  }

  private static List<Point> points(
      List<JmhResult> results, Function<JmhResult, Optional<Estimate>> value) {
    return results.stream()
        .filter(result -> result.elements().isPresent())
        .flatMap(
            result ->
                value.apply(result).stream()
                    .map(v -> new Point(result.perCall(), v.estimate(), v.lower(), v.upper())))
        .toList();
  }

  private Figure bandwidthOverLength(String facet, List<JmhResult> results) {
    LinePlot plot =
        new LinePlot(
            name("bandwidth", facet),
            title("bandwidth", facet),
            LENGTH,
            new Axis("GB/s", Scale.LOG2));
    int style = 0;
    for (Map.Entry<String, List<JmhResult>> limit : limits(results).entrySet()) {
      plot.add(
          Kind.REFERENCE, limit.getKey(), style++, points(limit.getValue(), JmhResult::bandwidth));
    }
    style = 0;
    for (Map.Entry<String, List<JmhResult>> kernel : byKernel(facet, results).entrySet()) {
      List<JmhResult> ofKernel = kernel.getValue();
      String share = shareOfMemory(ofKernel.get(ofKernel.size() - 1));
      plot.add(Kind.LINE, kernel.getKey() + share, style, points(ofKernel, JmhResult::bandwidth));
      style++;
    }
    return new Figure(plot.draw(), aboutLimits(" in brackets, at the largest n."));
  }

  private String shareOfMemory(JmhResult result) {
    return of.limits()
        .share(Limits.Sort.MEMORY, result)
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
    return byKernel("", others);
  }

  private Figure times(String facet, List<JmhResult> results) {
    RangePlot plot =
        new RangePlot(name("time", facet), title("time", facet), of.timeUnit(), Scale.LOG2, false);
    int style = 0;
    for (JmhResult result : results) {
      PlotColour colour = PlotColour.series(style++);
      of.time(result)
          .ifPresent(
              time ->
                  plot.add(
                      row(
                          label(facet, result),
                          time,
                          result.forks().size() == 1
                              ? List.of()
                              : result.forkTimes().stream().map(t -> t / result.perCall()).toList(),
                          colour)));
    }
    return new Figure(plot.draw(), ABOUT_TIMES);
  }

  private static RangePlot.Row row(
      String label, Estimate value, List<Double> parts, PlotColour colour) {
    return new RangePlot.Row(label, value.estimate(), value.lower(), value.upper(), parts, colour);
  }

  private Figure bandwidth(String facet, List<JmhResult> results) {
    RangePlot plot =
        new RangePlot(
            name("bandwidth", facet), title("bandwidth", facet), "GB/s", Scale.LOG2, false);
    int style = 0;
    for (JmhResult result : results) {
      PlotColour colour = PlotColour.series(style++);
      String share = shareOfMemory(result);
      result
          .bandwidth()
          .ifPresent(rate -> plot.add(row(label(facet, result) + share, rate, List.of(), colour)));
    }
    limits(results)
        .forEach(
            (name, ofLimit) ->
                ofLimit.stream()
                    .filter(limit -> limit.elements().equals(results.get(0).elements()))
                    .flatMap(limit -> limit.bandwidth().stream())
                    .forEach(rate -> plot.mark(rate.estimate(), name)));
    return new Figure(plot.draw(), aboutLimits(" in brackets."));
  }

  private Optional<Figure> speedup(String facet, String baseline, List<JmhResult> results) {
    RangePlot plot =
        new RangePlot(
            name("x-" + baseline, facet),
            title("speed-up over " + baseline, facet),
            "times as fast as " + baseline,
            Scale.LOG2,
            true);
    boolean overLength = results.stream().map(JmhResult::elements).distinct().count() > 1;
    List<String> kernels = List.copyOf(byKernel(facet, results).keySet());
    for (JmhResult result : results) {
      if (!result.method().equals(baseline)) {
        String kernel = label(facet, result);
        String label =
            overLength && result.elements().isPresent()
                ? kernel + ", n = " + NumberText.binary(result.perCall())
                : kernel;
        of.speedup(result, baseline)
            .ifPresent(
                x ->
                    plot.add(row(label, x, List.of(), PlotColour.series(kernels.indexOf(kernel)))));
      }
    }
    return plot.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Figure(
                plot.draw(),
                "The time of "
                    + baseline
                    + " divided by the kernel's, with a 95 % interval. Right of 1 the kernel is"
                    + " faster."));
  }
}
