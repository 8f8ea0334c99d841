// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static antipgd.bench.ValleyBenchmark.ALPHA;
import static antipgd.bench.ValleyBenchmark.D;
import static antipgd.bench.ValleyBenchmark.ETA;
import static antipgd.bench.ValleyBenchmark.NORM2;
import static antipgd.bench.ValleyBenchmark.STEPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import antipgd.bench.ValleyBenchmark.Outcome;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.verification.landscape.Landscape;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValleyBenchmarkTest {

  /** At this scale PGD's chains leave, every one upwards. */
  private static final float LOUD = 1;

  static Stream<Arguments> cases() {
    return Twin.methods(ValleyBenchmark.class)
        .flatMap(
            method ->
                Twin.values(ValleyBenchmark.class, "rule")
                    .flatMap(
                        rule ->
                            Twin.values(ValleyBenchmark.class, "law")
                                .flatMap(
                                    law ->
                                        Stream.of(1, 34, 2200)
                                            .map(n -> Arguments.of(method, rule, law, n)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatDoublesFindAndLeavesNothing(Method method, Rule rule, Law law, int n)
      throws ReflectiveOperationException {
    ValleyBenchmark benchmark = new ValleyBenchmark();
    benchmark.n = n;
    benchmark.law = law;
    benchmark.rule = rule;
    benchmark.setUp();
    assertThat(benchmark.chains * (D + 1)).isBetween(n, n + D);

    Noise noise = method.getName().equals("scalarJdk") ? jdk(law) : ours(law);
    assertAgree((Outcome) method.invoke(benchmark), reference(benchmark, noise), 0);

    benchmark.sigma = LOUD;
    assertAgree(
        (Outcome) method.invoke(benchmark),
        reference(benchmark, noise),
        rule == Rule.PGD ? benchmark.chains : 0);
  }

  private static void assertAgree(Outcome actual, Outcome expected, int left) {
    assertThat(actual.norm2()).isCloseTo(expected.norm2(), withinPercentage(0.01));
    assertThat(actual.leftW()).isEqualTo(expected.leftW()).isEqualTo(left);
    assertThat(actual.leftZ()).isEqualTo(expected.leftZ()).isEqualTo(left);
  }

  /** Fills xi with the noise of a step of a chain; asked chain by chain, step by step. */
  private interface Noise {
    void draw(int chain, int step, double[] xi);
  }

  private static Noise ours(Law law) {
    NoiseStream stream = new NoiseStream(Data.SEED, 0, law);
    int side = Landscape.SIDE_BY_SIDE;
    return (chain, step, xi) -> {
      for (int j = 0; j < xi.length; j++) {
        long row = (long) chain / side * xi.length + j;
        xi[j] = stream.at(step, row * side + chain % side);
      }
    };
  }

  private static Noise jdk(Law law) {
    RandomGenerator generator = Data.jdkGenerator();
    return (chain, step, xi) -> {
      long bits = law == Law.RADEMACHER ? generator.nextLong() : 0;
      for (int j = 0; j < xi.length; j++) {
        xi[j] =
            law == Law.RADEMACHER
                ? (bits & 1L << j) == 0 ? 1 : -1
                : (float) generator.nextGaussian();
      }
    };
  }

  /** On z, with {@code w = z + sigma xi}: not the way the benchmark goes. */
  private static Outcome reference(ValleyBenchmark benchmark, Noise noise) {
    double norms2 = 0;
    int leftW = 0;
    int leftZ = 0;
    for (int c = 0; c < benchmark.chains; c++) {
      double[] w = new double[D + 1];
      double[] z = new double[D + 1];
      double[] xi = new double[D + 1];
      Arrays.fill(w, 0, D, Math.sqrt(NORM2 / D));
      boolean outW = false;
      boolean outZ = false;
      for (int step = 0; step < STEPS; step++) {
        double v = w[D];
        double r = norm2(w);
        for (int j = 0; j <= D; j++) {
          double slope = j < D ? v * v * w[j] : r * v;
          z[j] = w[j] - ETA * slope - (benchmark.rule == Rule.PGD ? 0 : benchmark.sigma * xi[j]);
        }
        noise.draw(c, step, xi);
        for (int j = 0; j <= D; j++) {
          w[j] = z[j] + benchmark.sigma * xi[j];
        }
        outW |= norm2(w) < ALPHA * NORM2 || norm2(w) > NORM2 / ALPHA;
        outZ |= norm2(z) < ALPHA * NORM2 || norm2(z) > NORM2 / ALPHA;
      }
      norms2 += norm2(w);
      leftW += outW ? 1 : 0;
      leftZ += outZ ? 1 : 0;
    }
    return new Outcome(norms2 / benchmark.chains, leftW, leftZ);
  }

  private static double norm2(double[] point) {
    return Arrays.stream(point, 0, D).map(u -> u * u).sum();
  }
}
