// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.Descent.Layer;
import antipgd.verification.landscape.WideNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chains whose layers have recipes of their own. */
class LayersTest {

  private static final int M = 3;
  private static final WideNetwork NETWORK = WideNetwork.linear(M, 2, 0.5f);
  private static final NoiseStream NOISE = new NoiseStream(7, 1, Law.GAUSSIAN);
  private static final StepKernel KERNEL = StepKernels.scalar();
  private static final Schedule ETA = n -> 0.1f / (1 + n);
  private static final float[] START = {1, -2, 3, 0.5f, 0.25f, -1};

  private static Layer layer(int length, Schedule sigma) {
    return new Layer(length, new Recipe(Rule.ANTI_PGD, ETA, sigma, NOISE));
  }

  private static Descent descent(Schedule first, Schedule second) {
    return Descent.layered(KERNEL, NETWORK, List.of(layer(M, first), layer(M, second)), START, 0);
  }

  @Test
  void equalScalesGiveThePlainDescent() {
    Schedule sigma = n -> 0.2f / (1 + n);
    Descent layered = descent(sigma, sigma);
    Descent plain =
        Descent.of(KERNEL, NETWORK, new Recipe(Rule.ANTI_PGD, ETA, sigma, NOISE), START);
    for (int n = 0; n < 5; n++) {
      layered.step();
      plain.step();
      assertThat(layered.w()).isEqualTo(plain.w());
      assertThat(layered.xi()).isEqualTo(plain.xi());
      assertThat(layered.g()).isEqualTo(plain.g());
    }
    assertThat(layered.steps()).isEqualTo(5);
  }

  @Test
  void noiseMovesFromLayerToLayer() {
    Descent layered = descent(n -> n % 2 == 0 ? 0.5f : 0f, n -> n % 2 == 0 ? 0f : 0.25f);
    double[] z = new double[2 * M];
    for (int i = 0; i < z.length; i++) {
      z[i] = START[i];
    }
    float[] w = START.clone();
    float[] g = new float[2 * M];
    for (int n = 0; n < 6; n++) {
      NETWORK.gradient(w, g);
      layered.step();
      for (int i = 0; i < z.length; i++) {
        z[i] -= 0.1f / (1 + n) * (double) g[i];
        double sigma = n % 2 == 0 ? (i < M ? 0.5 : 0) : (i < M ? 0 : 0.25);
        assertThat(Math.abs(layered.w()[i] - (z[i] + sigma * NOISE.at(n, i)))).isLessThan(3e-6);
        assertThat(layered.sigma(i)).isEqualTo((float) sigma);
        assertThat(Math.abs(layered.clean(i) - z[i])).isLessThan(3e-6);
      }
      w = layered.w().clone();
      float[] clean = new float[z.length];
      layered.clean(clean);
      for (int i = 0; i < z.length; i++) {
        assertThat(clean[i]).isEqualTo(Math.fma(-layered.sigma(i), layered.xi()[i], w[i]));
      }
    }
  }

  /**
   * Here only the second layer moves by noise; the elements of its noise are those of its weights.
   */
  @Test
  void layersMayHaveRulesOfTheirOwn() {
    List<Layer> layers =
        List.of(
            new Layer(2, Recipe.constant(Rule.GD, 0.1, 9, NOISE)),
            new Layer(4, Recipe.constant(Rule.PGD, 0, 0.5, NOISE)));
    Descent layered = Descent.layered(KERNEL, NETWORK, layers, START, 100);
    float[] g = new float[2 * M];
    NETWORK.gradient(START, g);
    layered.step();
    for (int i = 0; i < 2 * M; i++) {
      assertThat(layered.w()[i])
          .isEqualTo(
              i < 2
                  ? Math.fma(-0.1f, g[i], START[i])
                  : Math.fma(0.5f, NOISE.at(0, 100 + i), START[i]));
      assertThat(layered.sigma(i)).isEqualTo(i < 2 ? 0f : 0.5f);
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> Descent.layered(KERNEL, NETWORK, List.of(layer(M, ETA)), START, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layers have 3 weights: must have 6, the landscape's dimension");
    assertThat(layer(1, ETA).length()).isEqualTo(1);
    assertThatThrownBy(() -> layer(0, ETA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("length = 0: must be at least 1");
    assertThatThrownBy(() -> Descent.layered(KERNEL, NETWORK, List.of(layer(6, ETA)), START, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("element = -1: must be >= 0");
  }
}
