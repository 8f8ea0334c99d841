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
import antipgd.training.Recipe;
import antipgd.verification.descent.Descent;
import antipgd.verification.landscape.TwoLayerLinear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerNoiseTest {

  /** Odd, so that the output before noise is not 0. */
  private static final int M = 5;

  private static final double SIGMA = 0.25;
  private static final int DRAWS = 5;
  private static final NoiseStream NOISE = new NoiseStream(7, 1, Law.GAUSSIAN);

  /** {@code f(z + sigma xi) - f(z)}, written out from the same noise. */
  @ParameterizedTest
  @EnumSource
  void theDeviationIsThatOfItsFormula(LayerNoise layers) {
    StepKernel kernel = StepKernels.chosen();
    double[] squares =
        layers.squaredDeviations(kernel, new TwoLayerLinear(M, 1), SIGMA, NOISE, DRAWS);
    float[] z = LayerNoise.unitNorm(M);
    float[] xi = new float[2 * M];
    assertThat(squares).hasSize(DRAWS);
    for (int n = 0; n < DRAWS; n++) {
      kernel.fill(xi, NOISE, n);
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

  /** The variance is the mean over all signs of both layers, of width 4. */
  @ParameterizedTest
  @EnumSource
  void theVarianceIsThatOverAllSigns(LayerNoise layers) {
    int m = 4;
    float[] z = LayerNoise.unitNorm(m);
    double mean = 0;
    for (int pattern = 0; pattern < 256; pattern++) {
      double deviation = 0;
      for (int j = 0; j < m; j++) {
        double a = (pattern >>> j & 1) == 0 ? SIGMA : -SIGMA;
        double b = (pattern >>> m + j & 1) == 0 ? SIGMA : -SIGMA;
        deviation += z[m + j] * a + (layers == LayerNoise.ALL ? z[j] * b + a * b : 0);
      }
      mean += deviation * deviation / 256;
    }
    assertThat(layers.variance(m, SIGMA)).isCloseTo(mean, within(1e-6));
  }

  @Test
  void startsAreOfUnitNormAndOrthogonal() {
    assertThat(LayerNoise.unitNorm(4))
        .containsExactly(0.5f, 0.5f, 0.5f, 0.5f, 0.5f, -0.5f, 0.5f, -0.5f);
  }

  /**
   * A chain takes its noise from the element that it is given on, the second layer's after the
   * first layer's: so chains of other elements are independent. Step sizes are those of their step.
   */
  @ParameterizedTest
  @EnumSource
  void chainsHaveElementsOfTheirOwn(LayerNoise layers) {
    long element = 1000;
    TwoLayerLinear network = new TwoLayerLinear(M, 1);
    Recipe recipe = new Recipe(Rule.ANTI_PGD, n -> 0.5f / (n + 1), n -> 0.25f / (n + 1), NOISE);
    Descent chain = layers.descent(StepKernels.scalar(), network, recipe, element);
    float[] w = LayerNoise.unitNorm(M);
    float[] g = new float[2 * M];
    double[] held = new double[2 * M];
    assertThat(chain.w()).isEqualTo(w);
    for (int n = 0; n < DRAWS; n++) {
      network.gradient(w, g);
      chain.step();
      for (int i = 0; i < 2 * M; i++) {
        boolean noisy = layers == LayerNoise.ALL || i < M == (n % 2 == 0);
        double added = noisy ? 0.25 / (n + 1) * NOISE.at(n, element + i) : 0;
        double expected = w[i] - 0.5 / (n + 1) * g[i] - held[i] + added;
        assertThat((double) chain.w()[i]).isCloseTo(expected, within(1e-6));
        held[i] = added;
      }
      w = chain.w().clone();
    }
  }
}
