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
import antipgd.verification.landscape.WideNetwork;
import antipgd.verification.statistics.Moments;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LayerNoiseTest {

  /** Odd, so that the output before noise is not 0. */
  private static final int M = 5;

  private static final double SIGMA = 0.25;
  private static final int DRAWS = 5;
  private static final NoiseStream NOISE = new NoiseStream(7, 1, Law.GAUSSIAN);
  private static final NoiseStream DATA = new NoiseStream(7, 2, Law.GAUSSIAN);

  /** Whether a layer of two has noise, said once more. */
  private static boolean isNoisy(LayerNoise noise, int layer, long n, long element) {
    return switch (noise) {
      case ALL -> true;
      case ONE -> n % 2 == layer;
      case RANDOM -> LayerNoise.Draw.beside(NOISE, element).of(2, n) == layer;
    };
  }

  /** {@code f(z + sigma xi) - f(z)}, written out from the same noise. */
  @ParameterizedTest
  @EnumSource
  void theChangeIsThatOfItsFormula(LayerNoise layers) {
    StepKernel kernel = StepKernels.chosen();
    float[] z = WideModel.LINEAR_2.start(M, DATA);
    double[] squares =
        layers.squaredChanges(kernel, WideModel.LINEAR_2.network(M, DATA), z, SIGMA, NOISE, DRAWS);
    float[] xi = new float[2 * M];
    assertThat(squares).hasSize(DRAWS);
    for (int n = 0; n < DRAWS; n++) {
      kernel.fill(xi, NOISE, n);
      boolean first = isNoisy(layers, 0, n, 0);
      boolean second = isNoisy(layers, 1, n, 0);
      double deviation = 0;
      for (int j = 0; j < M; j++) {
        double a = first ? SIGMA * xi[j] : 0;
        double b = second ? SIGMA * xi[M + j] : 0;
        deviation += z[j] * b + z[M + j] * a + a * b;
      }
      assertThat(squares[n]).isCloseTo(deviation * deviation, within(1e-5));
    }
  }

  /** A linear network's variance is the mean over all signs of all layers. */
  @ParameterizedTest
  @CsvSource({"LINEAR_2, 4", "LINEAR_3, 3"})
  void theVarianceOfALinearNetworkIsThatOverAllSigns(WideModel model, int m) {
    WideNetwork network = model.network(m, DATA);
    float[] z = Draws.vector(DATA, 5, network.dimension(), 0.5);
    double[] f = network.outputs(z);
    double[] one = new double[model.depth()];
    double all = 0;
    int patterns = 1 << z.length;
    float[] w = new float[z.length];
    for (int pattern = 0; pattern < patterns; pattern++) {
      for (int i = 0; i < z.length; i++) {
        w[i] = z[i] + ((pattern >>> i & 1) == 0 ? (float) SIGMA : (float) -SIGMA);
      }
      all += LayerNoise.squaredChange(f, network.outputs(w)) / patterns;
    }
    for (int l = 0; l < one.length; l++) {
      for (int pattern = 0; pattern < 1 << network.length(l); pattern++) {
        System.arraycopy(z, 0, w, 0, z.length);
        for (int i = 0; i < network.length(l); i++) {
          w[network.from(l) + i] += (pattern >>> i & 1) == 0 ? (float) SIGMA : (float) -SIGMA;
        }
        one[l] += LayerNoise.squaredChange(f, network.outputs(w)) / (1 << network.length(l));
      }
      assertThat(OutputChange.oneLayer(network, z, SIGMA, l).square())
          .isCloseTo(one[l], within(1e-6));
    }
    assertThat(LayerNoise.ALL.change(network, z, SIGMA).square())
        .isCloseTo(all, within(1e-6 * all));
    double mean = IntStream.range(0, one.length).mapToDouble(l -> one[l]).average().orElseThrow();
    assertThat(LayerNoise.ONE.change(network, z, SIGMA).square()).isCloseTo(mean, within(1e-6));
    assertThat(LayerNoise.RANDOM.change(network, z, SIGMA).square()).isCloseTo(mean, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"LINEAR_2, 64", "LINEAR_3, 8"})
  void atUnitNormTheVarianceHasOneFormulaForAllDepths(WideModel model, int m) {
    WideNetwork network = model.network(m, DATA);
    for (LayerNoise noise : LayerNoise.values()) {
      double formula = noise.atUnitNorm(m, model.depth(), SIGMA);
      assertThat(noise.change(network, model.start(m, DATA), SIGMA).square())
          .isCloseTo(formula, within(1e-6 * formula));
    }
    assertThat(LayerNoise.ALL.atUnitNorm(16, 2, 0.5)).isEqualTo(2 * 0.25 + 16 * 0.0625);
    assertThat(LayerNoise.RANDOM.atUnitNorm(16, 2, 0.5)).isEqualTo(0.25);
  }

  /** Of ReLU: against many draws, seven standard errors. */
  @ParameterizedTest
  @CsvSource({"RELU_2, ALL", "RELU_2, RANDOM", "RELU_2, ONE", "LINEAR_3, RANDOM"})
  void theMeanSquareIsThatOfManyDraws(WideModel model, LayerNoise noise) {
    WideNetwork network = model.network(M, DATA);
    float[] z = model.start(M, DATA);
    Moments squares = new Moments();
    for (double square :
        noise.squaredChanges(StepKernels.chosen(), network, z, SIGMA, NOISE, 30_000)) {
      squares.add(square);
    }
    assertThat(squares.mean())
        .isCloseTo(noise.change(network, z, SIGMA).square(), within(7 * squares.standardError()));
  }

  /** Of the last two layers of three there is a formula, of the first none. */
  @Test
  void whereTheoryEnds() {
    WideNetwork network = WideModel.RELU_3.network(M, DATA);
    float[] z = WideModel.RELU_3.start(M, DATA);
    for (int l = 0; l < 3; l++) {
      Moments squares = new Moments();
      double[] f = network.outputs(z);
      for (int n = 0; n < 20_000; n++) {
        float[] w = z.clone();
        for (int i = 0; i < network.length(l); i++) {
          w[network.from(l) + i] += (float) (SIGMA * NOISE.at(n, i));
        }
        squares.add(LayerNoise.squaredChange(f, network.outputs(w)));
      }
      double expected = OutputChange.oneLayer(network, z, SIGMA, l).square();
      if (l < 2) {
        assertThat(squares.mean()).isCloseTo(expected, within(7 * squares.standardError()));
      } else {
        assertThat(expected).isNaN();
      }
    }
    assertThat(LayerNoise.ALL.change(network, z, SIGMA).square()).isNaN();
    assertThat(LayerNoise.RANDOM.change(network, z, SIGMA).square()).isNaN();
  }

  /** A layer without input gives none of its noise away. */
  @Test
  void unitsThatReadNothingStay() {
    WideNetwork network =
        new WideNetwork(2, 2, WideNetwork.Units.RELU, new float[][] {{0}}, new float[] {0});
    assertThat(LayerNoise.ALL.change(network, new float[] {1, 2, 3, 4}, SIGMA).square()).isZero();
  }

  @Test
  void startsKeepTheSizeOfWhatLayersRead() {
    assertThat(WideModel.LINEAR_2.start(4, DATA))
        .containsExactly(0.5f, 0.5f, 0.5f, 0.5f, 0.5f, -0.5f, 0.5f, -0.5f);
    assertThat(WideModel.LINEAR_3.start(2, DATA)).hasSize(8).contains(1, 0, 0, 1);
    int m = 1000;
    for (WideModel model : new WideModel[] {WideModel.RELU_2, WideModel.RELU_3}) {
      WideNetwork network = model.network(m, DATA);
      for (int i = 0; i < WideModel.EXAMPLES; i++) {
        WideNetwork.Pass pass = network.pass(model.start(m, DATA), i);
        for (int l = 0; l < model.depth(); l++) {
          double norm2 = 0;
          for (double read : pass.reads()[l]) {
            norm2 += read * read;
          }
          assertThat(norm2).isCloseTo(1, within(0.5));
        }
      }
    }
  }

  /** Each layer as often as another, and not the same at all steps, chains and streams. */
  @Test
  void layersAreDrawnByAddress() {
    int[] counts = new int[3];
    int same = 0;
    LayerNoise.Draw draw = LayerNoise.Draw.beside(NOISE, 64);
    LayerNoise.Draw other = LayerNoise.Draw.beside(NOISE, 65);
    for (int n = 0; n < 3000; n++) {
      counts[draw.of(3, n)]++;
      same += draw.of(3, n) == other.of(3, n) ? 1 : 0;
      assertThat(draw.of(3, n)).isEqualTo(LayerNoise.Draw.beside(NOISE, 64).of(3, n));
    }
    for (int count : counts) {
      assertThat(count).isBetween(850, 1150);
    }
    assertThat(same).isBetween(850, 1150);
  }

  /**
   * A chain takes its noise from the element that it is given on, the second layer's after the
   * first layer's: so chains of other elements are independent. Step sizes are those of their step.
   */
  @ParameterizedTest
  @EnumSource
  void chainsHaveElementsOfTheirOwn(LayerNoise layers) {
    long element = 1000;
    WideNetwork network = WideModel.LINEAR_2.network(M, DATA);
    Recipe recipe = new Recipe(Rule.ANTI_PGD, n -> 0.5f / (n + 1), n -> 0.25f / (n + 1), NOISE);
    float[] w = WideModel.LINEAR_2.start(M, DATA);
    Descent chain = layers.descent(StepKernels.scalar(), network, recipe, w, element);
    float[] g = new float[2 * M];
    double[] held = new double[2 * M];
    assertThat(chain.w()).isEqualTo(w);
    for (int n = 0; n < DRAWS; n++) {
      network.gradient(w, g);
      chain.step();
      for (int i = 0; i < 2 * M; i++) {
        boolean noisy = isNoisy(layers, i / M, n, element);
        double added = noisy ? 0.25 / (n + 1) * NOISE.at(n, element + i) : 0;
        double expected = w[i] - 0.5 / (n + 1) * g[i] - held[i] + added;
        assertThat((double) chain.w()[i]).isCloseTo(expected, within(1e-6));
        held[i] = added;
      }
      w = chain.w().clone();
    }
  }
}
