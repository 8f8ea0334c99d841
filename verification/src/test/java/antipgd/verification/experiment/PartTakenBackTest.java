// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.verification.experiment.PartTakenBack.Result;
import antipgd.verification.statistics.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTakenBackTest {

  private static final NoiseStream SIGNS = new NoiseStream(7, 0, Law.RADEMACHER);

  private static Result run(PartTakenBack part, int chains) {
    return part.run(StepKernels.blocked(), Workers.common(), SIGNS, chains);
  }

  /**
   * The step as it is written, in double, for a chain that is read at every step of the last ones.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.7, 1})
  void readsTheLastQuarterOfItsSteps(double lambda) {
    PartTakenBack part = new PartTakenBack(lambda, Law.RADEMACHER, 0.5, 1, 1. / 64, 256);
    Result result = run(part, 1);
    double sigma = Math.sqrt(PartTakenBack.D / 64);
    double eta = 0.25 / PartTakenBack.D;
    double u = Math.sqrt(PartTakenBack.D);
    double v = 0;
    double weights = 0;
    double clean = 0;
    for (int n = 0; n < 256; n++) {
      double slopeU = v * v * u;
      double slopeV = u * u * v;
      double lastU = n == 0 ? 0 : SIGNS.at(n - 1, 0);
      double lastV = n == 0 ? 0 : SIGNS.at(n - 1, 64);
      u += -eta * slopeU + sigma * (SIGNS.at(n, 0) - lambda * lastU);
      v += -eta * slopeV + sigma * (SIGNS.at(n, 64) - lambda * lastV);
      if (n >= 192) {
        double z = u - sigma * SIGNS.at(n, 0);
        weights += u * u / PartTakenBack.D / 64;
        clean += z * z / PartTakenBack.D / 64;
      }
    }
    assertThat(result.weights()).hasSize(1);
    assertThat(result.weights()[0]).isCloseTo(weights, within(1e-3 * weights));
    assertThat(result.clean()[0]).isCloseTo(clean, within(1e-3 * clean));
  }

  /** Small noise, so that the closed form holds; its standard error is 1.3 per cent. */
  @Test
  void chainsRestWhereTheClosedFormSays() {
    PartTakenBack part = new PartTakenBack(0.8, Law.RADEMACHER, 0.5, 16, 1. / 256, 4096);
    Moments clean = Result.finite(run(part, 128).clean());
    double expected = part.theory().mean() * 2 / 0.5;
    assertThat(clean.mean()).isCloseTo(expected, within(0.08 * expected));
  }

  @Test
  void leavesOutChainsThatAreNotFinite() {
    assertThat(Result.finite(1, Double.NaN, 3, Double.POSITIVE_INFINITY).mean()).isEqualTo(2);
  }
}
