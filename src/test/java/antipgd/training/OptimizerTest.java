// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.ParallelStepKernel;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Optimizer.Holding;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {

  private static final StepKernel SCALAR = StepKernels.scalar();
  private static final int STEPS = 6;
  private static final int OFF = 4;

  /** Changes at each step, and ends before the run does. */
  private static final Schedule SIGMA = ((Schedule) n -> 0.3f / (n + 1)).until(OFF);

  private static final Schedule ETA = n -> 0.1f / (n + 2);

  private final ForkJoinPool pool = new ForkJoinPool(3);

  @AfterEach
  void shutDown() {
    pool.shutdown();
  }

  private static Recipe recipe(Rule rule, Law law) {
    return new Recipe(rule, ETA, SIGMA, new NoiseStream(42, 0, law));
  }

  private Optimizer optimizer(ParameterSet parameters, Recipe recipe, Holding holding) {
    return new Optimizer(SCALAR, Workers.of(pool), parameters, recipe, holding);
  }

  private static float[] array(int seed, int length) {
    float[] array = new float[length];
    for (int i = 0; i < length; i++) {
      array[i] = (seed * 31 + i) % 257 / 64f - 2;
    }
    return array;
  }

  /** A gradient that depends on the weights, element by element. */
  private static float[][] gradients(ParameterSet parameters) {
    float[][] g = parameters.zeros();
    for (int t = 0; t < g.length; t++) {
      float[] w = parameters.tensors().get(t).w();
      for (int i = 0; i < w.length; i++) {
        g[t][i] = 1.5f * w[i];
      }
    }
    return g;
  }

  private static void run(Optimizer optimizer, ParameterSet parameters, int steps) {
    for (int n = 0; n < steps; n++) {
      optimizer.step(gradients(parameters));
    }
  }

  private static Stream<Arguments> rules() {
    return Stream.of(Rule.values())
        .flatMap(
            rule ->
                Stream.of(Law.values())
                    .flatMap(
                        law -> Stream.of(Holding.values()).map(h -> Arguments.of(rule, law, h))));
  }

  /** The same tensors whole, in another order, and in shards of odd lengths. */
  @ParameterizedTest
  @MethodSource("rules")
  void neitherOrderNorShardsNorThreadsChangeABit(Rule rule, Law law, Holding holding) {
    int n = 80_001;
    float[] a = array(1, n);
    float[] b = array(2, 1000);
    ParameterSet whole = new ParameterSet(Tensor.of("a", a), Tensor.of("b", b));
    Optimizer one = optimizer(whole, recipe(rule, law), holding);
    run(one, whole, STEPS - 1);

    float[] first = Arrays.copyOf(array(1, n), 30_001);
    float[] second = Arrays.copyOfRange(array(1, n), 30_001, n);
    ParameterSet shards =
        new ParameterSet(
            Tensor.shard("a", 30_001, second),
            Tensor.of("b", array(2, 1000)),
            Tensor.shard("a", 0, first));
    Optimizer two =
        new Optimizer(SCALAR, new Workers(pool, 1), shards, recipe(rule, law), Holding.REGENERATED);
    run(two, shards, STEPS - 1);

    assertThat(first).isEqualTo(Arrays.copyOf(a, 30_001));
    assertThat(second).isEqualTo(Arrays.copyOfRange(a, 30_001, n));
    assertThat(shards.tensors().get(1).w()).isEqualTo(b);
    assertThat(two.cleanWeights()[2]).isEqualTo(Arrays.copyOf(one.cleanWeights()[0], 30_001));
  }

  /** Gradients in the arrays of the last step, in new ones, and in both, with a refusal between. */
  @ParameterizedTest
  @MethodSource("rules")
  void itDoesNotMatterInWhichArraysGradientsCome(Rule rule, Law law, Holding holding) {
    Recipe recipe = Recipe.constant(rule, 0.1, 0.3, new NoiseStream(42, 0, law));
    ParameterSet fresh = twoTensors();
    Optimizer one = optimizer(fresh, recipe, holding);
    ParameterSet reused = twoTensors();
    Optimizer two = optimizer(reused, recipe, holding);
    float[][] g = reused.zeros();
    for (int n = 0; n < STEPS; n++) {
      one.step(gradients(fresh));
      if (n == 2) {
        g[1] = new float[g[1].length];
        float[] tooShort = new float[1];
        assertThatThrownBy(() -> two.step(new float[70_001], tooShort))
            .isExactlyInstanceOf(IllegalArgumentException.class);
      }
      float[][] now = gradients(reused);
      for (int t = 0; t < g.length; t++) {
        System.arraycopy(now[t], 0, g[t], 0, g[t].length);
      }
      two.step(g);
      for (int t = 0; t < g.length; t++) {
        assertThat(reused.tensors().get(t).w()).isEqualTo(fresh.tensors().get(t).w());
      }
    }
  }

  private static ParameterSet twoTensors() {
    return new ParameterSet(Tensor.of("a", array(1, 70_001)), Tensor.of("b", array(2, 1000)));
  }

  @Test
  void stepsAModelWithoutTensors() {
    Optimizer optimizer =
        optimizer(new ParameterSet(), recipe(Rule.PGD, Law.GAUSSIAN), Holding.STORED);
    optimizer.step();
    assertThat(optimizer.steps()).isEqualTo(1);
  }

  /** The rules as their contract writes them, element by element, with noise of the tensor's id. */
  @ParameterizedTest
  @MethodSource("rules")
  void doesTheRulesSteps(Rule rule, Law law, Holding holding) {
    NoiseStream noise = new NoiseStream(42, 17, law);
    float[] w = array(4, 3001);
    float[] expected = w.clone();
    float[] xi = new float[w.length];
    ParameterSet parameters = new ParameterSet(new Tensor("w", 17, 0, w));
    Optimizer optimizer = optimizer(parameters, recipe(rule, law), holding);
    float last = SIGMA.at(0);
    for (int n = 0; n < STEPS; n++) {
      float sigma = rule == Rule.GD ? 0 : SIGMA.at(n);
      float takenBack = rule == Rule.ANTI_PGD ? last : 0;
      float[] z = new float[w.length];
      for (int i = 0; i < w.length; i++) {
        float next = rule == Rule.GD ? 0 : noise.at(n, i);
        float moved = Math.fma(-ETA.at(n), 1.5f * expected[i], expected[i]);
        expected[i] =
            rule == Rule.ANTI_PGD
                ? Math.fma(sigma, next - xi[i], Math.fma(sigma - takenBack, xi[i], moved))
                : Math.fma(sigma, next, moved);
        xi[i] = next;
        z[i] = Math.fma(-sigma, next, expected[i]);
      }
      last = sigma;
      optimizer.step(gradients(parameters));
      assertThat(w).isEqualTo(expected);
      assertThat(optimizer.steps()).isEqualTo(n + 1);
      assertThat(optimizer.cleanWeights()[0]).isEqualTo(z);
    }
  }

  /** One step of theory in double, and the ends to the bit. */
  @ParameterizedTest
  @CsvSource({"GAUSSIAN, STORED", "GAUSSIAN, REGENERATED", "RADEMACHER, REGENERATED"})
  void takesAPartBack(Law law, Holding holding) {
    for (double lambda : new double[] {0, 0.75, 1}) {
      Recipe anti = recipe(Rule.ANTI_PGD, law);
      float[] w = array(4, 3001);
      ParameterSet parameters = new ParameterSet(new Tensor("w", 17, 0, w));
      Optimizer optimizer = optimizer(parameters, anti.takingBack(lambda), holding);
      ParameterSet atEnd = new ParameterSet(new Tensor("w", 17, 0, array(4, 3001)));
      Optimizer end =
          optimizer(atEnd, lambda == 0 ? recipe(Rule.PGD, law) : anti.takingBack(1), holding);
      NoiseStream noise = new NoiseStream(42, 17, law);
      for (int n = 0; n < STEPS; n++) {
        float[] z = optimizer.cleanWeights()[0];
        float[] before = w.clone();
        optimizer.step(gradients(parameters));
        end.step(gradients(atEnd));
        float[] next = optimizer.cleanWeights()[0];
        for (int i = 0; i < w.length; i++) {
          double left = n == 0 ? 0 : (1 - lambda) * SIGMA.at(n - 1) * noise.at(n - 1, i);
          double expected = z[i] - ETA.at(n) * 1.5f * before[i] + left;
          assertThat(Math.abs(next[i] - expected)).isLessThan(2e-6);
        }
        if (n >= OFF) {
          assertThat(next).isEqualTo(w);
        }
        if (lambda != 0.75) {
          assertThat(w).isEqualTo(atEnd.tensors().get(0).w());
        }
      }
    }
  }

  /** Without gradients, what is left when noise ends is the start, but for rounding. */
  @ParameterizedTest
  @EnumSource
  void theFirstStepWithoutNoiseTakesTheLastOneBack(Law law) {
    float[] w = array(3, 5000);
    float[] start = w.clone();
    Optimizer optimizer =
        optimizer(
            new ParameterSet(Tensor.of("w", w)), recipe(Rule.ANTI_PGD, law), Holding.REGENERATED);
    float[] zero = new float[w.length];
    for (int n = 0; n < OFF; n++) {
      optimizer.step(zero);
    }
    assertThat(distance(w, start)).isGreaterThan(0.01);
    assertThat(distance(optimizer.cleanWeights()[0], start)).isLessThan(2e-6);
    optimizer.step(zero);
    assertThat(distance(w, start)).isLessThan(2e-6);
    assertThat(optimizer.cleanWeights()[0]).isEqualTo(w);
  }

  private static double distance(float[] a, float[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  @Test
  void beforeTheFirstStepTheWeightsAreClean() {
    float[] w = array(1, 100);
    Optimizer optimizer =
        new Optimizer(new ParameterSet(Tensor.of("w", w)), recipe(Rule.ANTI_PGD, Law.GAUSSIAN));
    assertThat(optimizer.cleanWeights()[0]).isEqualTo(w).isNotSameAs(w);
  }

  /** Two pieces of a shard: the second's noise is not the first's. */
  @Test
  void cleanWeightsLackTheNoiseOfTheirOwnElements() {
    float[] w = array(1, 70_001);
    float[] start = w.clone();
    ParameterSet parameters = new ParameterSet(new Tensor("w", 17, 100, w));
    Recipe recipe = Recipe.constant(Rule.PGD, 0, 0.5, new NoiseStream(42, 0, Law.RADEMACHER));
    Optimizer optimizer = optimizer(parameters, recipe, Holding.STORED);
    optimizer.step(parameters.zeros());
    // Signs and starts are multiples of 1/64, so nothing is rounded.
    assertThat(w).isNotEqualTo(start);
    assertThat(optimizer.cleanWeights()[0]).isEqualTo(start);
  }

  /** As tied weights have it; clean weights need arrays of their own. */
  @Test
  void tensorsMayShareTheirGradientAlone() {
    float[] a = array(1, 10);
    float[] b = array(2, 10);
    ParameterSet set = new ParameterSet(Tensor.of("a", a), Tensor.of("b", b));
    Recipe recipe = Recipe.constant(Rule.GD, 1, 0, new NoiseStream(42, 0, Law.GAUSSIAN));
    Optimizer optimizer = optimizer(set, recipe, Holding.STORED);
    float[] g = new float[10];
    g[3] = 0.5f;
    optimizer.step(g, g);
    assertThat(a[3]).isEqualTo(array(1, 10)[3] - 0.5f);
    assertThat(b[3]).isEqualTo(array(2, 10)[3] - 0.5f);
    assertThatThrownBy(() -> optimizer.cleanWeights(new float[][] {g, g}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("z[1] is an array that is taken already: arrays must not overlap");
  }

  @Test
  void refusesAKernelThatSplitsItsCalls() {
    ParameterSet set = new ParameterSet(Tensor.of("a", array(1, 10)));
    Recipe recipe = recipe(Rule.PGD, Law.GAUSSIAN);
    StepKernel split = new ParallelStepKernel(SCALAR, Workers.common());
    assertThatThrownBy(() -> new Optimizer(split, Workers.common(), set, recipe, Holding.STORED))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a kernel that does not split its calls");
  }

  @Test
  void refusesBadGradientsAndSchedulesBeforeAnyTensorHasChanged() {
    float[] a = array(1, 10);
    float[] b = array(2, 20);
    ParameterSet set = new ParameterSet(Tensor.of("a", a), Tensor.of("b", b));
    Recipe recipe = recipe(Rule.PGD, Law.GAUSSIAN);
    float[] g = new float[10];
    float[] h = new float[20];
    assertRefused(set, recipe, "1 gradients: must be 2, one for each tensor", g);
    assertRefused(set, recipe, "gradients[1].length = 10: must be 20, the length of b", g, g);
    assertRefused(
        set,
        recipe,
        "gradients[1] is an array that is taken already: arrays must not overlap",
        g,
        b);
    Recipe badEta = new Recipe(Rule.GD, n -> Float.NaN, SIGMA, recipe.noise());
    assertRefused(set, badEta, "eta = NaN: must be finite", g, h);
    Recipe badSigma = new Recipe(Rule.PGD, ETA, n -> -1, recipe.noise());
    assertRefused(set, badSigma, "added = -1.0: must be finite and >= 0", g, h);
    assertThatThrownBy(() -> optimizer(set, recipe, Holding.STORED).step(new float[][] {g, null}))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("gradients[1] = null: b must have an array");
    assertThatThrownBy(
            () -> optimizer(set, recipe, Holding.STORED).cleanWeights(new float[][] {g, b}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("z[1] is an array that is taken already: arrays must not overlap");
    assertThat(a).isEqualTo(array(1, 10));
    assertThat(b).isEqualTo(array(2, 20));
  }

  private void assertRefused(ParameterSet set, Recipe recipe, String message, float[]... g) {
    Optimizer optimizer = optimizer(set, recipe, Holding.REGENERATED);
    assertThatThrownBy(() -> optimizer.step(g))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(optimizer.steps()).isZero();
    // Nothing was begun, so nothing failed half-way.
    assertThat(optimizer.cleanWeights()[0]).isEqualTo(set.tensors().get(0).w());
  }

  /** A schedule that follows the training says something else of a step when it is asked again. */
  @ParameterizedTest
  @EnumSource
  void noiseIsTakenBackAsItWasAddedWhateverTheScheduleSaysLater(Holding holding) {
    float[] sigma = {0.5f};
    ParameterSet parameters = new ParameterSet(Tensor.of("w", new float[4096]));
    Recipe plateau =
        new Recipe(Rule.ANTI_PGD, ETA, n -> sigma[0], new NoiseStream(1, 0, Law.GAUSSIAN));
    Optimizer optimizer = optimizer(parameters, plateau, holding);
    float[] w = parameters.tensors().get(0).w();
    for (float scale : new float[] {0.5f, 0.1f, 0}) {
      sigma[0] = scale;
      optimizer.step(new float[4096]);
      sigma[0] = 7;
      float[] z = optimizer.cleanWeights()[0];
      for (int i = 0; i < z.length; i++) {
        assertThat(z[i]).isEqualTo(0, within(1e-6f)); // The gradient is 0.
      }
    }
    assertThat(w[0]).isEqualTo(0, within(1e-6f));
  }

  @ParameterizedTest
  @EnumSource
  void schedulesAreAskedOnceForEachStepInTheirOrder(Rule rule) {
    List<Long> etas = new ArrayList<>();
    List<Long> sigmas = new ArrayList<>();
    Schedule eta =
        n -> {
          etas.add(n);
          return 0.1f;
        };
    Schedule sigma =
        n -> {
          sigmas.add(n);
          return 0.2f;
        };
    ParameterSet parameters = new ParameterSet(Tensor.of("w", array(1, 100_000)));
    Recipe recipe = new Recipe(rule, eta, sigma, new NoiseStream(1, 0, Law.GAUSSIAN));
    Optimizer optimizer = optimizer(parameters, recipe, Holding.STORED);
    for (int n = 0; n < 3; n++) {
      optimizer.step(gradients(parameters));
      optimizer.cleanWeights();
    }
    assertThat(etas).containsExactly(0L, 1L, 2L);
    assertThat(sigmas).isEqualTo(rule == Rule.GD ? List.of() : etas);
  }

  /** A schedule is asked in the middle of a step: the time for another thread to come. */
  @Test
  void whileOneThreadIsAtWorkOthersAreRefusedAndChangeNothing(@TempDir Path folder) {
    float[] w = array(1, 10_000);
    ParameterSet parameters = new ParameterSet(Tensor.of("w", w));
    List<Throwable> refused = new ArrayList<>();
    Optimizer[] optimizer = new Optimizer[1];
    float[][] g = parameters.zeros();
    Schedule eta =
        n -> {
          float[] before = w.clone();
          List<ThrowingCallable> calls =
              List.of(
                  () -> optimizer[0].step(g),
                  () -> optimizer[0].save(folder.resolve("run")),
                  () -> optimizer[0].restore(folder.resolve("run")),
                  () -> optimizer[0].cleanWeights(parameters.zeros()));
          for (ThrowingCallable call : calls) {
            refused.add(CompletableFuture.supplyAsync(() -> catchThrowable(call), pool).join());
          }
          assertThat(w).isEqualTo(before);
          return 0.1f;
        };
    optimizer[0] =
        optimizer(
            parameters,
            new Recipe(Rule.PGD, eta, SIGMA, new NoiseStream(42, 0, Law.GAUSSIAN)),
            Holding.STORED);
    optimizer[0].step(g);
    assertThat(refused)
        .hasSize(4)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                        "another call to this optimizer is at work: must be called by one thread"
                            + " at a time"));
    assertThat(folder).isEmptyDirectory();
    optimizer[0].cleanWeights(); // Free again.
    assertThat(optimizer[0].steps()).isEqualTo(1);
  }

  @Test
  void aCallThatFailsLeavesTheOptimizerFree() {
    ParameterSet parameters = new ParameterSet(Tensor.of("w", new float[3]));
    Optimizer optimizer = optimizer(parameters, recipe(Rule.PGD, Law.GAUSSIAN), Holding.STORED);
    assertThatThrownBy(() -> optimizer.step(new float[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> optimizer.cleanWeights(new float[][] {new float[2]}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> optimizer.restore(Path.of("no such file")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> optimizer.save(Path.of("no such folder", "file")))
        .isInstanceOf(NoSuchFileException.class);
    optimizer.step(new float[3]);
    assertThat(optimizer.steps()).isEqualTo(1);
  }
}
