// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.jmh.Limits.Sort;
import antipgd.reports.page.EnvironmentTable;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.LinePlot;
import antipgd.reports.plot.LinePlot.Axis;
import antipgd.reports.plot.LinePlot.Kind;
import antipgd.reports.plot.LinePlot.Point;
import antipgd.reports.plot.NumberText;
import antipgd.reports.plot.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which of the machine's two limits binds each kernel: rooflines (Williams, Waterman and Patterson,
 * 2009), one for each length. Only for kernels whose legend has bytes and operations, beside both
 * limits of their run.
 */
final class RooflineSections {

  private static final String ABOUT =
      "A kernel moves bytes and does arithmetic, and neither can be faster than the best that the"
          + " same run measured of that alone: patterns of reads and writes at the same n, and chains"
          + " of operations on registers. The limit of which it reaches the larger share binds it."
          + " Bytes are those that the algorithm moves, without lines that a cache fetches before"
          + " they are overwritten; operations are those on lanes that the algorithm writes down,"
          + " without loads and stores. ";

  private static final String CAPTION =
      "The roof is what the machine lets a kernel do: rising where memory binds (%s), flat where"
          + " arithmetic does (%s); lower ceilings are of other arithmetic. A kernel stands at its operations a byte, and below the roof by"
          + " what it misses.";

  /** How far roofs go beyond kernels. */
  private static final double MARGIN = 2;

  private final Limits limits;
  private final String prefix;

  private RooflineSections(Limits limits, String prefix) {
    this.limits = limits;
    this.prefix = prefix;
  }

  /** A section for each environment that has something to compare, in the order of the classes. */
  static List<Section> of(String run, List<BenchmarkClass> classes) {
    Map<Map<String, String>, List<BenchmarkClass>> environments =
        classes.stream()
            .collect(
                Collectors.groupingBy(
                    BenchmarkClass::environment, LinkedHashMap::new, Collectors.toList()));
    List<Section> sections = new ArrayList<>();
    int number = 0;
    for (List<BenchmarkClass> ofEnvironment : environments.values()) {
      number++;
      String shown = environments.size() == 1 ? "" : String.valueOf(number);
      List<JmhResult> kernels =
          ofEnvironment.stream()
              .flatMap(each -> each.results().stream())
              .filter(result -> !result.legend().limit())
              .toList();
      new RooflineSections(ofEnvironment.get(0).limits(), Section.slug(run, shown))
          .section(
              BenchmarkSections.title(run, "Limits", shown),
              kernels,
              EnvironmentTable.of(ofEnvironment.get(0).environment()))
          .ifPresent(sections::add);
    }
    return sections;
  }

  private Optional<Section> section(
      String title, List<JmhResult> kernels, EnvironmentTable environment) {
    List<JmhResult> compared =
        kernels.stream()
            .filter(kernel -> limits.share(Sort.MEMORY, kernel).isPresent())
            .filter(kernel -> limits.share(Sort.ARITHMETIC, kernel).isPresent())
            .sorted(Comparator.comparingInt(JmhResult::perCall))
            .toList();
    String faults = limits.faults(kernels);
    if (compared.isEmpty()) {
      return faults.isEmpty()
          ? Optional.empty()
          : Optional.of(new Section(title, faults, List.of(), List.of(), environment));
    }
    return Optional.of(
        new Section(
            title, ABOUT + faults, figures(compared), List.of(table(compared)), environment));
  }

  private Table table(List<JmhResult> kernels) {
    return new Table.Builder<JmhResult>()
        .text("benchmark", JmhResult::shortClass)
        .number("n", kernel -> String.valueOf(kernel.perCall()))
        .text("kernel", JmhResult::kernel)
        .number("operations / byte", kernel -> NumberText.significant(intensity(kernel)))
        .number("Gop/s", kernel -> rate(Sort.ARITHMETIC, kernel))
        .number("% arithmetic", kernel -> share(Sort.ARITHMETIC, kernel))
        .number("GB/s", kernel -> rate(Sort.MEMORY, kernel))
        .number("% memory", kernel -> share(Sort.MEMORY, kernel))
        .text("binds", kernel -> limits.binding(kernel).orElseThrow().of().label)
        .of("", kernels);
  }

