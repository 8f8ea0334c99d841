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
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What JMH's results say about times, with or without what this project adds to them. What lacks a
 * field that is needed, or has one that cannot be, is left out with the reason.
 */
final class JmhResults {

  private static final String SINGLE_SHOT = "ss";

  /** JMH 1.35 and older put a dot before the name. */
  private static final List<String> ALLOCATION =
      List.of("gc.alloc.rate.norm", "·gc.alloc.rate.norm");

  /** Times that are further from a nanosecond than by this factor no axis could show. */
  private static final double MOST = 1e80;

  private JmhResults() {}

  /** Why a result is left out. */
  private static final class OddResultException extends Exception {

    private static final long serialVersionUID = 1L;

    OddResultException(String why) {
      super(why);
    }
  }

  /**
   * Takes the results from a file that was read: cold starts where they have what {@link ColdStart}
   * needs, and whatever else tells the time of a call or how many there are in a time.
   *
   * @param file JMH's JSON
   * @return what it holds, in its order
   * @throws MalformedResultException if it is no array
   */
  static JmhRun of(JsonFile file) throws MalformedResultException {
    List<JmhResult> results = new ArrayList<>();
    List<ColdStart> coldStarts = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    int number = 0;
    for (JmhFile.Entry entry : JmhFile.of(file).entries()) {
      number++;
      try {
        JmhRecord result = entry.record();
        if (result == null) {
          throw new OddResultException(entry.fault());
        }
        String place = file.file() + ", result " + number + ", " + entry.benchmark();
        if (SINGLE_SHOT.equals(result.mode())
            && result.secondaryMetrics().containsKey(ColdStart.FIRST_STEP_MS)) {
          coldStarts.add(coldStart(result, place));
        } else {
          results.add(result(result, place));
        }
      } catch (OddResultException e) {
        leftOut.add(new LeftOut(number, entry.benchmark(), e.getMessage()));
      }
    }
    return new JmhRun(results, coldStarts, leftOut);
  }

  private static ColdStart coldStart(JmhRecord result, String place) throws OddResultException {
    String benchmark = benchmark(result);
    OptionalInt n = JmhResult.elements(result.params(), "n");
    if (n.isEmpty()) {
      throw new OddResultException("params.n is missing or not a whole number > 0");
    }
    Map<String, List<Double>> quantities = new LinkedHashMap<>();
    for (Map.Entry<String, Metric> metric : result.secondaryMetrics().entrySet()) {
      if (ColdStart.knows(metric.getKey())) {
        quantities.put(metric.getKey(), shots(metric.getValue(), metric.getKey()));
      }
    }
    return new ColdStart(
        place,
        benchmark.substring(benchmark.lastIndexOf('.') + 1),
        n.getAsInt(),
        quantities,
        environment(result));
  }

  /** One number a fork: a second iteration in the same VM would not be cold. */
  private static List<Double> shots(Metric metric, String name) throws OddResultException {
    String at = "secondaryMetrics." + name + ".rawData";
    if (metric == null || metric.rawData() == null || metric.rawData().isEmpty()) {
      throw new OddResultException(at + " is missing or empty");
    }
    List<Double> shots = new ArrayList<>();
    for (List<Double> fork : metric.rawData()) {
      if (fork == null || fork.size() != 1 || fork.get(0) == null) {
        throw new OddResultException(at + " = " + fork + ": must have one iteration a fork");
      }
      shots.add(fork.get(0));
    }
    return shots;
  }

  private static String benchmark(JmhRecord result) throws OddResultException {
    String benchmark = required(result.benchmark(), "benchmark");
    int dot = benchmark.lastIndexOf('.');
    if (dot < 1 || dot == benchmark.length() - 1) {
      throw new OddResultException("benchmark = " + benchmark + ": must be class.method");
    }
    return benchmark;
  }

