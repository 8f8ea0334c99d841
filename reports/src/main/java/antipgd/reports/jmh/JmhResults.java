// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.BenchmarkLegend;
import antipgd.documents.JmhFile;
import antipgd.documents.JmhRecord;
import antipgd.documents.JmhRecord.Metric;
import antipgd.documents.JmhRecord.Procedure;
import antipgd.documents.JsonFile;
import antipgd.documents.MalformedResultException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What JMH's results say about times, with or without what this project adds to them. */
final class JmhResults {

  /** Modes whose raw data are one number an iteration that tells the time of a call. */
  private static final List<String> MODES = List.of("avgt", "thrpt");

  private static final String SINGLE_SHOT = "ss";

  /** JMH 1.35 and older put a dot before the name. */
  private static final List<String> ALLOCATION =
      List.of("gc.alloc.rate.norm", "·gc.alloc.rate.norm");

  private static final Map<String, Double> NANOSECONDS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

  private final JsonFile file;

  private JmhResults(JsonFile file) {
    this.file = file;
  }

  /**
   * Takes the results from a file that was read. Only the modes average time and throughput say how
   * long a call takes with one number an iteration; results in other modes are left out.
   *
   * @param file JMH's JSON
   * @return its results in its order
   * @throws MalformedResultException if it is not what JMH writes; the message names the place
   */
  static List<JmhResult> of(JsonFile file) throws MalformedResultException {
    List<JmhRecord> records = JmhFile.of(file).records();
    JmhResults reader = new JmhResults(file);
    List<JmhResult> results = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      String place = "result " + (i + 1);
      if (MODES.contains(reader.required(records.get(i).mode(), place, "mode"))) {
        results.add(reader.result(records.get(i), place));
      }
    }
    return results;
  }

  /**
   * Takes the cold starts from a file that was read: results in single-shot mode that have what
   * {@link ColdStart} needs. Others in that mode are left out.
   *
   * @param file JMH's JSON
   * @return its cold starts in its order
   * @throws MalformedResultException if it is not what JMH writes; the message names the place
   */
  static List<ColdStart> coldStarts(JsonFile file) throws MalformedResultException {
    List<JmhRecord> records = JmhFile.of(file).records();
    JmhResults reader = new JmhResults(file);
    List<ColdStart> coldStarts = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      JmhRecord result = records.get(i);
      if (SINGLE_SHOT.equals(result.mode())
          && result.secondaryMetrics().containsKey(ColdStart.FIRST_STEP_MS)) {
        coldStarts.add(reader.coldStart(result, "result " + (i + 1)));
      }
    }
    return coldStarts;
  }

  private ColdStart coldStart(JmhRecord result, String place) throws MalformedResultException {
    String benchmark = benchmark(result, place);
    String named = place + ", " + benchmark;
    OptionalInt n = JmhResult.elements(result.params());
    if (n.isEmpty()) {
      throw file.malformed(named, "params.n is missing or not a whole number > 0");
    }
    Map<String, List<Double>> quantities = new LinkedHashMap<>();
    for (Map.Entry<String, Metric> metric : result.secondaryMetrics().entrySet()) {
      if (ColdStart.knows(metric.getKey())) {
        quantities.put(metric.getKey(), shots(metric.getValue(), named, metric.getKey()));
      }
    }
    return new ColdStart(
        file.file() + ", " + named,
        benchmark.substring(benchmark.lastIndexOf('.') + 1),
        n.getAsInt(),
        quantities,
        environment(result));
  }

  /** One number a fork: a second iteration in the same VM would not be cold. */
  private List<Double> shots(Metric metric, String place, String name)
      throws MalformedResultException {
    String at = "secondaryMetrics." + name + ".rawData";
    if (metric == null || metric.rawData() == null || metric.rawData().isEmpty()) {
      throw file.malformed(place, at + " is missing or empty");
    }
    List<Double> shots = new ArrayList<>();
    for (List<Double> fork : metric.rawData()) {
      if (fork == null || fork.size() != 1 || fork.get(0) == null) {
        throw file.malformed(place, at + " = " + fork + ": must have one iteration a fork");
      }
      shots.add(fork.get(0));
    }
    return shots;
  }

  private String benchmark(JmhRecord result, String place) throws MalformedResultException {
    String benchmark = required(result.benchmark(), place, "benchmark");
    if (benchmark.lastIndexOf('.') < 1) {
      throw file.malformed(place, "benchmark = " + benchmark + ": must be class.method");
    }
    return benchmark;
  }

  private JmhResult result(JmhRecord result, String place) throws MalformedResultException {
    String benchmark = benchmark(result, place);
    int dot = benchmark.lastIndexOf('.');
    // Writers of JMH's format that know no threads leave the field out.
    int threads = result.threads() == null ? 1 : result.threads();
    if (threads < 1) {
      throw file.malformed(place, "threads = " + threads + ": must be 1 or more");
    }
    String named = place + ", " + benchmark;
    List<List<Double>> forks = forks(result, threads, named);
    return new JmhResult(
        file.file() + ", " + named,
        benchmark.substring(0, dot),
        benchmark.substring(dot + 1),
        result.mode(),
        result.params(),
        threads,
        forks,
        allocation(result),
        steadiness(result, forks),
        result.legend() == null ? BenchmarkLegend.NONE : result.legend(),
        environment(result));
  }

  /** As the front judged it, which knew the warm-up, else as the measured iterations show. */
  private static Steadiness steadiness(JmhRecord result, List<List<Double>> forks) {
    if (result.steady() == null) {
      return Steadiness.ofForks(forks);
    }
    return result.steady()
        ? new Steadiness(Steadiness.State.STEADY, "")
        : new Steadiness(Steadiness.State.NOT_STEADY, unsteady(result));
  }

  private static String unsteady(JmhRecord result) {
    List<JmhRecord.Series> series = result.series() == null ? List.of() : result.series();
    return IntStream.range(0, series.size())
        .filter(i -> series.get(i).unsteady() != null)
        .mapToObj(i -> "fork " + (i + 1) + " " + series.get(i).unsteady())
        .findFirst()
        .orElse("");
  }

  private List<List<Double>> forks(JmhRecord result, int threads, String place)
      throws MalformedResultException {
    Metric metric = required(result.primaryMetric(), place, "primaryMetric");
    String unit = required(metric.scoreUnit(), place, "primaryMetric.scoreUnit");
    if (metric.rawData() == null || metric.rawData().isEmpty()) {
      throw file.malformed(place, "primaryMetric.rawData is missing or empty");
    }
    List<List<Double>> forks = new ArrayList<>();
    for (List<Double> scores : metric.rawData()) {
      if (scores == null || scores.isEmpty()) {
        throw file.malformed(place, "primaryMetric.rawData has a fork without iterations");
      }
      List<Double> fork = new ArrayList<>();
      for (Double score : scores) {
        if (score == null || !(score > 0)) {
          throw file.malformed(
              place, "primaryMetric.rawData has " + score + ": must be a number > 0");
        }
        fork.add(nanoseconds(score, unit, threads, place));
      }
      forks.add(fork);
    }
    return forks;
  }

  /** Throughput is the sum over threads, time is a thread's own. */
  private double nanoseconds(double score, String unit, int threads, String place)
      throws MalformedResultException {
    if (unit.endsWith("/op") && NANOSECONDS.containsKey(unit.replace("/op", ""))) {
      return score * NANOSECONDS.get(unit.replace("/op", ""));
    }
    if (unit.startsWith("ops/") && NANOSECONDS.containsKey(unit.replace("ops/", ""))) {
      return threads * NANOSECONDS.get(unit.replace("ops/", "")) / score;
    }
    throw file.malformed(
        place, "primaryMetric.scoreUnit = " + unit + ": must be time/op or ops/time");
  }

  private static OptionalDouble allocation(JmhRecord result) {
    for (String name : ALLOCATION) {
      Metric metric = result.secondaryMetrics().get(name);
      if (metric != null && metric.score() != null && !metric.score().isNaN()) {
        return OptionalDouble.of(metric.score());
      }
    }
    return OptionalDouble.empty();
  }

  /** What was added to the result, if anything, and what JMH itself tells. */
  private static Map<String, String> environment(JmhRecord result) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (result.environment() != null) {
      environment.putAll(result.environment());
    }
    JmhRecord.Vm vm = result.vm();
    if (vm.vmName() != null && vm.vmVersion() != null) {
      environment.putIfAbsent("jdk", vm.vmName() + " " + vm.vmVersion());
    }
    if (vm.jvmArgs() != null) {
      environment.put("flags", String.join(" ", vm.jvmArgs()));
    }
    if (vm.jmhVersion() != null) {
      environment.put("jmh", vm.jmhVersion() + ", " + procedure(result.procedure()));
    }
    return environment;
  }

  private static String procedure(Procedure procedure) {
    return known(procedure.forks())
        + " forks of "
        + known(procedure.warmupIterations())
        + " x "
        + known(procedure.warmupTime())
        + " warm-up and "
        + known(procedure.measurementIterations())
        + " x "
        + known(procedure.measurementTime());
  }

  private static String known(String value) {
    return value == null ? "?" : value;
  }

  private <T> T required(T value, String place, String field) throws MalformedResultException {
    if (value == null) {
      throw file.malformed(place, field + " is missing");
    }
    return value;
  }
}
