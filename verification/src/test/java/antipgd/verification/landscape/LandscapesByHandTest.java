// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.verification.landscape.HiddenLayerNetwork.Activation;
import org.junit.jupiter.api.Test;

/**
 * Losses, gradients and traces that were worked out by hand: what a factor in all three of them
 * would leave consistent is wrong here.
 */
class LandscapesByHandTest {

  private static final double ROUNDING = 1e-6;

  private static void assertIs(
      Landscape landscape, float[] w, double loss, double trace, double... slopes) {
    assertThat(landscape.dimension()).isEqualTo(w.length).isEqualTo(slopes.length);
    assertThat(landscape.loss(w)).isCloseTo(loss, within(ROUNDING));
    assertThat(landscape.hessianTrace(w)).isCloseTo(trace, within(ROUNDING));
    float[] g = new float[w.length];
    landscape.gradient(w, g);
    for (int j = 0; j < w.length; j++) {
      assertThat((double) g[j]).as("slope %d", j).isCloseTo(slopes[j], within(ROUNDING));
    }
  }

  /** {@code u = (3, 4), v = 2}. */
  @Test
  void valley() {
    WideningValley valley = new WideningValley(2);
    float[] w = {3, 4, 2};
    assertIs(valley, w, 50, 2 * 4 + 25, 12, 16, 50);
    assertThat(valley.norm2(w)).isEqualTo(25);
    assertThat(valley.minimum(0)).containsOnly(0);
  }

  @Test
  void normsAreNotAddedToWhatIsThere() {
    WideningValley valley = new WideningValley(2);
    float[] w = new float[3 * Landscape.SIDE_BY_SIDE];
    float[] r = new float[Landscape.SIDE_BY_SIDE + 2];
    for (int i = 0; i < w.length; i++) {
      w[i] = i / Landscape.SIDE_BY_SIDE + 3;
    }
    for (int c = 0; c < r.length; c++) {
      r[c] = 7;
    }
    valley.norms2(w, r, 1);
    for (int c = 0; c < r.length; c++) {
      assertThat(r[c]).isEqualTo(c == 0 || c == r.length - 1 ? 7 : 25);
    }
  }

  /** {@code w o w = (4, 1)}, residuals (2, 10), {@code X^T r = (32, -6)}. */
  @Test
  void regression() {
    QuadraticRegression regression =
        new QuadraticRegression(new float[][] {{1, 2}, {3, -1}}, new float[] {4, 1});
    double trace = (32 - 6 + 2 * 4 * 10 + 2 * 1 * 5) / 2.;
    assertIs(regression, new float[] {2, 1}, 104 / 8., trace, 32, -3);
  }

  /**
   * {@code U U^T = (5, 1; 1, 10)}; the symmetric parts are {@code S_1 = (1, 3; 3, 2)} and {@code
   * S_2 = (0, 1; 1, 2)}, the residuals 31 - 29 and 22 - 25, and {@code S_1 U = (10, -1; 9, 4)},
   * {@code S_2 U = (3, -1; 7, 0)}.
   */
  @Test
  void sensing() {
    MatrixSensing sensing =
        new MatrixSensing(new float[][] {{1, 2, 4, 2}, {0, 1, 1, 2}}, new float[] {29, 25});
    double trace = (2 * 198 + 2 * 2 * 3 + 2 * 59 - 2 * 3 * 2) / 2.;
    assertIs(sensing, new float[] {1, 2, 3, -1}, 13 / 8., trace, 5.5, 0.5, -1.5, 4);
  }

