// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.ParallelStepKernel;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.training.Recipe;
import antipgd.verification.descent.Descent;
import antipgd.verification.landscape.QuadraticRegression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RuleComparisonTest {

  private static final StepKernel KERNEL = StepKernels.scalar();
  private static final List<Rule> RULES = List.of(Rule.ANTI_PGD, Rule.GD, Rule.PGD);

  /** Noise from step 2 until two steps before the end. */
  private static final Setting SETTING = new Setting(0.125, 0.25, 2, 9, 2);

  /** Of two weights, starting as its number says; what is read is z itself. */
  private record Pair(float[] start) implements Problem {

    static Pair of(int k) {
      return new Pair(new float[] {k + 1, 0.5f});
    }

    @Override
    public QuadraticRegression landscape() {
      return new QuadraticRegression(new float[][] {{1, 0.5f}}, new float[] {1});
    }

    @Override
    public PointMetrics read(float[] w) {
      return new PointMetrics(w[0], w[1], 0, 0);
    }
  }

  private static NoiseStream noise(int k) {
    return new NoiseStream(k, 5, Law.GAUSSIAN);
  }

  private static RuleComparison comparison(int seeds) {
    return new RuleComparison(
        KERNEL, SETTING, RULES, seeds, 40, Pair::of, RuleComparisonTest::noise);
  }

  /** The same chain, with the setting's schedules written out. */
  private static Descent byHand(int k, Rule rule) {
    Recipe recipe = new Recipe(rule, n -> 0.125f, n -> n < 2 || n >= 7 ? 0 : 0.25f, noise(k));
    Pair problem = Pair.of(k);
    return Descent.of(KERNEL, problem.landscape(), recipe, problem.start());
  }

  private static float[] clean(Descent descent) {
    float[] z = new float[2];
    descent.clean(z);
    return z;
  }

  private static PointMetrics at(float[] z) {
    return new PointMetrics(z[0], z[1], 0, 0);
  }

  @Test
  void chainsFollowTheSettingAndAreReadAtZ() {
    RuleComparison comparison = comparison(2);
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    List<Long> checkpoints = List.of(0L, 4L, 6L, 9L);
    comparison.run(checkpoints, () -> false, told::add);
    assertThat(comparison.totalSteps()).isEqualTo(2 * 3 * 9);
    assertThat(Collections.max(told)).isEqualTo(2 * 3 * 9);
    for (int k = 0; k < 2; k++) {
      for (Rule rule : RULES) {
        Training training = comparison.training(k, rule);
        assertThat(training.seed()).isEqualTo(40 + k);
        assertThat(training.rule()).isEqualTo(rule);
        assertThat(training.problem()).usingRecursiveComparison().isEqualTo(Pair.of(k));
        assertThat(training.steps()).isEqualTo(9);
        assertThat(training.isFinite()).isTrue();
        Descent descent = byHand(k, rule);
        assertThat(training.curve()).hasSize(4);
        for (int n = 0; n <= 9; n++) {
          if (checkpoints.contains((long) n)) {
            assertThat(training.curve().get(checkpoints.indexOf((long) n)))
                .isEqualTo(new Training.CurvePoint(n, at(clean(descent))));
          }
          if (n < 9) {
            descent.step();
          }
        }
        assertThat(training.clean()).isEqualTo(clean(descent)).isEqualTo(descent.w());
        assertThat(training.read()).isEqualTo(at(clean(descent)));
      }
    }
    assertThat(comparison.trainings())
        .extracting(Training::rule)
        .containsExactly(Rule.ANTI_PGD, Rule.GD, Rule.PGD, Rule.ANTI_PGD, Rule.GD, Rule.PGD);
  }

  /** PGD's noise stays in z; before its onset it is GD. */
  @Test
  void noiseBeginsAndEndsWhenTheSettingSays() {
    Recipe recipe = SETTING.recipe(Rule.PGD, noise(0));
    float[] sigmas = new float[10];
    for (int n = 0; n < sigmas.length; n++) {
      sigmas[n] = recipe.sigma().at(n);
      assertThat(recipe.eta().at(n)).isEqualTo(0.125f);
    }
    assertThat(sigmas).containsExactly(0, 0, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0, 0, 0);
    assertThat(recipe.rule()).isEqualTo(Rule.PGD);
    assertThat(recipe.noise()).isEqualTo(noise(0));
  }

  @Test
  void withoutCheckpointsNothingIsRead() {
    RuleComparison comparison = comparison(1);
    comparison.run();
    assertThat(comparison.trainings()).allMatch(training -> training.steps() == 9);
    assertThat(comparison.trainings()).allMatch(training -> training.curve().isEmpty());
  }

  @Test
  void stopsWhenSomebodyWantsIt() {
    RuleComparison comparison = comparison(2);
    comparison.run(List.of(4L), () -> true, done -> {});
    assertThat(comparison.trainings()).allMatch(training -> training.steps() == 0);
    assertThat(comparison.trainings()).allMatch(training -> training.curve().isEmpty());
    comparison.run(List.of(4L), () -> false, done -> {});
    assertThat(comparison.trainings()).allMatch(training -> training.steps() == 9);
  }

  /** A chain looks up after so many updates of its weights: 2^17 steps of two weights. */
  @Test
  void looksUpNowAndThen() {
    Setting longer = new Setting(0.125, 0, 0, 3 << 17, 0);
    AtomicInteger looks = new AtomicInteger();
    RuleComparison comparison =
        new RuleComparison(
            KERNEL, longer, List.of(Rule.GD), 1, 0, Pair::of, RuleComparisonTest::noise);
    comparison.run(List.of(), () -> looks.incrementAndGet() == 3, done -> {});
    assertThat(comparison.training(0, Rule.GD).steps()).isEqualTo(2 << 17);
  }

  @Test
  void tellsWhatBlewUp() {
    Setting diverging = new Setting(1e30, 0, 0, 9, 0);
    RuleComparison comparison =
        new RuleComparison(
            KERNEL, diverging, List.of(Rule.GD), 1, 0, Pair::of, RuleComparisonTest::noise);
    comparison.run();
    assertThat(comparison.training(0, Rule.GD).isFinite()).isFalse();
  }

  /** Chains are shared by threads already, and before anything is drawn. */
  @Test
  void refusesAKernelThatSplitsItsCalls() {
    StepKernel split = new ParallelStepKernel(StepKernels.chosen());
    Setting setting = new Setting(0.1, 0, 0, 1, 0);
    assertThatThrownBy(
            () ->
                new RuleComparison(
                    split, setting, List.of(Rule.GD), 1, 0, RuleComparisonTest::drawn, k -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("kernel = " + split.name() + ": must be");
  }

  private static Problem drawn(int k) {
    throw new AssertionError("problem " + k + " was drawn");
  }
}
