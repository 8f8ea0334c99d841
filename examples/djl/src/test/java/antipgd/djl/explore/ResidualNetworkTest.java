// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.djl.DjlOptimizer;
import antipgd.djl.explore.ResidualNetwork.Reading;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The network as a function of its weights. */
class ResidualNetworkTest {

  private static final NoiseStream DATA = new NoiseStream(1, 1, Law.GAUSSIAN);

  private static final ResidualNetwork NETWORK =
      new ResidualNetwork(
          Pictures.sample(20, 30),
          block -> new DjlOptimizer(block, Recipe.constant(Rule.GD, 0.1, 0, DATA)));

  @AfterAll
  static void close() {
    NETWORK.close();
  }

  @Test
  void startIsScaledByInputs() {
    float[] start = NETWORK.start(DATA, 3);
    assertThat(start).hasSize(272_442).hasSize(NETWORK.dimension());
    assertThat(start[0]).isEqualTo((float) (3 * Math.sqrt(2 / 9.) * DATA.at(1, 0)));
    float[] scales = NETWORK.scales(start);
    assertThat(scales[0]).isEqualTo(scales[16 * 9 - 1]).isCloseTo(1.41f, within(0.3f));
    int bias = start.length - 10;
    assertThat(start[bias]).isZero();
    assertThat(scales[bias - 1]).isCloseTo((float) (3 * Math.sqrt(2 / 64.)), within(0.1f));
    NETWORK.setWeights(start);
    assertThat(NETWORK.weights()).isEqualTo(start);
  }

  /** Along the gradient, where the difference of two losses is exact enough. */
  @Test
  void gradientIsTheLosss() {
    float[] w = NETWORK.start(DATA, 1);
    float[] g = new float[w.length];
    float[] again = new float[w.length];
    NETWORK.gradient(w, g);
    NETWORK.gradient(w, again);
    assertThat(again).isEqualTo(g);
    double squares = 0;
    for (float x : g) {
      squares += (double) x * x;
    }
    double h = 1e-3 / Math.sqrt(squares);
    double difference = NETWORK.loss(moved(w, g, h)) - NETWORK.loss(moved(w, g, -h));
    assertThat(difference / (2 * h)).isCloseTo(squares, within(0.01 * squares));
  }

  private static float[] moved(float[] w, float[] g, double h) {
    float[] moved = w.clone();
    for (int j = 0; j < w.length; j++) {
      moved[j] += (float) (h * g[j]);
    }
    return moved;
  }

  /**
   * Test images that are the training images have nearly the same loss under their statistics,
   * whose variances are over one less than their number.
   */
  @Test
  void readsATestWithStatisticsOfTheTrainingImages() {
    float[] w = NETWORK.start(DATA, 1);
    try (ResidualNetwork same =
        new ResidualNetwork(
            Pictures.sample(20, 0),
            block -> new DjlOptimizer(block, Recipe.constant(Rule.GD, 0.1, 0, DATA)))) {
      Reading reading = same.read(w);
      assertThat(reading.trainLoss()).isEqualTo(NETWORK.loss(w));
      assertThat(reading.testLoss()).isCloseTo(reading.trainLoss(), within(0.02));
      assertThat(reading).isEqualTo(same.read(w));
    }
    assertThat(NETWORK.read(w).testAccuracy() * 30)
        .isCloseTo(Math.rint(NETWORK.read(w).testAccuracy() * 30), within(1e-9));
  }

  @Test
  void aStepIsTheBatchs() {
    float[] w = NETWORK.start(DATA, 1);
    float[] g = new float[w.length];
    NETWORK.gradient(w, g);
    int[] all = new int[20];
    for (int i = 0; i < all.length; i++) {
      all[i] = 19 - i;
    }
    NETWORK.setWeights(w);
    NETWORK.step(all);
    float[] stepped = NETWORK.weights();
    for (int j = 0; j < w.length; j++) {
      assertThat(stepped[j]).isCloseTo(Math.fma(-0.1f, g[j], w[j]), within(1e-4f));
    }
  }
}
