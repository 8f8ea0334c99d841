// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernels;
import antipgd.training.Recipe;
import antipgd.verification.landscape.QuadraticRegression;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static final int N = 12;
  private static final int SIZE = 3;
  private static final NoiseStream STREAM = new NoiseStream(11, 4, Law.GAUSSIAN);
  private static final float[] W = {1, -2, 0.5f, 3};

  private static QuadraticRegression regression() {
    float[][] x = new float[N][W.length];
    float[] y = new float[N];
    for (int i = 0; i < N; i++) {
      y[i] = STREAM.at(1, i);
      for (int j = 0; j < W.length; j++) {
        x[i][j] = STREAM.at(0, i * W.length + j);
      }
    }
    return new QuadraticRegression(x, y);
  }

  private static Batches batches(double labelNoise) {
    return new Batches(regression(), SIZE, labelNoise, STREAM);
  }

  private static float[] gradient(StepGradient gradient, long n) {
    float[] g = new float[W.length];
    gradient.at(n, W, g);
    return g;
  }

  private static int[] batch(Batches batches, long n) {
    gradient(batches, n);
    return batches.batch();
  }

  @Test
  void anEpochHasEveryExampleOnceInAnOrderOfItsOwn() {
    Batches batches = batches(0);
    int[] before = new int[N];
    for (int epoch = 0; epoch < 5; epoch++) {
      int[] order = new int[N];
      for (int k = 0; k < N / SIZE; k++) {
        int[] batch = batch(batches, epoch * (N / SIZE) + k);
        System.arraycopy(batch, 0, order, k * SIZE, SIZE);
      }
      assertThat(order).isNotEqualTo(before);
      before = order.clone();
      Arrays.sort(order);
      assertThat(order).isEqualTo(IntStream.range(0, N).toArray());
    }
  }

  /** Both are functions of stream and step alone. */
  @Test
  void aStepIsTheSameWhateverCameBefore() {
    Batches inOrder = batches(0.5);
    for (int n = 0; n < 30; n++) {
      float[] g = gradient(inOrder, n);
      Batches atOnce = batches(0.5);
      assertThat(gradient(atOnce, n)).isEqualTo(g);
      assertThat(atOnce.batch()).isEqualTo(inOrder.batch());
    }
    NoiseStream other = new NoiseStream(12, 4, Law.GAUSSIAN);
    assertThat(batch(new Batches(regression(), SIZE, 0, other), 0))
        .isNotEqualTo(batch(batches(0), 0));
  }

  /** Each example is first in one of N epochs, within six standard errors. */
  @Test
  void everyExampleIsFirstEquallyOften() {
    int epochs = 12_000;
    int[] first = new int[N];
    Batches batches = batches(0);
    for (int epoch = 0; epoch < epochs; epoch++) {
      first[batch(batches, (long) epoch * (N / SIZE))[0]]++;
    }
    double expected = (double) epochs / N;
    for (int count : first) {
      assertThat(count).isCloseTo((int) expected, within((int) (6 * Math.sqrt(expected))));
    }
  }

  @Test
  void theBatchesOfAnEpochHaveTheGradientAsTheirMean() {
    float[] whole = gradient(StepGradient.of(regression()), 0);
    Batches batches = batches(0);
    double[] mean = new double[W.length];
    for (int n = 0; n < N / SIZE; n++) {
      float[] g = gradient(batches, n);
      assertThat(g).isNotEqualTo(whole);
      for (int j = 0; j < W.length; j++) {
        mean[j] += g[j] / (double) (N / SIZE);
      }
    }
    for (int j = 0; j < W.length; j++) {
      assertThat(mean[j]).isCloseTo(whole[j], within(1e-5 * (1 + Math.abs(whole[j]))));
    }
  }

  /**
   * With one example and one weight {@code w^2 - y -+ s} is all that can come, either sign as often
   * as the other: the gradient is {@code w (w^2 - y -+ s)}.
   */
  @Test
  void labelNoiseHasEitherSign() {
    QuadraticRegression one = new QuadraticRegression(new float[][] {{1}}, new float[] {3});
    Batches noisy = new Batches(one, 1, 0.5, STREAM);
    float[] g = new float[1];
    int up = 0;
    int steps = 10_000;
    for (int n = 0; n < steps; n++) {
      noisy.at(n, new float[] {2}, g);
      assertThat(g[0]).isIn(2 * 0.5f, 2 * 1.5f);
      up += g[0] > 2 ? 1 : 0;
    }
    assertThat(up).isCloseTo(steps / 2, within(6 * (int) Math.sqrt(steps / 4)));
  }

  /**
   * Label noise follows the descent on {@code L + (eta s^2 / (8 b)) Tr Hess L} along the minima.
   * Here {@code L = (w_1^2 + 2 w_2^2 - 3)^2 / 4}, and to leading order in eta the weight is that;
   * with h the one eigenvalue of the Hessian the spread of {@code x' = (1 - eta h) x + noise} is
   * larger by {@code 1 / (1 - eta h / 2)}.
   */
  @Test
  void labelNoiseRegularizesAsItsClosedFormSays() {
    QuadraticRegression loss = new QuadraticRegression(new float[][] {{1, 2}}, new float[] {3});
    double eta = 0.02;
    double s = 0.8;
    int steps = 3000;
    int chains = 300;
    double mean = 0;
    for (int chain = 0; chain < chains; chain++) {
      NoiseStream stream = new NoiseStream(chain, 4, Law.GAUSSIAN);
      Descent descent =
          Descent.of(
              StepKernels.scalar(),
              new Batches(loss, 1, s, stream),
              Recipe.constant(Rule.GD, eta, 0, stream),
              new float[] {1, 1});
      while (descent.steps() < steps) {
        descent.step();
      }
      mean += flatness(descent.w()[0], descent.w()[1]) / chains;
    }
    double w1 = 1;
    double w2 = 1;
    for (int n = 0; n < steps; n++) {
      double r = w1 * w1 + 2 * w2 * w2 - 3;
      double h = 2 * w1 * w1 + 8 * w2 * w2;
      double mu = eta * s * s / 8 / (1 - eta * h / 2);
      // Tr Hess L = 2 w_1^2 + 8 w_2^2 + 3 r.
      double slope1 = w1 * r + mu * (4 * w1 + 6 * w1);
      double slope2 = 2 * w2 * r + mu * (16 * w2 + 12 * w2);
      w1 -= eta * slope1;
      w2 -= eta * slope2;
    }
    double moved = flatness(1, 1) - flatness(w1, w2);
    assertThat(moved).isGreaterThan(1);
    assertThat(flatness(1, 1) - mean).isCloseTo(moved, within(0.1 * moved));
  }

  private static double flatness(double w1, double w2) {
    return 2 * w1 * w1 + 8 * w2 * w2;
  }

  @Test
  void refusesWhatIsNoDivisor() {
    for (int size : new int[] {0, 5, 24}) {
      assertThatThrownBy(() -> new Batches(regression(), size, 0, STREAM))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("batch = " + size + ": must be a divisor of 12, the examples");
    }
  }
}
