// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.reports.jmh.Limits.Share;
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
import java.util.Arrays;
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
      List<Kernel> kernels =
          ofEnvironment.stream()
              .flatMap(each -> each.results().stream().map(result -> new Kernel(each, result)))
              .filter(kernel -> !kernel.result.legend().limit())
              .toList();
      String faults =
          Limits.about(ofEnvironment.stream().flatMap(each -> each.faults().stream()).toList())
              .orElse("");
      new RooflineSections(ofEnvironment.get(0).limits(), Section.slug(run, shown))
          .section(
              BenchmarkSections.title(run, "Limits", shown),
              kernels,
              faults,
              EnvironmentTable.of(ofEnvironment.get(0).environment()))
          .ifPresent(sections::add);
    }
    return sections;
  }

  /** A result with its class. */
  private record Kernel(BenchmarkClass of, JmhResult result) {

    Share share(Sort sort) {
      return of.share(sort, result).orElseThrow();
    }

    int elements() {
      return result.elements().orElse(1);
    }

    /** Operations a byte. */
    double intensity() {
      return result.legend().operationsPerElement() / result.legend().bytesPerElement();
    }

    boolean hasBothLimits() {
      return Arrays.stream(Sort.values()).allMatch(sort -> of.share(sort, result).isPresent());
    }
  }

  private Optional<Section> section(
      String title, List<Kernel> kernels, String faults, EnvironmentTable environment) {
    List<Kernel> compared =
        kernels.stream()
            .filter(Kernel::hasBothLimits)
            .sorted(Comparator.comparingInt(Kernel::elements))
            .toList();
    if (compared.isEmpty()) {
      return faults.isEmpty()
          ? Optional.empty()
          : Optional.of(new Section(title, faults, List.of(), List.of(), environment));
    }
    return Optional.of(
        new Section(
            title, ABOUT + faults, figures(compared), List.of(table(compared)), environment));
  }

  private static Table table(List<Kernel> kernels) {
    return new Table.Builder<Kernel>()
        .text("benchmark", kernel -> kernel.of.name())
        .number("n", kernel -> String.valueOf(kernel.elements()))
        .text("kernel", kernel -> kernel.of.kernel(kernel.result))
        .number("operations / byte", kernel -> NumberText.significant(kernel.intensity()))
        .number("Gop/s", kernel -> rate(Sort.ARITHMETIC, kernel))
        .number("% arithmetic", kernel -> share(Sort.ARITHMETIC, kernel))
        .number("GB/s", kernel -> rate(Sort.MEMORY, kernel))
        .number("% memory", kernel -> share(Sort.MEMORY, kernel))
        .text("binds", kernel -> kernel.of.binding(kernel.result).orElseThrow().of().label)
        .of("", kernels);
  }

  private static String rate(Sort sort, Kernel kernel) {
    return NumberText.significant(sort.rate.apply(kernel.result).orElseThrow().estimate());
  }

  private static String share(Sort sort, Kernel kernel) {
    Share share = kernel.share(sort);
    return share.perCent() + (share.isFault() ? " (fault)" : "");
  }

  /** Kernels have the same roof if they have the same length and as many threads. */
  private List<Figure> figures(List<Kernel> kernels) {
    record Roof(JmhResult memory, JmhResult arithmetic) {}
    return kernels.stream()
        .collect(
            Collectors.groupingBy(
                kernel ->
                    new Roof(
                        limits.best(Sort.MEMORY, kernel.result).orElseThrow(),
                        limits.best(Sort.ARITHMETIC, kernel.result).orElseThrow()),
                LinkedHashMap::new,
                Collectors.toList()))
        .entrySet()
        .stream()
        .map(each -> figure(each.getKey().memory(), each.getKey().arithmetic(), each.getValue()))
        .toList();
  }

  private Figure figure(JmhResult memory, JmhResult arithmetic, List<Kernel> kernels) {
    String length = NumberText.binary(memory.elements().orElse(1));
    String threads = memory.threads() == 1 ? "" : ", threads=" + memory.threads();
    double slope = memory.bandwidth().orElseThrow().estimate();
    double ceiling = arithmetic.arithmetic().orElseThrow().estimate();
    double ridge = ceiling / slope;
    double from =
        Math.min(ridge, kernels.stream().mapToDouble(Kernel::intensity).min().orElseThrow())
            / MARGIN;
    double to =
        Math.max(ridge, kernels.stream().mapToDouble(Kernel::intensity).max().orElseThrow())
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
    for (Kernel kernel : kernels) {
      Estimate rate = kernel.of.arithmetic(kernel.result).orElseThrow();
      plot.add(
          Kind.POINTS,
          label(kernel, kernels),
          style++,
          List.of(new Point(kernel.intensity(), rate.estimate(), rate.lower(), rate.upper())));
    }
    return new Figure(plot.draw(), String.format(CAPTION, shown(memory), shown(arithmetic)));
  }

  /** With its class where others have a method of that name, and parameters without their names. */
  private static String label(Kernel kernel, List<Kernel> all) {
    boolean isAlone =
        all.stream()
            .filter(other -> other.result.method().equals(kernel.result.method()))
            .allMatch(other -> other.of == kernel.of);
    return (isAlone ? "" : kernel.of.name() + " ") + shown(kernel.result);
  }

  private static String shown(JmhResult result) {
    return result.label(List.of(result.legend().length())).replaceAll("\\w+=", "");
  }
}
