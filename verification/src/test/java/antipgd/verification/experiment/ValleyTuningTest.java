// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.verification.experiment.ValleyTuning.Decay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValleyTuningTest {

  private static final int D = 3;
  private static final int CHAINS = 3;
  private static final int STEPS = 6;
  private static final double ETA = 0.25 / ValleyTuning.D;
  private static final double SIGMA = Math.sqrt(ValleyTuning.D / 64);
  private static final NoiseStream NOISE = new NoiseStream(7, 3, Law.GAUSSIAN);

  /** The rules written out in double, with noise of the reference. */
  @ParameterizedTest
  @EnumSource(Decay.class)
  void tracesAreThoseOfTheRule(Decay decay) {
    for (Rule rule : Rule.values()) {
      for (int quiet : new int[] {0, 2}) {
        ValleyTuning tuning = new ValleyTuning(D, rule, decay, 0.25, 1. / 64, STEPS, quiet);
        double[] traces = tuning.traces(StepKernels.scalar(), Workers.common(), NOISE, CHAINS);
        assertThat(traces).hasSize(CHAINS);
        for (int c = 0; c < CHAINS; c++) {
          double trace = trace(rule, decay, quiet, c) / ValleyTuning.D;
          assertThat(traces[c]).isCloseTo(trace, within(1e-5 * trace));
        }
      }
    }
  }

  private static double trace(Rule rule, Decay decay, int quiet, int chain) {
    double[] w = new double[D + 1];
    for (int j = 0; j < D; j++) {
      w[j] = Math.sqrt(ValleyTuning.D / D);
    }
    for (int n = 0; n < STEPS; n++) {
      double v = w[D];
      double norm2 = norm2(w);
      for (int j = 0; j <= D; j++) {
        w[j] -= ETA * factor(decay, n, quiet) * (j < D ? v * v * w[j] : norm2 * v);
        w[j] += rule == Rule.GD ? 0 : noise(decay, n, quiet, chain, j);
        w[j] -= rule == Rule.ANTI_PGD ? noise(decay, n - 1, quiet, chain, j) : 0;
      }
    }
    return D * w[D] * w[D] + norm2(w);
  }

  private static double norm2(double[] w) {
    double norm2 = 0;
    for (int j = 0; j < D; j++) {
      norm2 += w[j] * w[j];
    }
    return norm2;
  }

  private static double factor(Decay decay, int n, int quiet) {
    return decay == Decay.CONSTANT
        ? 1
        : 1 / (1 + 9. * Math.min(n, STEPS - quiet) / (STEPS - quiet));
  }

  /** The chains of the first block stand side by side, 64 to a coordinate. */
  private static double noise(Decay decay, int n, int quiet, int chain, int j) {
    return n < 0 || n >= STEPS - quiet
        ? 0
        : SIGMA * factor(decay, n, quiet) * NOISE.at(n, 64 * j + chain);
  }

  /** Where all steps are quiet there is no noise at all, and GD does not leave its minimum. */
  @Test
  void allStepsMayBeQuiet() {
    ValleyTuning tuning = new ValleyTuning(4, Rule.PGD, Decay.DECAYED, 0.25, 1, 3, 3);
    assertThat(tuning.traces(StepKernels.scalar(), Workers.common(), NOISE, 2)).containsOnly(1);
  }

  @Test
  void streamNameNamesAllParameters() {
    assertThat(new ValleyTuning(8, Rule.ANTI_PGD, Decay.DECAYED, 0.5, 1. / 256, 4000, 400))
        .extracting(ValleyTuning::streamName)
        .isEqualTo(
            "rule=anti-pgd schedule=decayed steps=4000 quiet=400 d=8 etaNorm2=0x1.0p-1"
                + " sigma2=0x1.0p-8");
  }

  @Test
  void whatIsAboveOrNoNumberCountsAsTheCap() {
    assertThat(ValleyTuning.capped(3, 4)).isEqualTo(3);
    assertThat(ValleyTuning.capped(5, 4)).isEqualTo(4);
    assertThat(ValleyTuning.capped(Double.NaN, 4)).isEqualTo(4);
    assertThat(ValleyTuning.capped(Double.POSITIVE_INFINITY, 4)).isEqualTo(4);
  }
}
