// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Descent;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.statistics.ChiSquareCheck;
import antipgd.verification.statistics.ConfidenceInterval;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.DifferenceCheck;
import antipgd.verification.statistics.ErrorRates;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.statistics.VarianceCheck;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * How often intervals that lean on a limit theorem miss the truth, for those laws of the suite that
 * are the hardest for them, at a rate that can be seen; {@code -Plong} looks ten times as often.
 * {@code ExactRatesTest} has the checks whose law is exact.
 *
 * <p>How this speaks of rates that cannot be seen: at q standard errors, what skewness does to a
 * tail of Student's statistic of n values is a factor {@code exp(+-skewness q^3 / (3 sqrt n))}, to
 * leading order (Jing, Shao and Wang 2003). An end that errs with 1 in 100 has q = 2.33, one of 1
 * in 10^9 has 6.00 and one of 1 in 10^6 has 4.75. So a sample smaller by the sixth power of their
 * ratio puts the same factor before the rate that can be seen. What comes after the leading order,
 * of size q^4 / n, is larger there by the square of that ratio. An interval that keeps its rate
 * here so keeps it at its own size as well.
 */
@Execution(ExecutionMode.CONCURRENT)
class CalibrationIT {

  private static final double SEEN = 0.01;

  /** The most that a rate may be above the declared one. */
  private static final double SLACK = 1.5;

  private static final int REPETITIONS = 10_000;
  private static final ErrorRates RATES = new ErrorRates(2 * SEEN, SEEN);

  /** A value of a law. */
  private interface Value {
    double of(SplittableRandom random);
  }

  /**
   * A law that a check of the suite meets.
   *
   * @param value draws from it
   * @param mean its mean
   * @param samples number of values that the check takes
   * @param end how often an end of the check's interval may err
   */
  private record Met(Value value, double mean, long samples, double end) {

    /** Number of values at which skewness does the same to the rate that can be seen. */
    int seenSamples() {
      return (int) Math.round(samples * Math.pow(quantile(SEEN) / quantile(end), 6));
    }

    Moments sample(SplittableRandom random) {
      return sample(seenSamples(), random);
    }

    Moments sample(long n, SplittableRandom random) {
      Moments moments = new Moments();
      for (long i = 0; i < n; i++) {
        moments.add(value.of(random));
      }
      return moments;
    }
  }

  private static double quantile(double tail) {
    return -new NormalDistribution(null, 0, 1).inverseCumulativeProbability(tail);
  }

  private static double square(double x) {
    return x * x;
  }

  /** {@code noise-law}: the most skewed of the moments. */
  private static Met fourthPowers() {
    return new Met(random -> square(square(random.nextGaussian())), 3, 4_438_617, 1e-9);
  }

  /** {@code conditional-covariance}: {@code (V^2 (U_1 - U_2))^2 / 2} at v = sigma = 1/2. */
  private static Met acrossU() {
    return new Met(
        random -> {
          double v2 = square(0.5 + 0.5 * random.nextGaussian());
          // U_1 - U_2 has variance 2 sigma^2.
          return v2 * v2 * square(0.5 * random.nextGaussian());
        },
        0.15625,
        2_959_078,
        1e-9);
  }

  /** {@code layer-wise-noise}: given one layer's noise the output is normal. */
  private static Met layers(int m, double end) {
    double sigma = 0.1;
    return new Met(
        random -> {
          double alongA = random.nextGaussian();
          double alongB = random.nextGaussian();
          // The squares of the others, whose sum is nearly normal.
          double rest = m - 2 + Math.sqrt(2 * (m - 2.0)) * random.nextGaussian();
          double noisy = square(1 + sigma * alongA) + sigma * sigma * (square(alongB) + rest);
          return square(alongB + Math.sqrt(noisy) * random.nextGaussian());
        },
        2 + m * sigma * sigma,
        40_637,
        end);
  }

  /** {@code moment-recursions}: v^2 of chains of PGD after 16 steps, drawn again from a pilot. */
  private static Met squaredV() {
    ValleyCase of = new ValleyCase(Rule.PGD, Law.RADEMACHER, 1. / 4, 32, 1. / 128, 16);
    WideningValley valley = new WideningValley(of.d());
    Recipe recipe =
        Recipe.constant(of.rule(), of.eta(), of.sigma(), new NoiseStream(1, 1, of.law()));
    Ensemble ensemble =
        new Ensemble(
            StepKernels.chosen(),
            Workers.common(),
            valley,
            recipe,
            valley.minimum(ValleyCase.D),
            1 << 16);
    ensemble.run(of.steps());
    double[] w = new double[of.d() + 1];
    double[] pilot = new double[ensemble.chains()];
    for (int c = 0; c < pilot.length; c++) {
      ensemble.weights(c, w);
      pilot[c] = square(w[of.d()]);
    }
    double mean = Arrays.stream(pilot).average().orElseThrow();
    return new Met(random -> pilot[random.nextInt(pilot.length)] / mean, 1, 7398, 1e-6);
  }

  @Test
  void endsOfMeans() {
    meansErrAsDeclared(REPETITIONS);
  }

  @Test
  @Tag("long")
  void endsOfMeansTenTimesAsOften() {
    meansErrAsDeclared(10 * REPETITIONS);
  }

