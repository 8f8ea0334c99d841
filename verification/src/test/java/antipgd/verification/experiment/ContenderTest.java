// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.training.Recipe;
import antipgd.verification.descent.Batches;
import antipgd.verification.descent.Descent;
import antipgd.verification.descent.SharpnessAware;
import antipgd.verification.descent.StepGradient;
import antipgd.verification.descent.TracePenalty;
import antipgd.verification.landscape.MeanLoss;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContenderTest {

  private static final StepKernel KERNEL = StepKernels.scalar();
  private static final NoiseStream NOISE = new NoiseStream(3, 0, Law.GAUSSIAN);
  private static final LearningProblem PROBLEM =
      Regression.draw(new NoiseStream(3, 1, Law.GAUSSIAN), 6, 20, 2, 1);
  private static final double ETA = 0.01;
  private static final double STRENGTH = 0.1;
  private static final long BUDGET = 70;

  /** Nine tenths of 70 gradients, and 7 steps of gradient descent. */
  @ParameterizedTest
  @CsvSource({
    "GD, 63",
    "PGD, 63",
    "ANTI_PGD, 63",
    "LABEL_NOISE, 630",
    "SAM, 31",
    "TRACE_PENALTY, 21"
  })
  void allMethodsHaveTheSameBudget(Method method, long active) {
    assertThat(run(method).steps()).isEqualTo(active + 7);
  }

  private static Contender.Outcome run(Method method) {
    return new Contender(method, ETA, STRENGTH).run(KERNEL, PROBLEM, NOISE, BUDGET);
  }

  /** A method's gradient until its steps are done, and then the plain one. */
  private static PointMetrics byHand(StepGradient gradient, long active) {
    Recipe plain = Recipe.constant(Rule.GD, ETA, 0, NOISE);
    Descent first = Descent.of(KERNEL, gradient, plain, PROBLEM.start());
    while (first.steps() < active) {
      first.step();
    }
    Descent last = Descent.of(KERNEL, PROBLEM.landscape(), plain, first.w());
    while (last.steps() < BUDGET / 10) {
      last.step();
    }
    return PROBLEM.read(last.w());
  }

  @Test
  void eachEndsWhereItsStepsLead() {
    MeanLoss loss = PROBLEM.landscape();
    assertThat(run(Method.GD).end()).isEqualTo(byHand(StepGradient.of(loss), 63));
    assertThat(run(Method.SAM).end()).isEqualTo(byHand(new SharpnessAware(loss, STRENGTH), 31));
    assertThat(run(Method.LABEL_NOISE).end())
        .isEqualTo(byHand(new Batches(loss, 2, STRENGTH, NOISE), 630));
    assertThat(run(Method.TRACE_PENALTY).end())
        .isEqualTo(byHand(new TracePenalty(loss, STRENGTH, TracePenalty.STEP, NOISE), 21));
  }

  /** As in the explorers, whose seeds it shares. */
  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"PGD", "ANTI_PGD"})
  void rulesOfThePaperAreThoseOfItsExperiments(Method method) {
    Rule rule = Rule.valueOf(method.name());
    RuleComparison comparison =
        new RuleComparison(
            KERNEL,
            new Setting(ETA, STRENGTH, 0, BUDGET, BUDGET / 10),
            List.of(rule),
            1,
            3,
            k -> PROBLEM,
            k -> NOISE);
    comparison.run();
    assertThat(run(method).end()).isEqualTo(comparison.training(0, rule).read());
  }

  @Test
  void tellsWhatBlewUp() {
    Contender wild = new Contender(Method.GD, 1e30, 0);
    assertThat(wild.run(KERNEL, PROBLEM, NOISE, BUDGET).finite()).isFalse();
    assertThat(run(Method.GD).finite()).isTrue();
  }

  /** A choice more would be an advantage. */
  @ParameterizedTest
  @EnumSource(Contest.class)
  void allMethodsHaveAsManyChoices(Contest contest) {
    for (Method method : Method.values()) {
      List<Contender> grid = contest.grid(method);
      assertThat(grid).hasSize(16).allMatch(choice -> choice.method() == method);
      assertThat(new HashSet<>(grid)).hasSize(16);
    }
  }

  @Test
  void batchesOfASettingComeFromItsNoise() {
    Setting setting = new Setting(ETA, STRENGTH, 0, BUDGET, BUDGET / 10, 5);
    RuleComparison comparison =
        new RuleComparison(KERNEL, setting, List.of(Rule.GD), 1, 3, k -> PROBLEM, k -> NOISE);
    comparison.run();
    Recipe plain = Recipe.constant(Rule.GD, ETA, 0, NOISE);
    Descent descent =
        Descent.of(KERNEL, new Batches(PROBLEM.landscape(), 5, 0, NOISE), plain, PROBLEM.start());
    while (descent.steps() < BUDGET) {
      descent.step();
    }
    assertThat(comparison.training(0, Rule.GD).clean()).isEqualTo(descent.w());
  }
}
