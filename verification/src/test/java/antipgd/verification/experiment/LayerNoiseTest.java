// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.landscape.TwoLayerLinear;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerNoiseTest {

  private static final int M = 6;
  private static final double SIGMA = 0.25;
  private static final int DRAWS = 5;

  /** {@code f(z + sigma xi) - f(z)}, written out from the same noise. */
  @ParameterizedTest
  @EnumSource
  void theDeviationIsThatOfItsFormula(LayerNoise layers) {
    StepKernel kernel = StepKernels.chosen();
    NoiseStream noise = new NoiseStream(7, 1, Law.GAUSSIAN);
    double[] squares =
        layers.squaredDeviations(kernel, new TwoLayerLinear(M, 1), SIGMA, noise, DRAWS);
    float[] z = LayerNoise.unitNorm(M);
    float[] xi = new float[2 * M];
    assertThat(squares).hasSize(DRAWS);
    for (int n = 0; n < DRAWS; n++) {
      kernel.fill(xi, noise, n);
      boolean first = layers == LayerNoise.ALL || n % 2 == 0;
      boolean second = layers == LayerNoise.ALL || n % 2 == 1;
      double deviation = 0;
      for (int j = 0; j < M; j++) {
        double a = first ? SIGMA * xi[j] : 0;
        double b = second ? SIGMA * xi[M + j] : 0;
        deviation += z[j] * b + z[M + j] * a + a * b;
      }
      assertThat(squares[n]).isCloseTo(deviation * deviation, within(1e-5));
    }
  }
}