  private static void meansErrAsDeclared(int repetitions) {
    Stream.of(fourthPowers(), acrossU(), layers(1024, 1e-9), squaredV())
        .forEach(
            met -> {
              MeanCheck check = new MeanCheck(declare(Requirement.equal(met.mean)), 1);
              endsErrAsDeclared(
                  repetitions, met.mean, random -> check.judge(met.sample(random)).interval());
            });
  }

  @Test
  void endsOfDifferences() {
    Met wide = layers(1024, 1e-6);
    Met narrow = layers(64, 1e-6);
    double difference = wide.mean - narrow.mean;
    DifferenceCheck check = new DifferenceCheck(declare(Requirement.equal(difference)), 1, 1);
    endsErrAsDeclared(
        REPETITIONS,
        difference,
        random -> check.judge(wide.sample(random), narrow.sample(random)).interval());
  }

  /** What is within its bound by the effect fails no more often than declared, though skewed. */
  @Test
  void falseAlarmsOfProvenMeans() {
    Met met = squaredV();
    ErrorRates rates = new ErrorRates(SEEN, SEEN);
    double effect = 0.73;
    MeanCheck check =
        new MeanCheck(
            new Declaration("v2", "mean", Requirement.atMost(1 + effect), effect, rates), 1.6);
    assertThat(check.samples()).isBetween((long) met.seenSamples(), 130L);
    int alarms = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      Moments values = met.sample(check.samples(), new SplittableRandom(i));
      alarms += check.judge(values).passed() ? 0 : 1;
    }
    assertThat(alarms).isLessThanOrEqualTo(most(REPETITIONS, SEEN));
  }

  /** Counts in bins of which the rarest expects some dozens of values. */
  @Test
  void chiSquareOfFineBins() {
    long n = 4_717_918;
    int repetitions = REPETITIONS / 10;
    double[] law = NormalBins.law();
    ChiSquareCheck check = new ChiSquareCheck(declare(Requirement.equal(0)), law);
    int alarms = 0;
    for (int i = 0; i < repetitions; i++) {
      SplittableRandom random = new SplittableRandom(i);
      long[] counts = Arrays.stream(law).mapToLong(p -> poisson(n * p, random)).toArray();
      alarms += check.judge(counts).passed() ? 0 : 1;
    }
    assertThat(alarms).isLessThanOrEqualTo(most(repetitions, 2 * SEEN));
  }

  /** The number of arrivals in a time; of many it is nearly normal. */
  private static long poisson(double mean, SplittableRandom random) {
    if (mean > 2000) {
      return Math.round(mean + Math.sqrt(mean) * random.nextGaussian());
    }
    long arrivals = -1;
    for (double time = 0; time < mean; arrivals++) {
      time -= Math.log(1 - random.nextDouble());
    }
    return arrivals;
  }

  /** {@code rounding-drift}: float32's own drift against the chi-square law. */
  @Test
  void varianceOfRoundingDrift() {
    double rate = 0.1;
    ErrorRates rates = new ErrorRates(rate, rate);
    VarianceCheck check =
        new VarianceCheck(new Declaration("drift", "drift", Requirement.equal(1), 0.5, rates));
    int n = (int) check.samples();
    int repetitions = 2000;
    int steps = 1000;
    float[] start = new float[n * repetitions];
    Arrays.fill(start, 1.5f);
    double sigma = (float) 0.05;
    Recipe recipe = Recipe.constant(Rule.ANTI_PGD, 0, sigma, new NoiseStream(1, 2, Law.GAUSSIAN));
    Descent descent = Descent.of(StepKernels.chosen(), new Flat(start.length), recipe, start);
    while (descent.steps() < steps) {
      descent.step();
    }
    int alarms = 0;
    for (int from = 0; from < start.length; from += n) {
      Moments squares = new Moments();
      for (int e = from; e < from + n; e++) {
        double drift = (descent.w()[e] - 1.5 - sigma * descent.xi()[e]) / 0x1p-23;
        squares.add(drift * drift * 12 / steps);
      }
      alarms += check.judge(squares).passed() ? 0 : 1;
    }
    assertThat(alarms).isBetween(least(repetitions, rate), most(repetitions, rate));
  }

  private static Declaration declare(Requirement requirement) {
    return new Declaration("check", "statistic", requirement, 1, RATES);
  }

  private static void endsErrAsDeclared(
      int repetitions, double truth, Function<SplittableRandom, ConfidenceInterval> interval) {
    ConfidenceInterval[] made = new ConfidenceInterval[repetitions];
    Workers.common().run(repetitions, i -> made[i] = interval.apply(new SplittableRandom(i)));
    int above = (int) Arrays.stream(made).filter(each -> each.lower() > truth).count();
    int below = (int) Arrays.stream(made).filter(each -> each.upper() < truth).count();
    assertThat(above).isBetween(least(repetitions, SEEN), most(repetitions, SEEN));
    assertThat(below).isBetween(least(repetitions, SEEN), most(repetitions, SEEN));
  }

  /** More would be a proof, with one in a million to err, that the rate is above the slack. */
  private static int most(int repetitions, double rate) {
    return new BinomialDistribution(null, repetitions, SLACK * rate)
        .inverseCumulativeProbability(1 - 1e-6);
  }

  /** Fewer would be a proof that intervals are far wider than declared. */
  private static int least(int repetitions, double rate) {
    return new BinomialDistribution(null, repetitions, rate / 2).inverseCumulativeProbability(1e-6);
  }
}
