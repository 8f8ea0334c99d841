// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.bench.GeneratedNoiseBenchmark.LawParameter;
import antipgd.bench.GeneratedNoiseBenchmark.StreamParameter;
import antipgd.bench.GeneratedNoiseBenchmark.StreamParameters;
import antipgd.noise.Law;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernels;
import java.lang.reflect.Method;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedNoiseBenchmarkTest {

  /** A step rounds by some 1e-7 at random, so a thousand drift by a few 1e-6. */
  private static final double DRIFT = 2e-5;

  static Stream<Arguments> cases() {
    return Twin.cases(GeneratedNoiseBenchmark.class)
        .flatMap(
            methodAndN -> {
              Method method = (Method) methodAndN.get()[0];
              return states(method).map(state -> Arguments.of(method, state, methodAndN.get()[1]));
            });
  }

  /** What JMH would hand to the method. */
  private static Stream<Object[]> states(Method method) {
    if (method.getParameterCount() == 0) {
      return Stream.<Object[]>of(new Object[0]);
    }
    Class<?> type = method.getParameterTypes()[0];
    Stream<Law> laws = Twin.values(type, "law").map(Law::valueOf);
    if (type == LawParameter.class) {
      return laws.map(
          law -> {
            LawParameter of = new LawParameter();
            of.law = law;
            return new Object[] {of};
          });
    }
    if (type == StreamParameter.class) {
      return laws.map(law -> ready(new StreamParameter(), law));
    }
    return laws.flatMap(
        law ->
            Twin.values(type, "rounds")
                .map(
                    rounds -> {
                      StreamParameters of = new StreamParameters();
                      of.rounds = Integer.parseInt(rounds);
                      return ready(of, law);
                    }));
  }

  private static Object[] ready(StreamParameter of, Law law) {
    of.law = law;
    of.setUp();
    return new Object[] {of};
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weightsAreTheFirstOnesPlusTheLastNoise(Method method, Object[] state, int n)
      throws ReflectiveOperationException {
    Twin.assumeRoomFor(10, n);
    GeneratedNoiseBenchmark benchmark = new GeneratedNoiseBenchmark();
    benchmark.n = n;
    benchmark.setUp();
    float[] first = benchmark.w.clone();
    float[] g = benchmark.g.clone();
    float[] w = first.clone();
    float[] xi = new float[n];
    Slice at = Slice.of(w, g);
    boolean changes = method.getName().endsWith("TwoScales");
    float[] scales = {Data.SIGMA, changes ? Data.SIGMA / 2 : Data.SIGMA};
    RandomGenerator jdk = Data.jdkGenerator();
    Random ejml = new Random(Data.SEED);

    for (int step = 0; step < (n < 4096 ? 1000 : 2); step++) {
      method.invoke(benchmark, state);
      float added = scales[step % 2];
      float takenBack = scales[(step + 1) % 2];
      switch (method.getName()) {
        case "gd" -> {}
        case "simdStored",
            "simdRegenerated",
            "simdStoredTwoScales",
            "simdRegeneratedTwoScales",
            "blockedStored",
            "blockedRegenerated",
            "scalarStored" -> {
          Noise noise = Noise.stored(((StreamParameter) state[0]).stream, xi);
          StepKernels.scalar().antiPgd(at, noise, step, benchmark.eta, takenBack, added);
          Twin.assertSame("w", benchmark.w, w);
        }
        case "scalarJdk" ->
            xi = isGaussian(state) ? Twin.draw(n, jdk::nextGaussian) : Twin.drawSigns(n, jdk);
        case "ejml" ->
            xi =
                Twin.draw(
                    n, isGaussian(state) ? ejml::nextGaussian : () -> ejml.nextBoolean() ? 1 : -1);
        default -> throw new AssertionError("No reference for " + method);
      }
      float forward = step % 2 == 0 ? Data.ETA : 0;
      for (int i = 0; i < n; i++) {
        double expected = first[i] - forward * g[i] + added * (double) xi[i];
        if (!(Math.abs(benchmark.w[i] - expected) < DRIFT)) {
          assertThat((double) benchmark.w[i])
              .as("w[%s] after step %s", i, step)
              .isCloseTo(expected, within(DRIFT));
        }
      }
    }
  }

  private static boolean isGaussian(Object[] state) {
    return ((LawParameter) state[0]).law == Law.GAUSSIAN;
  }
}
