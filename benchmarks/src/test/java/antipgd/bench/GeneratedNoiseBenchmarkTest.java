// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.bench.GeneratedNoiseBenchmark.LambdaParameters;
import antipgd.bench.GeneratedNoiseBenchmark.LawParameter;
import antipgd.bench.GeneratedNoiseBenchmark.StreamParameter;
import antipgd.bench.GeneratedNoiseBenchmark.StreamParameters;
import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernels;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedNoiseBenchmarkTest {

  /** A step rounds by some 1e-7 at random, so a thousand drift by a few 1e-6. */
  private static final double DRIFT = 2e-5;

  /**
   * Most that a step with two scales rounds weights below 4 by, in three operations: what is left
   * of Rademacher noise is the same number at every step, which rounds to the same side.
   */
  private static final double TWO_SCALES = 3 * 0x1p-23;

  /** Steps that take a part back are measured in the cache alone. */
  private static final int LONGEST_OF_PARTS = 1 << 16;

  /** The last one that was asked for: several methods have to give the same. */
  private static Reference reference;

  /** What decides which weights come out. */
  private record Steps(NoiseStream stream, int n, double lambda, boolean scaleChanges) {

    /** Nothing for methods with noise of others. */
    static Optional<Steps> of(Method method, Object[] state, int n) {
      return state.length > 0 && state[0] instanceof StreamParameter of
          ? Optional.of(
              new Steps(
                  of.stream,
                  n,
                  state[0] instanceof LambdaParameters part ? part.lambda : 1,
                  method.getName().endsWith("TwoScales")))
          : Optional.empty();
    }

    float added(int step) {
      return scaleChanges && step % 2 == 1 ? Data.SIGMA / 2 : Data.SIGMA;
    }
  }

  /** The scalar kernel's weights and noise after each of the first steps. */
  private static final class Reference {
    final Steps steps;
    final List<float[]> w = new ArrayList<>();
    final List<float[]> xi = new ArrayList<>();

    Reference(Steps steps) {
      this.steps = steps;
    }

    static Reference of(Steps steps) {
      if (reference == null || !reference.steps.equals(steps)) {
        reference = new Reference(steps);
      }
      return reference;
    }

    /** Takes a step if nobody did before. */
    void make(int step, float[] first, float[] g) {
      if (step == w.size()) {
        w.add(step == 0 ? first.clone() : w.get(step - 1).clone());
        xi.add(step == 0 ? new float[g.length] : xi.get(step - 1).clone());
        StepKernels.scalar()
            .antiPgd(
                Slice.of(w.get(step), g),
                Noise.stored(steps.stream, xi.get(step)),
                step,
                step % 2 == 0 ? Data.ETA : -Data.ETA,
                (float) (steps.lambda * steps.added(step + 1)),
                steps.added(step));
      }
    }
  }

  /** In an order in which those that share a reference follow each other. */
  static Stream<Arguments> cases() {
    return Twin.cases(GeneratedNoiseBenchmark.class)
        .flatMap(
            methodAndN -> {
              Method method = (Method) methodAndN.get()[0];
              int n = (int) methodAndN.get()[1];
              return states(method)
                  .filter(state -> !isPart(state) || n <= LONGEST_OF_PARTS)
                  .map(state -> Arguments.of(method, state, n));
            })
        .sorted(Comparator.comparing(GeneratedNoiseBenchmarkTest::steps));
  }

  private static String steps(Arguments of) {
    Object[] all = of.get();
    return Steps.of((Method) all[0], (Object[]) all[1], (int) all[2]).toString();
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
            Stream.of(Generator.values())
                .flatMap(generator -> with(type, generator).map(of -> ready(of, law))));
  }

  private static Stream<StreamParameters> with(Class<?> type, Generator generator) {
    if (type == StreamParameters.class) {
      StreamParameters of = new StreamParameters();
      of.generator = generator;
      return Stream.of(of);
    }
    // At 1 it is the step of the methods that know no lambda.
    return Twin.values(type, "lambda")
        .filter(lambda -> !"1".equals(lambda))
        .map(
            lambda -> {
              LambdaParameters of = new LambdaParameters();
              of.generator = generator;
              of.lambda = Double.parseDouble(lambda);
              return of;
            });
  }

  private static Object[] ready(StreamParameter of, Law law) {
    of.law = law;
    of.setUp();
    return new Object[] {of};
  }

  @AfterAll
  static void forget() {
    reference = null;
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
    float[] xi = new float[n];
    Optional<Steps> steps = Steps.of(method, state, n);
    double lambda = steps.map(Steps::lambda).orElse(1.0);
    double[] left = new double[lambda < 1 ? n : 0];
    RandomGenerator jdk = Data.jdkGenerator();
    Random ejml = new Random(Data.SEED);

    for (int step = 0; step < (n < 4096 ? 1000 : 2); step++) {
      method.invoke(benchmark, state);
      int now = step;
      float added = steps.map(of -> of.added(now)).orElse(Data.SIGMA);
      for (int i = 0; i < left.length; i++) {
        left[i] += (1 - lambda) * Data.SIGMA * xi[i];
      }
      switch (method.getName()) {
        case "gd" -> {}
        case "simdStored",
            "simdRegenerated",
            "simdStoredTwoScales",
            "simdRegeneratedTwoScales",
            "simdStoredLambda",
            "simdRegeneratedLambda",
            "blockedStored",
            "blockedRegenerated",
            "scalarStored" -> {
          Reference of = Reference.of(steps.orElseThrow());
          of.make(step, first, g);
          xi = of.xi.get(step);
          Twin.assertSame("w", benchmark.w, of.w.get(step));
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
      double drift = lambda < 1 ? TWO_SCALES * (step + 1) : DRIFT;
      for (int i = 0; i < n; i++) {
        double expected = first[i] - forward * g[i] + added * (double) xi[i];
        expected += left.length == 0 ? 0 : left[i];
        if (!(Math.abs(benchmark.w[i] - expected) < drift)) {
          assertThat((double) benchmark.w[i])
              .as("w[%s] after step %s", i, step)
              .isCloseTo(expected, within(drift));
        }
      }
    }
  }

  private static boolean isPart(Object... state) {
    return state.length > 0 && state[0] instanceof LambdaParameters;
  }

  private static boolean isGaussian(Object[] state) {
    return ((LawParameter) state[0]).law == Law.GAUSSIAN;
  }
}
