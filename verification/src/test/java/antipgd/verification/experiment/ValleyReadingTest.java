// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.descent.Exits;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.statistics.Moments;
import org.junit.jupiter.api.Test;

/** What claims and explorers read of chains on the valley, by hand. */
class ValleyReadingTest {

  private static final int D = 4;
  private static final int CHAINS = 65;
  private static final WideningValley VALLEY = new WideningValley(D);
  private static final NoiseStream SIGNS = new NoiseStream(7, 0, Law.RADEMACHER);

  @Test
  void readsNormAndTrace() {
    ValleyReading at = ValleyReading.of(new double[] {1, -2, 2, 0.5});
    assertThat(at).isEqualTo(new ValleyReading(3, 9, 0.5));
    assertThat(at.trace()).isEqualTo(3 * 0.25 + 9);
    assertThat(at.isFinite()).isTrue();
    assertThat(at.capped(9, 10)).isEqualTo(9);
    assertThat(at.capped(9, 8)).isEqualTo(8);
  }

  @Test
  void whatBlewUpCountsAsTheCap() {
    for (double lost : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      for (double[] point : new double[][] {{lost, 1, 0}, {1, 1, lost}}) {
        ValleyReading at = ValleyReading.of(point);
        assertThat(at.isFinite()).isFalse();
        assertThat(at.capped(at.norm2(), 8)).isEqualTo(8);
      }
    }
  }

  /** On a minimum without gradient: {@code u = (1, 1, 1, 1)}, and noise of +-1/2 on all of w. */
  @Test
  void readsAChainAtWAndAtZ() {
    Ensemble ensemble = ensemble(0.5);
    ensemble.run(1);
    for (int chain : new int[] {0, CHAINS - 1}) {
      ValleyReading w = ValleyReading.weights(ensemble, chain, D);
      assertThat(Math.abs(w.v())).isEqualTo(0.5);
      // Each coordinate is 1/2 or 3/2.
      assertThat((w.norm2() - 1) / 2).isIn(0.0, 1.0, 2.0, 3.0, 4.0);
      assertThat(ValleyReading.clean(ensemble, chain, D)).isEqualTo(new ValleyReading(D, 4, 0));
    }
  }

  @Test
  void sumsUpExits() {
    assertThat(exits(1, 2)).usingRecursiveComparison().isEqualTo(summary(CHAINS, 0));
    assertThat(exits(8, 16)).usingRecursiveComparison().isEqualTo(summary(0, CHAINS));
    ExitSummary none = exits(1, 16);
    assertThat(none.up() + none.down()).isZero();
    assertThat(none.time().mean()).isNaN();
    assertThat(none.norm2().count()).isZero();
  }

  /** All after the first step, at {@code |u|^2 = 4}, in units of 2. */
  private static ExitSummary summary(int up, int down) {
    ExitSummary all = new ExitSummary(up, down, new Moments(), new Moments());
    for (int c = 0; c < CHAINS; c++) {
      all.time().add(1);
      all.norm2().add(2);
    }
    return all;
  }

  private static ExitSummary exits(double lower, double upper) {
    Ensemble ensemble = ensemble(0);
    Exits exits = new Exits(VALLEY, CHAINS, lower, upper, Exits.Iterate.WEIGHTS);
    ensemble.run(3, exits);
    return ExitSummary.of(exits, CHAINS, 2);
  }

  private static Ensemble ensemble(double sigma) {
    return new Ensemble(
        StepKernels.chosen(),
        Workers.common(),
        VALLEY,
        Recipe.constant(Rule.ANTI_PGD, 0, sigma, SIGNS),
        VALLEY.minimum(4),
        CHAINS);
  }
}
