// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.bench.Baseline;
import antipgd.bench.Operations;
import antipgd.bench.Work;
import antipgd.documents.BenchmarkLegend;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** What the annotations of a benchmark say, for its results. */
final class Legends {

  private Legends() {}

  static BenchmarkLegend of(RunResult result, List<String> found) {
    BenchmarkParams params = result.getParams();
    return of(
        params.getBenchmark(),
        params.getParamsKeys().stream().collect(Collectors.toMap(key -> key, params::getParam)),
        found);
  }

  /**
   * Reads the annotations.
   *
   * @param benchmark class and method
   * @param params parameters that it ran with
   * @param found those whose values the run found by itself
   */
  static BenchmarkLegend of(String benchmark, Map<String, String> params, List<String> found) {
    Class<?> type = type(benchmark);
    Baseline baseline = type.getAnnotation(Baseline.class);
    List<String> baselines = baseline == null ? List.of() : List.of(baseline.value());
    String length = params.containsKey(Parameters.LENGTH) ? Parameters.LENGTH : "";
    Work work = method(benchmark).getAnnotation(Work.class);
    return work == null
        ? new BenchmarkLegend(baselines, 0, false, length, 0, 0, found)
        : new BenchmarkLegend(
            baselines,
            work.bytes(),
            work.limit(),
            length,
            operations(work, params),
            work.cycles(),
            found);
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

  /** The method that a benchmark is. */
  static Method method(String benchmark) {
    return Arrays.stream(type(benchmark).getMethods())
        .filter(method -> benchmark.endsWith("." + method.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static Class<?> type(String benchmark) {
    try {
      return Class.forName(benchmark.substring(0, benchmark.lastIndexOf('.')));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The list of benchmarks names a class that is missing", e);
    }
  }
}
