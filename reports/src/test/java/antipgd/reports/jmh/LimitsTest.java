// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.documents.BenchmarkLegend;
import antipgd.reports.jmh.Limits.Share;
import antipgd.reports.jmh.Limits.Sort;
import antipgd.reports.page.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final Map<String, String> N = Map.of("n", "1000");

  /** 8 and 12 GB/s at n = 1000, 100 and 50 Gop/s. */
  private static final JmhResult COPY = limit("M", "copy", N, 8, 0, 1000);

  private static final JmhResult SCAL = limit("M", "scal", N, 12, 0, 1000);
  private static final JmhResult FMA = limit("A", "fma", Map.of("width", "WHOLE"), 0, 50, 1);
  private static final JmhResult MIX = limit("A", "mix", Map.of("width", "WHOLE"), 0, 100, 1);
  private static final List<JmhResult> ALL = List.of(COPY, SCAL, FMA, MIX);

  private static JmhResult limit(
      String type, String method, Map<String, String> params, int bytes, double ops, double time) {
    return result(type, method, params, bytes, ops, true, time, time);
  }

  private static JmhResult kernel(int bytes, double operations, double... times) {
    return result("K", "kernel", N, bytes, operations, false, times);
  }

  private static JmhResult result(
      String type,
      String method,
      Map<String, String> params,
      int bytes,
      double operations,
      boolean limit,
      double... times) {
    List<List<Double>> forks = Arrays.stream(times).mapToObj(List::of).toList();
    return new JmhResult(
        "here",
        "a.b." + type + "Benchmark",
        method,
        "avgt",
        params,
        1,
        forks,
        OptionalDouble.empty(),
        Steadiness.ofForks(forks),
        new BenchmarkLegend(
            List.of(), bytes, limit, params.containsKey("n") ? "n" : "", operations, 0, List.of()),
        Map.of("cpu", "Z80"));
  }

  private static String binding(JmhResult kernel) {
    return of(ALL, kernel).binding(kernel).map(Share::toString).orElse("");
  }

  private static BenchmarkClass of(List<JmhResult> limits, JmhResult... kernels) {
    return new BenchmarkClass("K", List.of(kernels), Limits.of(limits), Map.of());
  }

  @Test
  void theLimitOfWhichMoreIsReachedBinds() {
    // 6 of 12 GB/s and 10 of 100 Gop/s; then 3 of 12 and 80 of 100.
    assertThat(binding(kernel(12, 20, 2000, 2000))).isEqualTo("50 memory");
    assertThat(binding(kernel(12, 320, 4000, 4000))).isEqualTo("80 arithmetic");
    assertThat(binding(kernel(0, 20, 2000, 2000))).isEqualTo("10 arithmetic");
    assertThat(binding(kernel(12, 0, 2000, 2000))).isEqualTo("50 memory");
    assertThat(binding(kernel(12, 0, 1e6, 1e6))).isEqualTo("<1 memory");
    assertThat(binding(kernel(0, 0, 2000, 2000))).isEmpty();
  }

  @Test
  void aLimitIsTheBestOfAllThatMeasureIt() {
    Limits limits = Limits.of(ALL);
    JmhResult kernel = kernel(12, 20, 2000, 2000);
    assertThat(limits.best(Sort.MEMORY, kernel)).contains(SCAL);
    assertThat(limits.best(Sort.ARITHMETIC, kernel)).contains(MIX);
    assertThat(limits.patterns()).containsExactly(COPY, SCAL);
    assertThat(limits.others(MIX)).containsExactly(FMA);
  }

  @Test
  void aLimitHoldsAtItsLengthAndOnAsManyThreads() {
    JmhResult longer = result("K", "kernel", Map.of("n", "2000"), 12, 20, false, 2000, 2000);
    assertThat(of(ALL, longer).share(Sort.MEMORY, longer)).isEmpty();
    assertThat(of(ALL, longer).share(Sort.ARITHMETIC, longer)).isPresent();
    Map<String, String> two = Map.of("n", "1000", "threads", "2");
    JmhResult split = result("K", "kernel", two, 12, 20, false, 500, 500);
    assertThat(binding(split)).isEmpty();
    List<JmhResult> more = new ArrayList<>(ALL);
    more.add(limit("K", "scal", two, 24, 0, 1000));
    assertThat(of(more, split).binding(split)).hasToString("Optional[100 memory]");
  }

  @Test
  void whatIsNotSteadyIsNoLimitAndReachesNone() {
    List<Double> late = List.of(90., 90., 90., 1., 1., 1., 1., 1., 1., 1.);
    JmhResult unsteady = withForks(SCAL, List.of(late, late));
    assertThat(unsteady.steadiness().state()).isEqualTo(Steadiness.State.NOT_STEADY);
    JmhResult kernel = kernel(12, 0, 2000, 2000);
    assertThat(Limits.of(List.of(COPY, unsteady)).best(Sort.MEMORY, kernel)).contains(COPY);
    assertThat(binding(withForks(kernel, List.of(late, late)))).isEmpty();
  }

  private static JmhResult withForks(JmhResult result, List<List<Double>> forks) {
    return new JmhResult(
        result.place(),
        result.benchmarkClass(),
        result.method(),
        result.mode(),
        result.params(),
        result.threads(),
        forks,
        result.allocation(),
        Steadiness.ofForks(forks),
        result.legend(),
        result.environment());
  }

  @Test
  void aboveALimitBeyondItsIntervalIsAFault() {
    JmhResult faulty = kernel(12, 0, 700, 720);
    JmhResult perhaps = kernel(12, 0, 800, 1300);
    JmhResult oneFork = kernel(12, 0, 710);
    assertThat(binding(faulty)).isEqualTo("141 memory (fault)");
    assertThat(binding(perhaps)).doesNotContain("fault");
    assertThat(binding(oneFork)).endsWith("(fault)");
    assertThat(of(ALL, faulty, kernel(12, 0, 2000, 2000), SCAL).faults())
        .containsExactly("K kernel at n = 1000 (141 % of memory)");
    assertThat(of(ALL, perhaps).faults()).isEmpty();
    assertThat(Limits.about(List.of("a (101 % of memory)", "b (102 % of memory)")).orElseThrow())
        .contains("this run has a (101 % of memory), b (102 % of memory). So a limit");
  }

  @Test
  void theRooflineShowsKernelsThatHaveBothLimits() {
    List<JmhResult> results = new ArrayList<>(ALL);
    results.add(kernel(12, 320, 4000, 4100));
    List<Section> sections = BenchmarkSections.of("", results);
    assertThat(sections)
        .extracting(Section::title)
        .containsExactly("Fastest at the largest n", "Limits", "M", "A", "K");
    Section limits = sections.get(1);
    assertThat(limits.text()).doesNotContain("Fault");
    assertThat(limits.figures()).hasSize(1);
    assertThat(limits.figures().get(0).drawing().svg()).contains(">kernel<", ">fma WHOLE<");
    assertThat(limits.figures().get(0).caption()).contains("(scal)", "(mix WHOLE)");
    assertThat(limits.tables().get(0).rows())
        .containsExactly(
            List.of("K", "1000", "kernel", "26.7", "79.0", "79", "2.96", "25", "arithmetic"));
  }

  @Test
  void withoutOperationsThereIsNoRooflineButAFaultIsTold() {
    List<JmhResult> results = new ArrayList<>(List.of(COPY, kernel(12, 0, 2000, 2000)));
    assertThat(BenchmarkSections.of("", results))
        .extracting(Section::title)
        .containsExactly("Fastest at the largest n", "M", "K");
    results.add(kernel(12, 0, 700, 700));
    Section limits = BenchmarkSections.of("", results).get(1);
    assertThat(limits.title()).isEqualTo("Limits");
    assertThat(limits.text()).startsWith("Fault: ");
    assertThat(limits.figures()).isEmpty();
    assertThat(RatioTable.of(results)).contains("\nFault: nothing can be above a limit");
  }
}