  private static String rate(Sort sort, JmhResult kernel) {
    return NumberText.significant(sort.rate.apply(kernel).orElseThrow().estimate());
  }

  private String share(Sort sort, JmhResult kernel) {
    Limits.Share share = limits.share(sort, kernel).orElseThrow();
    return share.perCent() + (share.isFault() ? " (fault)" : "");
  }

  /** Operations a byte. */
  private static double intensity(JmhResult kernel) {
    return kernel.legend().operationsPerElement() / kernel.legend().bytesPerElement();
  }

  /** Kernels have the same roof if they have the same length and as many threads. */
  private List<Figure> figures(List<JmhResult> kernels) {
    record Roof(JmhResult memory, JmhResult arithmetic) {}
    return kernels.stream()
        .collect(
            Collectors.groupingBy(
                kernel ->
                    new Roof(
                        limits.best(Sort.MEMORY, kernel).orElseThrow(),
                        limits.best(Sort.ARITHMETIC, kernel).orElseThrow()),
                LinkedHashMap::new,
                Collectors.toList()))
        .entrySet()
        .stream()
        .map(each -> figure(each.getKey().memory(), each.getKey().arithmetic(), each.getValue()))
        .toList();
  }

  private Figure figure(JmhResult memory, JmhResult arithmetic, List<JmhResult> kernels) {
    String length = NumberText.binary(memory.perCall());
    String threads = memory.threads() == 1 ? "" : ", threads=" + memory.threads();
    double slope = memory.bandwidth().orElseThrow().estimate();
    double ceiling = arithmetic.arithmetic().orElseThrow().estimate();
    double ridge = ceiling / slope;
    double from =
        Math.min(
                ridge,
                kernels.stream().mapToDouble(RooflineSections::intensity).min().orElseThrow())
            / MARGIN;
    double to =
        Math.max(
                ridge,
                kernels.stream().mapToDouble(RooflineSections::intensity).max().orElseThrow())
            * MARGIN;
    LinePlot plot =
        new LinePlot(
                Section.slug(prefix, "roofline", "n-" + length, threads),
                "Roofline at n = " + length + threads,
                new Axis("operations on lanes a byte", Scale.LOG2),
                new Axis("10^9 operations on lanes a second", Scale.LOG10))
            .add(
                Kind.REFERENCE,
                null,
                0,
                List.of(
                    new Point(from, slope * from),
                    new Point(ridge, ceiling),
                    new Point(to, ceiling)));
    for (JmhResult lower : limits.others(arithmetic)) {
      double rate = lower.arithmetic().orElseThrow().estimate();
      plot.add(
          Kind.REFERENCE,
          shown(lower),
          1,
          List.of(new Point(rate / slope, rate), new Point(to, rate)));
    }
    int style = 0;
    for (JmhResult kernel : kernels) {
      Estimate rate = kernel.arithmetic().orElseThrow();
      plot.add(
          Kind.POINTS,
          label(kernel, kernels),
          style++,
          List.of(new Point(intensity(kernel), rate.estimate(), rate.lower(), rate.upper())));
    }
    return new Figure(plot.draw(), String.format(CAPTION, memory.kernel(), arithmetic.kernel()));
  }

  /** With its class where others have a method of that name, and parameters without their names. */
  private static String label(JmhResult kernel, List<JmhResult> all) {
    boolean isAlone =
        all.stream()
            .filter(other -> other.method().equals(kernel.method()))
            .allMatch(other -> other.benchmarkClass().equals(kernel.benchmarkClass()));
    return (isAlone ? "" : kernel.shortClass() + " ") + shown(kernel);
  }

  private static String shown(JmhResult result) {
    return result.kernel().replaceAll("\\w+=", "");
  }
}