  /**
   * Three rows, of which each entry of A meets one: {@code U = I}, so {@code <A, U U^T> = Tr A}.
   */
  @Test
  void sensingOfAnIdentity() {
    float[] a = {1, 2, 4, 0, -1, 6, 2, 0, 3};
    float[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    MatrixSensing sensing = new MatrixSensing(new float[][] {a}, new float[] {1});
    double norm2 = 1 + 1 + 9 + 2 * (1 + 9 + 9);
    assertIs(sensing, identity, 1, 2 * norm2 + 3 * 2 * 3, 2, 2, 6, 2, -2, 6, 6, 6, 6);
  }

  /** {@code f = 11}, 10 above its target. */
  @Test
  void twoLayerLinear() {
    WideNetwork network = WideNetwork.linear(2, 2, 1);
    float[] w = {1, 2, 3, 4};
    assertIs(network, w, 50, 30, 30, 40, 10, 20);
    assertThat(network.outputs(w)).containsExactly(11);
  }

  /** {@code W b = (2, 9)}, {@code f = 2 - 9 = -7}, 10 below its target; {@code W^T a = (1, -3)}. */
  @Test
  void threeLayersLinear() {
    WideNetwork network = WideNetwork.linear(2, 3, 3);
    float[] w = {1, -1, 1, 0, 0, 3, 2, 3};
    assertThat(network.from(1)).isEqualTo(2);
    assertThat(network.length(1)).isEqualTo(4);
    assertThat(network.from(2)).isEqualTo(6);
    double trace = 4 + 81 + 2 * (4 + 9) + 1 + 9;
    assertIs(network, w, 50, trace, -20, -90, -20, 20, -30, 30, -10, 30);
  }

  /** Two examples; the second unit is off at the second, the first at the first. */
  @Test
  void wideNetworkOfRelu() {
    WideNetwork network =
        new WideNetwork(
            2, 2, WideNetwork.Units.RELU, new float[][] {{1, 0}, {0, 1}}, new float[] {1, 0});
    float[] w = {2, 3, -1, 1, 4, -5};
    assertThat(network.outputs(w)).containsExactly(3, 8);
    double trace = (1 + 9 + 16 + 4) / 2.0;
    assertIs(network, w, (4 + 64) / 4.0, trace, 16, 1, 0, 3, 8, 0);
  }

  /** One unit, {@code h = 3}; both logits are 3. */
  @Test
  void oneUnitOfRelu() {
    HiddenLayerNetwork network = oneUnit(Activation.RELU);
    float[] w = {1, 1, 1, 0, 0, 3};
    double trace = 2 * 0.25 * (9 + 1) + 0.25 * 5;
    assertIs(network, w, Math.log(2), trace, -1, -0.5, -1.5, -0.5, 1.5, 0.5);
  }

  /** A unit that is off, {@code h = 0}: only its bias after it is left. */
  @Test
  void oneUnitOfReluThatIsOff() {
    assertIs(
        oneUnit(Activation.RELU),
        new float[] {-1, 1, 5, 2, -7, 2},
        Math.log(2),
        2 * 0.25,
        0,
        0,
        0,
        -0.5,
        0,
        0.5);
  }

  /**
   * One unit, {@code s = ln(3) / 2} and so {@code h = 1/2} with slope 3/4 and second derivative
   * -3/4; both logits are 1.
   */
  @Test
  void oneUnitOfTanh() {
    float half = (float) (Math.log(3) / 2);
    float[] w = {half, -half, 2, 0, 0, 1};
    double ofV = 2 * 0.25 * (0.25 + 1);
    double ofU = (0.75 * 0.75 * (2 - 1) - 0.75 * (1 - 2)) * 5;
    assertIs(
        oneUnit(Activation.TANH), w, Math.log(2), ofV + ofU, -1.5, -0.75, -0.25, -0.5, 0.25, 0.5);
  }

  /** On one example, x = 2 of class 0. */
  private static HiddenLayerNetwork oneUnit(Activation activation) {
    return new HiddenLayerNetwork(new float[][] {{2}}, new int[] {0}, 1, 2, activation);
  }

  /** Logits are the inputs themselves, and 3/2 from the bias of class 2. */
  @Test
  void accuracyCountsTheLargestLogits() {
    float[][] x = {{2, 1}, {1, 3}, {1, 1}, {4, 1}, {1.5f, 0}};
    float[] w = {1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1.5f};
    assertThat(accuracy(x, w, 0, 1, 2, 0, 0)).isEqualTo(1);
    assertThat(accuracy(x, w, 0, 0, 2, 1, 2)).isEqualTo(0.4);
    assertThat(accuracy(x, w, 1, 2, 0, 2, 1)).isZero();
  }

  private static double accuracy(float[][] x, float[] w, int... labels) {
    return new HiddenLayerNetwork(x, labels, 2, 3, Activation.RELU).accuracy(w);
  }

  /** A logit of 1000 more than the others is a probability of 1 and no overflow. */
  @Test
  void largeLogitsDoNotOverflow() {
    float[] w = {0, 1, 1000, 0, 0, 0};
    float[] g = new float[6];
    HiddenLayerNetwork network = oneUnit(Activation.RELU);
    network.gradient(w, g);
    assertThat(g).containsOnly(0f);
    assertThat(network.loss(w)).isZero();
    w[2] = -1000;
    network.gradient(w, g);
    assertThat(g).containsExactly(2000, 1000, -1, -1, 1, 1);
    assertThat(network.loss(w)).isEqualTo(1000);
  }
}
