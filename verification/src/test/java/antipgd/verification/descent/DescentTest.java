// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.ParallelStepKernel;
import antipgd.step.Rule;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.landscape.Landscape;
import antipgd.verification.landscape.WideningValley;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DescentTest {

  private static final int D = 5;
  private static final WideningValley VALLEY = new WideningValley(D);
  private static final NoiseStream NOISE = new NoiseStream(7, 1, Law.GAUSSIAN);
  private static final StepKernel KERNEL = StepKernels.scalar();
  private static final Workers WORKERS = Workers.common();

  private static Recipe recipe(Rule rule) {
    return new Recipe(rule, n -> 0.1f / (1 + n), n -> 0.2f / (1 + n), NOISE);
  }

  /** The update rules of the paper, written out in double with the noise of the reference. */
  @ParameterizedTest
  @EnumSource(Rule.class)
  void aChainFollowsItsRule(Rule rule) {
    float[] start = start();
    Descent descent = Descent.of(KERNEL, VALLEY, recipe(rule), start);
    double[] expected = new double[D + 1];
    float[] g = new float[D + 1];
    for (int n = 0; n < 4; n++) {
      float[] w = descent.w().clone();
      VALLEY.gradient(w, g);
      descent.step();
      for (int i = 0; i <= D; i++) {
        expected[i] = w[i] - 0.1f / (1 + n) * (double) g[i];
        if (rule != Rule.GD) {
          expected[i] += 0.2f / (1 + n) * (double) NOISE.at(n, i);
        }
        if (rule == Rule.ANTI_PGD && n > 0) {
          expected[i] -= 0.2f / n * (double) NOISE.at(n - 1, i);
        }
        assertThat(Math.abs(descent.w()[i] - expected[i])).isLessThan(3e-7);
      }
      assertThat(descent.g()).isEqualTo(g);
      assertThat(descent.steps()).isEqualTo(n + 1);
      assertThat(descent.sigma(D)).isEqualTo(rule == Rule.GD ? 0f : 0.2f / (1 + n));
    }
    assertThat(start).isEqualTo(start());
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void aBlockIsSixtyFourChainsWithTheirOwnNoise(Rule rule) {
    Descent block = Descent.block(KERNEL, VALLEY, recipe(rule), start(), 3);
    for (int n = 0; n < 3; n++) {
      float[] before = block.w().clone();
      float[] xi = block.xi().clone();
      block.step();
      float[] g = new float[before.length];
      VALLEY.gradients(before, g);
      float takenBack = n == 0 ? 0.2f : 0.2f / n;
      Slice at = Slice.of(before, g, 0, g.length, 3L * g.length);
      Noise stored = Noise.stored(NOISE, xi);
      switch (rule) {
        case GD -> KERNEL.gd(at, 0.1f / (1 + n));
        case PGD -> KERNEL.pgd(at, stored, n, 0.1f / (1 + n), 0.2f / (1 + n));
        case ANTI_PGD -> KERNEL.antiPgd(at, stored, n, 0.1f / (1 + n), takenBack, 0.2f / (1 + n));
      }
      assertThat(block.w()).isEqualTo(before);
      assertThat(block.xi()).isEqualTo(xi);
    }
  }

  @Test
  void aChainDependsOnItsNumberAlone() {
    Ensemble many = new Ensemble(KERNEL, WORKERS, VALLEY, recipe(Rule.ANTI_PGD), start(), 1000);
    many.run(5);
    Ensemble few = new Ensemble(KERNEL, WORKERS, VALLEY, recipe(Rule.ANTI_PGD), start(), 70);
    for (int threads : new int[] {1, 3}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      Workers workers = Workers.of(pool);
      Ensemble again = new Ensemble(KERNEL, workers, VALLEY, recipe(Rule.ANTI_PGD), start(), 1000);
      again.run(5);
      pool.shutdown();
      assertSame(many, again, 1000);
    }
    few.run(2);
    few.run(3);
    assertSame(many, few, 70);
  }

  private static void assertSame(Ensemble one, Ensemble other, int chains) {
    double[] a = new double[D + 1];
    double[] b = new double[D + 1];
    for (int c = 0; c < chains; c++) {
      one.weights(c, a);
      other.weights(c, b);
      assertThat(a).isEqualTo(b);
      one.clean(c, a);
      other.clean(c, b);
      assertThat(a).isEqualTo(b);
    }
  }

  @Test
  void cleanIteratesLackTheLastNoise() {
    Ensemble ensemble = new Ensemble(KERNEL, WORKERS, VALLEY, recipe(Rule.PGD), start(), 130);
    ensemble.run(1);
    double[] w = new double[D + 1];
    double[] z = new double[D + 1];
    for (int c : new int[] {0, 63, 64, 129}) {
      ensemble.weights(c, w);
      ensemble.clean(c, z);
      for (int j = 0; j <= D; j++) {
        long element =
            ((long) (c / 64) * (D + 1) + j) * Landscape.SIDE_BY_SIDE + c % Landscape.SIDE_BY_SIDE;
        assertThat(z[j]).isEqualTo(w[j] - (double) 0.2f * NOISE.at(0, element));
      }
    }
    assertThatThrownBy(() -> ensemble.weights(130, w))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("chain = 130: must be in [0, 129]");
  }

  @Test
  void exitsRecordTheFirstStepOutside() {
    int chains = 100;
    double lower = 1.6;
    double upper = 2.4;
    Recipe recipe = Recipe.constant(Rule.PGD, 0.01, 0.1, NOISE);
    for (Exits.Iterate iterate : Exits.Iterate.values()) {
      Ensemble ensemble = new Ensemble(KERNEL, WORKERS, VALLEY, recipe, VALLEY.minimum(2), chains);
      Exits exits = new Exits(VALLEY, chains, lower, upper, iterate);
      long[] expected = new long[chains];
      double[] point = new double[D + 1];
      for (int n = 1; n <= 6; n++) {
        ensemble.run(1, exits);
        for (int c = 0; c < chains; c++) {
          if (iterate == Exits.Iterate.WEIGHTS) {
            ensemble.weights(c, point);
          } else {
            ensemble.clean(c, point);
          }
          double r = norm2(point);
          if (expected[c] == 0 && !(r > lower && r < upper)) {
            expected[c] = n;
            assertThat(exits.up(c)).isEqualTo(r >= upper);
            assertThat(exits.down(c)).isEqualTo(r <= lower);
            assertThat(Math.abs(exits.norm2(c) - r)).isLessThan(1e-5);
          }
        }
      }
      for (int c = 0; c < chains; c++) {
        assertThat(exits.step(c)).isEqualTo(expected[c] == 0 ? -1 : expected[c]);
      }
      assertThat(expected).contains(0);
      assertThat(IntStream.range(0, chains).filter(exits::up)).isNotEmpty();
      assertThat(IntStream.range(0, chains).filter(exits::down)).isNotEmpty();
    }
  }

  /** GD on a minimum stays at {@code |u|^2 = 4} to the bit; a wall there has been reached. */
  @Test
  void onAWallIsOutside() {
    WideningValley valley = new WideningValley(4);
    for (double[] walls : new double[][] {{4, 8}, {1, 4}, {1, 8}}) {
      Ensemble ensemble =
          new Ensemble(KERNEL, WORKERS, valley, recipe(Rule.GD), valley.minimum(4), 2);
      Exits exits = new Exits(valley, 2, walls[0], walls[1], Exits.Iterate.CLEAN);
      ensemble.run(3, exits);
      assertThat(exits.down(1)).isEqualTo(walls[0] == 4);
      assertThat(exits.up(1)).isEqualTo(walls[1] == 4);
      assertThat(exits.step(1)).isEqualTo(walls[0] == 1 && walls[1] == 8 ? -1 : 1);
    }
  }

  @Test
  void anObserverSeesEachBlockAfterEachStep() {
    for (int chains : new int[] {1, 64, 65, 128}) {
      Ensemble ensemble = new Ensemble(KERNEL, WORKERS, VALLEY, recipe(Rule.PGD), start(), chains);
      Map<Integer, List<Long>> seen = new ConcurrentHashMap<>();
      ensemble.run(0);
      ensemble.run(2);
      ensemble.run(
          3,
          (block, descent) ->
              seen.computeIfAbsent(block, b -> new ArrayList<>()).add(descent.steps()));
      assertThat(ensemble.chains()).isEqualTo(chains);
      assertThat(ensemble.steps()).isEqualTo(5);
      assertThat(seen).hasSize(chains <= 64 ? 1 : 2).containsEntry(0, List.of(3L, 4L, 5L));
      assertThat(seen.get((chains - 1) / 64)).isEqualTo(List.of(3L, 4L, 5L));
    }
  }

  @Test
  void aNormThatIsNotANumberIsAbove() {
    Recipe diverging = Recipe.constant(Rule.PGD, 1e30, 1e10, NOISE);
    Ensemble ensemble = new Ensemble(KERNEL, WORKERS, VALLEY, diverging, start(), 1);
    Exits exits = new Exits(VALLEY, 1, 1, 2, Exits.Iterate.WEIGHTS);
    ensemble.run(3);
    ensemble.run(1, exits);
    assertThat(exits.norm2(0)).isNaN();
    assertThat(exits.up(0)).isTrue();
    assertThat(exits.down(0)).isFalse();
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> Descent.of(KERNEL, VALLEY, recipe(Rule.GD), new float[D]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start.length = 5: must be 6, the landscape's dimension");
    assertThatThrownBy(() -> Descent.block(KERNEL, VALLEY, recipe(Rule.GD), new float[D], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start.length = 5: must be 6, the landscape's dimension");
    assertThatThrownBy(() -> Descent.block(KERNEL, VALLEY, recipe(Rule.GD), start(), -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("block = -1: must be >= 0");
    assertThatThrownBy(() -> new Ensemble(KERNEL, WORKERS, VALLEY, recipe(Rule.GD), start(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("chains = 0: must be at least 1");
    StepKernel split = new ParallelStepKernel(KERNEL);
    assertThatThrownBy(() -> new Ensemble(split, WORKERS, VALLEY, recipe(Rule.GD), start(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a kernel that does not split its calls");
    Ensemble ensemble = new Ensemble(KERNEL, WORKERS, VALLEY, recipe(Rule.GD), start(), 1);
    assertThatThrownBy(() -> ensemble.run(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("more = -1: must be >= 0");
  }

  private static double norm2(double[] point) {
    double r = 0;
    for (int j = 0; j < D; j++) {
      r += point[j] * point[j];
    }
    return r;
  }

  private static float[] start() {
    float[] start = VALLEY.minimum(2);
    start[D] = 0.5f;
    return start;
  }
}
