// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.bench.Baseline;
import antipgd.bench.Operations;
import antipgd.bench.Work;
import antipgd.documents.BenchmarkLegend;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** What the annotations of a benchmark say, for its results. */
final class Legends {

  private Legends() {}

  static BenchmarkLegend of(RunResult result) {
    BenchmarkParams params = result.getParams();
    return of(
        params.getBenchmark(),
        params.getParamsKeys().stream().collect(Collectors.toMap(key -> key, params::getParam)));
  }

  /**
   * Reads the annotations.
   *
   * @param benchmark class and method
   * @param params parameters that it ran with
   */
  static BenchmarkLegend of(String benchmark, Map<String, String> params) {
    int dot = benchmark.lastIndexOf('.');
    Class<?> type = type(benchmark.substring(0, dot));
    Baseline baseline = type.getAnnotation(Baseline.class);
    List<String> baselines = baseline == null ? List.of() : List.of(baseline.value());
    String length = params.containsKey(Parameters.LENGTH) ? Parameters.LENGTH : "";
    Work work =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getName().equals(benchmark.substring(dot + 1)))
            .flatMap(method -> Stream.ofNullable(method.getAnnotation(Work.class)))
            .findFirst()
            .orElse(null);
    return work == null
        ? new BenchmarkLegend(baselines, 0, false, length, 0, 0)
        : new BenchmarkLegend(
            baselines, work.bytes(), work.limit(), length, operations(work, params), work.cycles());
  }

  /** Those of the setting that these parameters have; 0 without one. */
  private static double operations(Work work, Map<String, String> params) {
    List<String> set =
        params.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
    return Arrays.stream(work.operations())
        .filter(operations -> set.containsAll(List.of(operations.where())))
        .mapToDouble(Operations::value)
        .findFirst()
        .orElse(0);
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The list of benchmarks names a class that is missing", e);
    }
  }
}
