// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import static antipgd.bench.peers.StandardNormal.LAW_EFFECT;
import static antipgd.bench.peers.StandardNormal.MEAN_EFFECT;
import static antipgd.bench.peers.StandardNormal.SAMPLES;
import static antipgd.bench.peers.StandardNormal.VARIANCE_EFFECT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.bench.Data;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Noise that departs by no more than the declared effects, and must be caught. */
class StandardNormalTest {

  private static float[] normal() {
    float[] xi = new float[SAMPLES];
    StepKernels.chosen().fill(xi, new NoiseStream(Data.SEED, 0, Law.GAUSSIAN), 0);
    return xi;
  }

  @Test
  void passesStandardNoise() {
    StandardNormal.check(normal());
  }

  @Test
  void catchesAMean() {
    float[] xi = normal();
    for (int i = 0; i < SAMPLES; i++) {
      xi[i] += (float) MEAN_EFFECT;
    }
    assertThatThrownBy(() -> StandardNormal.checkMean(xi)).hasMessageContaining("|mean|");
  }

  @Test
  void catchesAVariance() {
    float[] xi = normal();
    for (int i = 0; i < SAMPLES; i++) {
      xi[i] *= (float) Math.sqrt(1 + VARIANCE_EFFECT);
    }
    assertThatThrownBy(() -> StandardNormal.checkVariance(xi))
        .hasMessageContaining("|mean square - 1|");
  }

  /**
   * Some values are uniform instead, with mean 0 and variance 1. The functions of the uniform and
   * the normal distribution differ by 0.0572 at most, so this many give the declared distance.
   */
  @Test
  void catchesALawWithTheSameMoments() {
    float[] xi = normal();
    SplittableRandom random = new SplittableRandom(Data.SEED);
    for (int i = 0; i < SAMPLES; i++) {
      if (random.nextDouble() < LAW_EFFECT / 0.0572) {
        xi[i] = (float) (Math.sqrt(3) * (2 * random.nextDouble() - 1));
      }
    }
    StandardNormal.checkMean(xi);
    StandardNormal.checkVariance(xi);
    assertThatThrownBy(() -> StandardNormal.checkLaw(xi))
        .hasMessageContaining("distance of Kolmogorov");
  }
}
