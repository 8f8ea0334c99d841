// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideningValleyTest {

  private static final int SIDE_BY_SIDE = Landscape.SIDE_BY_SIDE;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 32})
  void gradientIsTheSlopeOfTheLoss(int d) {
    WideningValley valley = new WideningValley(d);
    float[] w = randomPoints(d + 1, 1);
    float[] g = new float[d + 1];
    valley.gradient(w, g);
    float h = 0x1p-7f;
    for (int j = 0; j <= d; j++) {
      // L is quadratic in each coordinate, so central differences have no remainder.
      double slope = (valley.loss(moved(w, j, h)) - valley.loss(moved(w, j, -h))) / span(w, j, h);
      assertThat((double) g[j]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 32})
  void traceIsTheSumOfSecondDifferences(int d) {
    WideningValley valley = new WideningValley(d);
    float[] w = randomPoints(d + 1, 2);
    float h = 0x1p-4f;
    double trace = 0;
    for (int j = 0; j <= d; j++) {
      double half = span(w, j, h) / 2;
      double sum = valley.loss(moved(w, j, h)) + valley.loss(moved(w, j, -h));
      trace += (sum - 2 * valley.loss(w)) / (half * half);
    }
    assertThat(valley.hessianTrace(w)).isCloseTo(trace, within(1e-4 * trace));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 16, 32, 33})
  void sideBySideHasTheBitsOfOneByOne(int d) {
    WideningValley valley = new WideningValley(d);
    float[] w = randomPoints((d + 1) * SIDE_BY_SIDE, 3);
    w[5] = Float.NaN;
    w[6] = Float.POSITIVE_INFINITY;
    float[] g = new float[w.length];
    valley.gradients(w, g);
    assertThat(g).isEqualTo(oneByOne(valley, w));
  }

  @Test
  void gradientsVanishOnTheMinima() {
    WideningValley valley = new WideningValley(5);
    float[] w = valley.minimum(20);
    float[] g = new float[6];
    valley.gradient(w, g);
    assertThat(g).containsOnly(0f);
    assertThat(valley.loss(w)).isZero();
    assertThat(valley.norm2(w)).isCloseTo(20, within(1e-5));
    assertThat(valley.hessianTrace(w)).isEqualTo(valley.norm2(w));
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new WideningValley(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("d = 0: must be at least 1");
    assertThatThrownBy(() -> new WideningValley(1).minimum(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("norm2 = -1.0: must be finite and >= 0");
  }

  /** The interface's default, which gathers one point after the other. */
  private static float[] oneByOne(WideningValley valley, float[] w) {
    Landscape plain =
        new Landscape() {
          @Override
          public int dimension() {
            return valley.dimension();
          }

          @Override
          public double loss(float[] point) {
            return valley.loss(point);
          }

          @Override
          public void gradient(float[] point, float[] g) {
            valley.gradient(point, g);
          }

          @Override
          public double hessianTrace(float[] point) {
            return valley.hessianTrace(point);
          }
        };
    float[] g = new float[w.length];
    plain.gradients(w, g);
    return g;
  }

  private static float[] randomPoints(int length, long seed) {
    Random random = new Random(seed);
    float[] w = new float[length];
    for (int i = 0; i < length; i++) {
      w[i] = (float) random.nextGaussian();
    }
    return w;
  }

  private static float[] moved(float[] w, int j, float h) {
    float[] moved = w.clone();
    moved[j] += h;
    return moved;
  }

  /** What float32 made of the step {@code 2 h}. */
  private static double span(float[] w, int j, float h) {
    return (double) moved(w, j, h)[j] - moved(w, j, -h)[j];
  }
}
