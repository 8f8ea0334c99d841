// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.descent.Exits;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.statistics.Moments;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ValleyCaseTest {

  private static final StepKernel KERNEL = StepKernels.scalar();
  private static final NoiseStream SIGNS = new NoiseStream(7, 0, Law.RADEMACHER);
  private static final double D = ValleyCase.D;

  private static ValleyCase of(Rule rule, double alpha, int d, double sigma2) {
    return new ValleyCase(rule, Law.RADEMACHER, alpha, d, sigma2, 20);
  }

  @Test
  void scalesAreTheTheorems() {
    ValleyCase half = of(Rule.PGD, 0.5, 8, 1. / 64);
    assertThat(half.eta()).isEqualTo(0.5 / 2048);
    assertThat(half.sigma()).isEqualTo(4);
  }

  /** {@code min(alpha^3 / 2, 1 / (8 alpha))}, and for Anti-PGD {@code alpha / (2 d)}. */
  @Test
  void boundsAreTheTheorems() {
    assertThat(ValleyCase.mostSigma2(Rule.PGD, 0.5, 8)).isEqualTo(1. / 16);
    assertThat(ValleyCase.mostSigma2(Rule.PGD, 1, 8)).isEqualTo(1. / 8);
    assertThat(ValleyCase.mostSigma2(Rule.PGD, 2, 8)).isEqualTo(1. / 16);
    assertThat(ValleyCase.mostSigma2(Rule.PGD, 0.5, 1000)).isEqualTo(1. / 16);
    assertThat(ValleyCase.mostSigma2(Rule.ANTI_PGD, 0.5, 2)).isEqualTo(1. / 16);
    assertThat(ValleyCase.mostSigma2(Rule.ANTI_PGD, 0.5, 8)).isEqualTo(1. / 32);
  }

  @Test
  void theoremSpeaksOfWhatMeetsItsConditions() {
    assertThat(of(Rule.GD, 0.5, 8, 0).inTheorem()).isFalse();
    assertThat(of(Rule.PGD, 0.5, 8, 1. / 16).inTheorem()).isTrue();
    assertThat(of(Rule.PGD, 0.5, 8, Math.nextUp(1. / 16)).inTheorem()).isFalse();
    assertThat(of(Rule.PGD, 0.5, 7, 1. / 16).inTheorem()).isFalse();
    assertThat(of(Rule.ANTI_PGD, 0.5, 7, 1. / 28).inTheorem()).isTrue();
    assertThat(of(Rule.ANTI_PGD, 0.5, 8, 1. / 28).inTheorem()).isFalse();
    ValleyCase gaussian = new ValleyCase(Rule.PGD, Law.GAUSSIAN, 0.5, 8, 1. / 16, 1);
    assertThat(gaussian.inTheorem()).isFalse();
  }

  @Test
  void exitsAreReadOnWAndOnZ() {
    assertThat(of(Rule.PGD, 0.5, 8, 0).exitIterate()).isEqualTo(Exits.Iterate.WEIGHTS);
    assertThat(of(Rule.ANTI_PGD, 0.5, 8, 0).exitIterate()).isEqualTo(Exits.Iterate.CLEAN);
  }

  /**
   * One step of PGD from a minimum, whose gradient is 0: {@code v = +-sigma}, and each of four
   * {@code u_j} is {@code 16 +- sigma}, in units of D = 1024 with sigma = 16 thus 0 or 1. The
   * traces differ from the norms by {@code d v^2 = 1 D}.
   */
  @Test
  void readsTracesAndNorms() {
    ValleyCase one = new ValleyCase(Rule.PGD, Law.RADEMACHER, 0.5, 4, 0.25, 1);
    ValleyCase.Result result = one.run(KERNEL, Workers.common(), SIGNS, 3);
    double[] norms2 = new double[3];
    for (int chain = 0; chain < 3; chain++) {
      for (int j = 0; j < 4; j++) {
        norms2[chain] += SIGNS.at(0, 64 * j + chain) > 0 ? 1 : 0;
      }
    }
    assertThat(norms2).isEqualTo(new double[] {1, 3, 3});
    assertThat(result.norms2()).isEqualTo(norms2);
    assertSame(result.trace(9), Arrays.stream(norms2).map(r -> r + 1).toArray());
    assertSame(result.trace(3.5), Arrays.stream(norms2).map(r -> Math.min(r + 1, 3.5)).toArray());
    assertSame(result.capped(2.5), Arrays.stream(norms2).map(r -> Math.min(r, 2.5)).toArray());
    assertThat(result.notFinite()).isZero();
    assertThat(result.of()).isEqualTo(one);
    // The upper wall is at 2 D.
    assertThat(result.exits().up()).isEqualTo(2);
  }

  private static void assertSame(Moments actual, double... values) {
    Moments expected = new Moments();
    for (double value : values) {
      expected.add(value);
    }
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void whatBlewUpIsCounted() {
    Recipe diverging = Recipe.constant(Rule.PGD, 1e30, 1e10, SIGNS);
    WideningValley valley = new WideningValley(4);
    Ensemble ensemble =
        new Ensemble(KERNEL, Workers.common(), valley, diverging, valley.minimum(D), 2);
    ensemble.run(4);
    ValleyCase.Result result = new ValleyCase.Result(of(Rule.PGD, 0.5, 4, 0), ensemble, null);
    assertThat(result.notFinite()).isEqualTo(2);
    assertThat(result.norms2()).containsOnly(Double.NaN);
    assertThat(result.trace(7).mean()).isEqualTo(7);
    assertThat(result.capped(7).mean()).isEqualTo(7);
  }

  /** The same chains and walls, put together by hand. */
  @Test
  void runsTheTheoremsChains() {
    int chains = 70;
    for (Rule rule : new Rule[] {Rule.PGD, Rule.ANTI_PGD}) {
      ValleyCase some = of(rule, 0.75, 4, 0.05);
      ValleyCase.Result result = some.run(KERNEL, Workers.common(), SIGNS, chains);
      WideningValley valley = new WideningValley(4);
      Recipe recipe = Recipe.constant(rule, 0.75 / 2048, Math.sqrt(0.05 * D), SIGNS);
      Ensemble ensemble =
          new Ensemble(KERNEL, Workers.common(), valley, recipe, valley.minimum(D), chains);
      Exits exits = new Exits(valley, chains, 0.75 * D, D / 0.75, some.exitIterate());
      ensemble.run(20, exits);
      assertThat(result.ensemble().steps()).isEqualTo(20);
      assertThat(result.exits())
          .usingRecursiveComparison()
          .isEqualTo(ExitSummary.of(exits, chains, D));
      assertThat(result.exits().time().count()).isPositive();
      double[] norms2 = result.norms2();
      for (int chain = 0; chain < chains; chain++) {
        double expected = ValleyReading.weights(ensemble, chain, 4).norm2() / D;
        assertThat(norms2[chain]).isCloseTo(expected, within(1e-12));
      }
    }
  }
}