  private static JmhResult result(JmhRecord result, String place) throws OddResultException {
    String mode = required(result.mode(), "mode");
    String benchmark = benchmark(result);
    int dot = benchmark.lastIndexOf('.');
    // Writers of JMH's format that know no threads leave the field out.
    int threads = result.threads() == null ? 1 : result.threads();
    if (threads < 1) {
      throw new OddResultException("threads = " + threads + ": must be 1 or more");
    }
    for (Map.Entry<String, String> param : result.params().entrySet()) {
      required(param.getValue(), "params." + param.getKey());
    }
    List<List<Double>> forks = forks(result, mode, threads);
    return new JmhResult(
        place,
        benchmark.substring(0, dot),
        benchmark.substring(dot + 1),
        mode,
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
      return SINGLE_SHOT.equals(result.mode())
          // Shots are of VMs that warm up, each for itself.
          ? new Steadiness(Steadiness.State.UNKNOWN, "")
          : Steadiness.ofForks(forks);
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

  private static List<List<Double>> forks(JmhRecord result, String mode, int threads)
      throws OddResultException {
    Metric metric = required(result.primaryMetric(), "primaryMetric");
    String text = required(metric.scoreUnit(), "primaryMetric.scoreUnit");
    boolean isRate = JmhResult.isThroughput(mode);
    ScoreUnit unit =
        ScoreUnit.of(text)
            .filter(of -> of.isRate() == isRate)
            .orElseThrow(
                () ->
                    new OddResultException(
                        "primaryMetric.scoreUnit = "
                            + text
                            + ": must be "
                            + (isRate ? "ops/time" : "time/op")
                            + " in mode "
                            + mode));
    List<List<Double>> forks = new ArrayList<>();
    for (List<Double> scores : scores(metric)) {
      if (scores == null || scores.isEmpty()) {
        throw new OddResultException("primaryMetric.rawData has a fork without iterations");
      }
      List<Double> fork = new ArrayList<>();
      for (Double score : scores) {
        if (score == null || !(score > 0)) {
          throw new OddResultException(
              "primaryMetric.rawData has " + score + ": must be a number > 0");
        }
        double time = unit.time(score, threads);
        if (!(time <= MOST && time >= 1 / MOST)) {
          throw new OddResultException(
              "primaryMetric.rawData has " + score + " " + text + ": no time that could be shown");
        }
        fork.add(time);
      }
      forks.add(fork);
    }
    return forks;
  }

  /** The mean of each iteration, fork by fork. */
  private static List<List<Double>> scores(Metric metric) throws OddResultException {
    if (metric.rawData() != null && !metric.rawData().isEmpty()) {
      return metric.rawData();
    }
    if (metric.rawDataHistogram() == null || metric.rawDataHistogram().isEmpty()) {
      throw new OddResultException("primaryMetric.rawData is missing or empty");
    }
    List<List<Double>> forks = new ArrayList<>();
    for (List<List<List<Double>>> iterations : metric.rawDataHistogram()) {
      List<Double> fork = new ArrayList<>();
      for (List<List<Double>> samples : required(iterations, "a fork of rawDataHistogram")) {
        if (!required(samples, "an iteration of rawDataHistogram").isEmpty()) {
          fork.add(mean(samples));
        }
      }
      forks.add(fork);
    }
    return forks;
  }

  private static double mean(List<List<Double>> samples) throws OddResultException {
    double sum = 0;
    double count = 0;
    for (List<Double> sample : samples) {
      if (sample == null || sample.size() != 2 || sample.contains(null)) {
        throw new OddResultException(
            "primaryMetric.rawDataHistogram has " + sample + ": must be a time and a count");
      }
      sum += sample.get(0) * sample.get(1);
      count += sample.get(1);
    }
    return sum / count;
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
      environment.values().removeIf(Objects::isNull);
    }
    JmhRecord.Vm vm = result.vm();
    if (vm.vmName() != null && vm.vmVersion() != null) {
      environment.putIfAbsent("jdk", vm.vmName() + " " + vm.vmVersion());
    }
    if (vm.jvmArgs() != null) {
      environment.put(Environments.FLAGS, String.join(" ", vm.jvmArgs()));
    }
    if (vm.jmhVersion() != null) {
      environment.put(Environments.PROCEDURE, vm.jmhVersion() + ", " + procedure(result));
    }
    return environment;
  }

  /** Where each fork's iterations are known, its own warm-up stands with them. */
  private static String procedure(JmhRecord result) {
    Procedure procedure = result.procedure();
    String measured =
        known(procedure.measurementIterations()) + " x " + known(procedure.measurementTime());
    String forks = known(procedure.forks()) + " forks of ";
    return result.series() == null
        ? forks
            + known(procedure.warmupIterations())
            + " x "
            + known(procedure.warmupTime())
            + " warm-up and "
            + measured
        : forks + measured + " after warm-up";
  }

  private static String known(String value) {
    return value == null ? "?" : value;
  }

  private static <T> T required(T value, String field) throws OddResultException {
    if (value == null) {
      throw new OddResultException(field + " is missing");
    }
    return value;
  }
}
