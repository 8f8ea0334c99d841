// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.reports.jmh.Steadiness.State;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.ThroughputResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Series in us, as they were recorded on a core that a busy loop shared. */
class ForkRunTest {

  private static final double[] COLD = {461402, 64091, 10849, 62};
  private static final double[] STEADY = {51, 50, 49, 49, 49, 50, 51, 50, 51, 50};

  private final ForkRun run = new ForkRun();

  private static IterationParams iterations(IterationType type) {
    return new IterationParams(type, 10, TimeValue.milliseconds(100), 1);
  }

  private static BenchmarkParams benchmark(Mode mode) {
    return new BenchmarkParams(
        "a.B.m",
        "a.B.m",
        true,
        1,
        new int[] {1},
        List.of(),
        1,
        0,
        iterations(IterationType.WARMUP),
        iterations(IterationType.MEASUREMENT),
        mode,
        new WorkloadParams(),
        TimeUnit.MICROSECONDS,
        1,
        "java",
        List.of(),
        "17",
        "VM",
        "17",
        "1.37",
        TimeValue.minutes(1));
  }

  private void passes(Mode mode, IterationType type, double compiling, double... scores) {
    for (double score : scores) {
      IterationResult iteration =
          new IterationResult(
              benchmark(mode), iterations(type), new IterationResultMetaData(1000, 1000));
      iteration.addResults(primary(mode, score));
      iteration.addResult(
          new ScalarResult("compiling", compiling, "methods", AggregationPolicy.MAX));
      run.add(iteration);
      assertThat(iteration.getSecondaryResults()).isEmpty();
    }
  }

  private static Collection<Result<?>> primary(Mode mode, double score) {
    long ns = 1_000_000;
    return List.of(
        mode == Mode.Throughput
            ? new ThroughputResult(
                ResultRole.PRIMARY, "m", score * ns / 1000, ns, TimeUnit.MICROSECONDS)
            : new AverageTimeResult(
                ResultRole.PRIMARY, "m", ns / 1000 / score, ns, TimeUnit.MICROSECONDS));
  }

  private State afterWarmUp(double... warmUp) {
    passes(Mode.AverageTime, IterationType.WARMUP, 3, warmUp);
    passes(Mode.AverageTime, IterationType.MEASUREMENT, 0, STEADY);
    return run.steadiness().state();
  }

  @Test
  void isSteadyWhereWarmUpHasReachedTheLevel() {
    assertThat(afterWarmUp(461402, 64091, 10849, 62, 50, 51, 50, 49, 50)).isEqualTo(State.STEADY);
    assertThat(run.series().unsteady()).isNull();
    assertThat(run.series().warmUp()).hasSize(9);
    assertThat(run.series().measured()).hasSize(10);
    assertThat(run.warmUpSeconds()).isCloseTo(0.9, within(1e-9));
  }

  /** Ten good iterations may be a pause between two compilations. */
  @Test
  void isNotSteadyWhereWarmUpEndedJustBefore() {
    assertThat(afterWarmUp(COLD)).isEqualTo(State.NOT_STEADY);
    assertThat(run.series().unsteady()).startsWith("was still warming up");
  }

  /** A plateau of slow code, recorded: its steps took 145 us after it. */
  @Test
  void isNotSteadyWhileTheCompilerIsBusy() {
    passes(Mode.AverageTime, IterationType.WARMUP, 2, 362, 352, 380, 353);
    passes(Mode.AverageTime, IterationType.MEASUREMENT, 1, 367, 373, 360, 352, 361, 366, 370, 358);

    assertThat(run.steadiness().state()).isEqualTo(State.NOT_STEADY);
    assertThat(run.series().unsteady()).isEqualTo("was still being compiled when it ended");
  }

  /** As what is called once an iteration, by JMH or by a thread in the background. */
  @Test
  void isSteadyWhereSomethingSmallIsCompiledLate() {
    passes(Mode.AverageTime, IterationType.WARMUP, 2, 461402, 51, 50, 49, 50, 51, 50);
    passes(Mode.AverageTime, IterationType.MEASUREMENT, 0, 50, 51, 49, 50, 50, 49, 51, 50);
    passes(Mode.AverageTime, IterationType.MEASUREMENT, 1, 50, 51);
    assertThat(run.steadiness().state()).isEqualTo(State.STEADY);

    passes(Mode.AverageTime, IterationType.MEASUREMENT, 1, 50);
    assertThat(run.steadiness().state()).isEqualTo(State.NOT_STEADY);
  }

  @Test
  void judgesRatesByTheirTimes() {
    passes(Mode.Throughput, IterationType.MEASUREMENT, 0, 0.1, 20, 20.3, 19.8, 20.1, 20.2);

    assertThat(run.series().unsteady())
        .isEqualTo(
            "was still warming up: its first iteration took 201 times as long as the others");
  }

  @Test
  void saysNothingOfShots() {
    passes(Mode.SingleShotTime, IterationType.MEASUREMENT, 1, 5);

    assertThat(run.steadiness().state()).isEqualTo(State.UNKNOWN);
    assertThat(run.series().unsteady()).isNull();
  }
}
