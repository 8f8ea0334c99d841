// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.documents.JmhRecord.Series;
import antipgd.reports.jmh.Steadiness;
import antipgd.reports.jmh.Steadiness.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;

/** The iterations of a fork, warm-up included, as they come. */
final class ForkRun {

  /**
   * How much of the warm-up must have the level of the measured iterations: half of their number.
   */
  private static final int SETTLED_SHARE = 2;

  /**
   * Iterations in a row after which the compiler was busy, the last among them, so that code still
   * waits for it. After a single one it may have been a small method of somebody's housekeeping.
   */
  private static final int WAITING = 3;

  private final List<Double> warmUp = new ArrayList<>();
  private final List<Double> measured = new ArrayList<>();
  private Mode mode = Mode.AverageTime;
  private double warmUpSeconds;

  /** Methods still to be compiled after each iteration. */
  private final List<Double> compiling = new ArrayList<>();

  void add(IterationResult iteration) {
    double score = iteration.getPrimaryResult().getScore();
    boolean warms = iteration.getParams().getType() == IterationType.WARMUP;
    (warms ? warmUp : measured).add(score);
    if (warms) {
      warmUpSeconds += iteration.getParams().getTime().convertTo(TimeUnit.NANOSECONDS) / 1e9;
    }
    mode = iteration.getBenchmarkParams().getMode();
    compiling.add(CompilerWatch.takenFrom(iteration));
  }

  /**
   * Whether the measured iterations, and as many of warm-up before them as are half of them, have
   * one level, and no code was waiting for the compiler when they ended. Other modes do not tell.
   */
  Steadiness steadiness() {
    if (!Effort.OF_TIME.contains(mode)) {
      return new Steadiness(State.UNKNOWN, "");
    }
    int settled = Math.min(warmUp.size(), measured.size() / SETTLED_SHARE);
    int from = warmUp.size() - settled;
    List<Double> judged = new ArrayList<>(times(warmUp.subList(from, warmUp.size())));
    judged.addAll(times(measured));
    Steadiness steadiness = Steadiness.ofFork(times(warmUp.subList(0, from)), judged);
    return steadiness.state() != State.NOT_STEADY && isCompiling()
        ? new Steadiness(State.NOT_STEADY, "was still being compiled when it ended")
        : steadiness;
  }

  private boolean isCompiling() {
    return compiling.subList(Math.max(0, compiling.size() - WAITING), compiling.size()).stream()
        .allMatch(methods -> methods > 0);
  }

  private List<Double> times(List<Double> scores) {
    return mode == Mode.Throughput ? scores.stream().map(rate -> 1 / rate).toList() : scores;
  }

  /** How long its warm-up was meant to take. */
  double warmUpSeconds() {
    return warmUpSeconds;
  }

  /** For the result file. */
  Series series() {
    return new Series(
        List.copyOf(warmUp),
        List.copyOf(measured),
        Optional.of(steadiness().reason()).filter(reason -> !reason.isEmpty()).orElse(null));
  }
}
