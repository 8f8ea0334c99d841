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
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;

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

  /** A kernel with its names. */
  private record Kernel(BenchmarkClass of, JmhResult result) {

    /** Operations a byte. */
    double intensity() {
      return result.legend().operationsPerElement() / result.legend().bytesPerElement();
    }

    Estimate rate(Sort sort) {
      return of.rate(sort, result).orElseThrow();
    }

    Optional<Limits.Share> share(Sort sort) {
      return of.share(sort, result);
    }

    int length() {
      return result.elements().orElseThrow();
    }

    /** With its class where others have a method of that name. */
    String label(List<Kernel> all) {
      boolean isAlone =
          all.stream()
              .filter(other -> other.result.method().equals(result.method()))
              .allMatch(other -> other.of.name().equals(of.name()));
      return (isAlone ? "" : of.name() + " ") + shown(of.kernel(result));
    }
  }

  /** Parameters without their names. */
  private static String shown(String label) {
    return label.replaceAll("\\w+=", "");
  }

  /** A section for each environment that has something to compare, in the order of the classes. */
  static List<Section> of(String run, List<BenchmarkClass> classes) {
    List<List<BenchmarkClass>> environments =
        List.copyOf(Environments.groups(classes, BenchmarkClass::environment).values());
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < environments.size(); i++) {
      String number = environments.size() == 1 ? "" : String.valueOf(i + 1);
      new RooflineSections(environments.get(i).get(0).limits(), Section.slug(run, number))
          .section(BenchmarkSections.title(run, "Limits", number), environments.get(i))
          .ifPresent(sections::add);
    }
    return sections;
  }

  private Optional<Section> section(String title, List<BenchmarkClass> classes) {
    List<Kernel> compared =
        classes.stream()
            .flatMap(of -> of.results().stream().map(result -> new Kernel(of, result)))
            .filter(kernel -> !kernel.result.legend().limit())
            .filter(kernel -> kernel.share(Sort.MEMORY).isPresent())
            .filter(kernel -> kernel.share(Sort.ARITHMETIC).isPresent())
            .sorted(Comparator.comparingInt(Kernel::length))
            .toList();
    String faults = Limits.faults(classes);
    if (compared.isEmpty() && faults.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            title,
            compared.isEmpty() ? faults : ABOUT + faults,
            figures(compared),
            compared.isEmpty() ? List.of() : List.of(table(compared)),
            EnvironmentTable.of(classes.get(0).environment())));
  }

  private Table table(List<Kernel> kernels) {
    return new Table.Builder<Kernel>()
        .text("benchmark", kernel -> kernel.of.name())
        .number("n", kernel -> String.valueOf(kernel.length()))
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
    return NumberText.significant(kernel.rate(sort).estimate());
  }

  private static String share(Sort sort, Kernel kernel) {
    Limits.Share share = kernel.share(sort).orElseThrow();
    return share.perCent() + (share.isFault() ? " (fault)" : "");
  }

  /** What kernels of the same length and as many threads have above them. */
  private record Roof(JmhResult memory, JmhResult arithmetic) {}

  private List<Figure> figures(List<Kernel> kernels) {
    List<Figure> figures = new ArrayList<>();
    Environments.groups(
            kernels,
            kernel ->
                new Roof(
                    limits.best(Sort.MEMORY, kernel.result).orElseThrow(),
                    limits.best(Sort.ARITHMETIC, kernel.result).orElseThrow()))
        .forEach((roof, below) -> figures.add(figure(roof, below)));
    return figures;
  }

  private Figure figure(Roof roof, List<Kernel> kernels) {
    JmhResult memory = roof.memory();
    String length = NumberText.binary(memory.elements().orElseThrow());
    String threads = memory.threads() == 1 ? "" : ", threads=" + memory.threads();
    double slope = memory.bandwidth().orElseThrow().estimate();
    double ceiling = roof.arithmetic().arithmetic().orElseThrow().estimate();
    double ridge = ceiling / slope;
    DoubleSummaryStatistics intensities =
        kernels.stream().mapToDouble(Kernel::intensity).summaryStatistics();
    double from = Math.min(ridge, intensities.getMin()) / MARGIN;
    double to = Math.max(ridge, intensities.getMax()) * MARGIN;
    List<Point> edge =
        List.of(new Point(from, slope * from), new Point(ridge, ceiling), new Point(to, ceiling));
    LinePlot plot =
        new LinePlot(
                Section.slug(prefix, "roofline", "n-" + length, threads),
                "Roofline at n = " + length + threads,
                new Axis("operations on lanes a byte", Scale.LOG2),
                new Axis("10^9 operations on lanes a second", Scale.LOG10))
            .add(Kind.REFERENCE, null, 0, edge);
    for (JmhResult lower : limits.others(roof.arithmetic())) {
      double rate = lower.arithmetic().orElseThrow().estimate();
      plot.add(
          Kind.REFERENCE,
          shown(name(lower)),
          1,
          List.of(new Point(rate / slope, rate), new Point(to, rate)));
    }
    int style = 0;
    for (Kernel kernel : kernels) {
      Estimate rate = kernel.rate(Sort.ARITHMETIC);
      plot.add(
          Kind.POINTS,
          kernel.label(kernels),
          style++,
          List.of(new Point(kernel.intensity(), rate.estimate(), rate.lower(), rate.upper())));
    }
    return new Figure(plot.draw(), String.format(CAPTION, name(memory), name(roof.arithmetic())));
  }

  private static String name(JmhResult limit) {
    return limit.label(List.of(limit.legend().length()));
  }
}
