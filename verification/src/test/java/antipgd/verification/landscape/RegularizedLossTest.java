// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of the regularized loss, held to differences of the loss in double, and by hand. */
class RegularizedLossTest {

  private static final double C = 0.3;

  static Stream<Named<RegularizedLoss>> landscapes() {
    return Stream.of(
        Named.of("valley, d = 1", new WideningValley(1)),
        Named.of("valley, d = 6", new WideningValley(6)),
        Named.of("regression, d < n", ExperimentLandscapesTest.regression(4, 9)),
        Named.of("regression, d > n", ExperimentLandscapesTest.regression(11, 5)),
        Named.of("sensing, 1 x 1", ExperimentLandscapesTest.sensing(1, 2)),
        Named.of("sensing, 4 x 4", ExperimentLandscapesTest.sensing(4, 7)),
        Named.of("squares", QuadraticModelTest.squares()),
        Named.of("groups", QuadraticModelTest.groups()),
        Named.of("factors", QuadraticModelTest.factors()));
  }

  private static double regularized(RegularizedLoss landscape, double[] w, int j, double h) {
    double[] moved = w.clone();
    moved[j] += h;
    return landscape.loss(moved) + C * landscape.hessianTrace(moved);
  }

  @ParameterizedTest
  @MethodSource("landscapes")
  void itsGradientIsItsSlope(RegularizedLoss landscape) {
    double[] w = point(landscape);
    double[] g = new double[w.length];
    landscape.regularizedGradient(w, C, g);
    double h = 0x1p-6;
    for (int j = 0; j < w.length; j++) {
      double once = regularized(landscape, w, j, h) - regularized(landscape, w, j, -h);
      double twice = regularized(landscape, w, j, 2 * h) - regularized(landscape, w, j, -2 * h);
      // Of degree four, so that Richardson's formula has no remainder.
      double slope = (4 * once / (2 * h) - twice / (4 * h)) / 3;
      assertThat(g[j]).isCloseTo(slope, within(1e-9 * (1 + Math.abs(slope))));
    }
  }

  @ParameterizedTest
  @MethodSource("landscapes")
  void itsTraceIsTheSumOfSecondDifferences(RegularizedLoss landscape) {
    double[] w = point(landscape);
    double trace = 0;
    for (int j = 0; j < w.length; j++) {
      double once = secondDifference(landscape, w, j, 0x1p-4);
      trace += (4 * once - secondDifference(landscape, w, j, 0x1p-3)) / 3;
    }
    assertThat(landscape.hessianTrace(w)).isCloseTo(trace, within(1e-9 * (1 + Math.abs(trace))));
  }

  private static double secondDifference(RegularizedLoss landscape, double[] w, int j, double h) {
    double[] up = w.clone();
    double[] down = w.clone();
    up[j] += h;
    down[j] -= h;
    return (landscape.loss(up) - 2 * landscape.loss(w) + landscape.loss(down)) / (h * h);
  }

  @ParameterizedTest
  @MethodSource("landscapes")
  void withoutTheTraceItIsTheGradientOfTheLoss(RegularizedLoss landscape) {
    double[] w = point(landscape);
    float[] single = new float[w.length];
    for (int j = 0; j < w.length; j++) {
      single[j] = (float) w[j];
    }
    double[] g = new double[w.length];
    float[] ofLoss = new float[w.length];
    landscape.regularizedGradient(RegularizedLoss.toDouble(single), 0, g);
    landscape.gradient(single, ofLoss);
    for (int j = 0; j < w.length; j++) {
      assertThat((double) ofLoss[j]).isCloseTo(g[j], within(1e-5 * (1 + Math.abs(g[j]))));
    }
    assertThat(landscape.loss(single)).isEqualTo(landscape.loss(RegularizedLoss.toDouble(single)));
  }

  /** {@code u = (3, 4), v = 2}: {@code (v^2 u, |u|^2 v) + c (2 u, 2 d v)}. */
  @Test
  void valleyByHand() {
    double[] g = new double[3];
    new WideningValley(2).regularizedGradient(new double[] {3, 4, 2}, 0.5, g);
    assertThat(g).containsExactly(12 + 3, 16 + 4, 50 + 4);
  }

  /**
   * {@code X^T r = (32, -6)} as in {@link LandscapesByHandTest}; {@code s = (3, 2)}, so the trace's
   * own gradient is {@code (2 (2 * 9 + 4 * 10), 1 (2 * 4 + 4 * 5)) / 2 = (58, 14)}.
   */
  @Test
  void regressionByHand() {
    double[] g = new double[2];
    new QuadraticRegression(new float[][] {{1, 2}, {3, -1}}, new float[] {4, 1})
        .regularizedGradient(new double[] {2, 1}, 0.5, g);
    assertThat(g).containsExactly(32 + 29, -3 + 7);
  }

  /** One example, {@code S = (1, 3; 3, 2), U = I}: {@code K = 4 S^2 + 2 * 2 * 3 S}. */
  @Test
  void sensingByHand() {
    double[] g = new double[4];
    new MatrixSensing(new float[][] {{1, 2, 4, 2}}, new float[] {3})
        .regularizedGradient(new double[] {1, 0, 0, 1}, 1, g);
    assertThat(g).containsExactly(4 * 10 + 12, 4 * 9 + 36, 4 * 9 + 36, 4 * 13 + 24);
  }

  private static double[] point(RegularizedLoss landscape) {
    Random random = new Random(7);
    return random.doubles(landscape.dimension(), -1.5, 1.5).toArray();
  }
}
