// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Optimizer;
import antipgd.training.Optimizer.Holding;
import antipgd.training.ParameterSet;
import antipgd.training.Recipe;
import antipgd.training.Tensor;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method does the steps of its name on all weights of a ResNet-20, and on nothing else. */
class DjlStepBenchmarkTest {

  private static final int N = 272_442;
  private static final int STEPS = 3;
  private static final float ETA = 0.125f;

  private DjlStepBenchmark benchmark;
  private float[][] weights;
  private float[][] arrays;
  private float[][] gradients;

  @BeforeEach
  void setUp() {
    setUp(new DjlStepBenchmark(ETA));
  }

  private void setUp(DjlStepBenchmark made) {
    benchmark = made;
    benchmark.n = N;
    benchmark.setUp();
    weights = benchmark.weights();
    arrays = benchmark.arrays();
    gradients = benchmark.gradients();
  }

  @AfterEach
  void tearDown() {
    assertThat(benchmark.gradients()).isDeepEqualTo(gradients);
    benchmark.tearDown();
  }

  static Stream<Arguments> recipes() {
    return Stream.of(
        recipe("gd", DjlStepBenchmark::gd, Rule.GD, Law.GAUSSIAN),
        recipe("antiPgdGaussian", DjlStepBenchmark::antiPgdGaussian, Rule.ANTI_PGD, Law.GAUSSIAN),
        recipe(
            "antiPgdRademacher",
            DjlStepBenchmark::antiPgdRademacher,
            Rule.ANTI_PGD,
            Law.RADEMACHER),
        recipe("arraysGd", DjlStepBenchmark::arraysGd, Rule.GD, Law.GAUSSIAN),
        recipe(
            "arraysAntiPgdGaussian",
            DjlStepBenchmark::arraysAntiPgdGaussian,
            Rule.ANTI_PGD,
            Law.GAUSSIAN));
  }

  private static Arguments recipe(
      String name, Consumer<DjlStepBenchmark> method, Rule rule, Law law) {
    return Arguments.of(name, method, Recipe.constant(rule, ETA, ETA, new NoiseStream(1, 0, law)));
  }

  /** The same bits as by the library's optimizer with the scalar kernel. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("recipes")
  void doesTheRecipesSteps(String name, Consumer<DjlStepBenchmark> method, Recipe recipe) {
    assertThat(Arrays.stream(weights).mapToInt(w -> w.length).sum()).isEqualTo(N);
    assertThat(arrays).isDeepEqualTo(weights);
    ParameterSet expected =
        new ParameterSet(
            IntStream.range(0, weights.length)
                .mapToObj(t -> Tensor.of(benchmark.names().get(t), weights[t].clone()))
                .toList());
    Optimizer optimizer =
        new Optimizer(
            StepKernels.scalar(), Workers.common(), expected, recipe, Holding.REGENERATED);
    for (int step = 0; step < STEPS; step++) {
      optimizer.step(gradients);
      method.accept(benchmark);
    }
    float[][] stepped = expected.tensors().stream().map(Tensor::w).toArray(float[][]::new);
    boolean onArrays = name.startsWith("arrays");
    assertThat(benchmark.arrays()).isDeepEqualTo(onArrays ? stepped : arrays);
    assertThat(benchmark.weights()).isDeepEqualTo(onArrays ? weights : stepped);
  }

  /** {@code w - k eta g} after k steps, but for rounding. */
  @Test
  void djlSgdIsGradientDescent() {
    for (int step = 0; step < STEPS; step++) {
      benchmark.djlSgd();
    }
    float[][] after = benchmark.weights();
    for (int t = 0; t < weights.length; t++) {
      for (int i = 0; i < weights[t].length; i++) {
        float expected = weights[t][i] - STEPS * ETA * gradients[t][i];
        assertThat(after[t][i]).isCloseTo(expected, within(1e-6f));
      }
    }
    assertThat(benchmark.arrays()).isDeepEqualTo(arrays);
  }

  /** So that a measurement of millions of steps is of weights as they are in a training. */
  @Test
  void whatIsMeasuredLeavesTheWeightsWhereTheyAre() {
    benchmark.tearDown();
    setUp(new DjlStepBenchmark());
    benchmark.djlSgd();
    benchmark.gd();
    benchmark.antiPgdGaussian();
    benchmark.antiPgdRademacher();
    float[][] after = benchmark.weights();
    for (int t = 0; t < weights.length; t++) {
      for (int i = 0; i < weights[t].length; i++) {
        assertThat(after[t][i]).isCloseTo(weights[t][i], within(1e-10f));
      }
    }
  }
}
