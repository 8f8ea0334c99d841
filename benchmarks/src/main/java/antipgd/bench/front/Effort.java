// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/**
 * How a benchmark is measured: what the command line says, else its annotations.
 *
 * @param forks VMs, 0 for this one
 * @param warmUpIterations iterations of warm-up in each
 * @param seconds what all iterations of a fork take, if no call is longer than its iteration
 * @param adapts whether a fork that is not steady may run again with a longer warm-up
 */
record Effort(int forks, int warmUpIterations, double seconds, boolean adapts) {

  /** In these modes an iteration says how long a call takes. */
  static final List<Mode> OF_TIME = List.of(Mode.AverageTime, Mode.Throughput);

  static Effort of(CommandLineOptions asked, BenchmarkListEntry entry, Mode mode) {
    boolean oneShot = mode == Mode.SingleShotTime;
    int forks = chosen(asked.getForkCount(), entry.getForks(), Defaults.MEASUREMENT_FORKS);
    int warmUps =
        chosen(
            asked.getWarmupIterations(),
            entry.getWarmupIterations(),
            oneShot ? Defaults.WARMUP_ITERATIONS_SINGLESHOT : Defaults.WARMUP_ITERATIONS);
    int iterations =
        chosen(
            asked.getMeasurementIterations(),
            entry.getMeasurementIterations(),
            oneShot ? Defaults.MEASUREMENT_ITERATIONS_SINGLESHOT : Defaults.MEASUREMENT_ITERATIONS);
    double warmUp =
        seconds(chosen(asked.getWarmupTime(), entry.getWarmupTime(), Defaults.WARMUP_TIME));
    double measurement =
        seconds(
            chosen(
                asked.getMeasurementTime(), entry.getMeasurementTime(), Defaults.MEASUREMENT_TIME));
    boolean saysHowToWarmUp =
        asked.getWarmupIterations().hasValue()
            || asked.getWarmupTime().hasValue()
            || asked.getWarmupBatchSize().hasValue()
            || asked.getWarmupForkCount().hasValue();
    return new Effort(
        forks,
        warmUps,
        warmUps * warmUp + iterations * measurement,
        forks > 0 && OF_TIME.contains(mode) && !saysHowToWarmUp);
  }

  private static <T> T chosen(Optional<T> asked, Optional<T> annotated, T otherwise) {
    return asked.orElse(annotated.orElse(otherwise));
  }

  private static double seconds(TimeValue time) {
    return time.convertTo(TimeUnit.NANOSECONDS) / 1e9;
  }
}
