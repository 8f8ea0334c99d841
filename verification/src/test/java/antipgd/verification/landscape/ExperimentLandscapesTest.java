// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import antipgd.verification.landscape.HiddenLayerNetwork.Activation;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients and Hessian traces of every landscape of the experiments, held to the loss itself. */
class ExperimentLandscapesTest {

  /** A landscape and a point. */
  private record Case(Landscape landscape, float[] w) {}

  private static Named<Case> named(String name, Landscape landscape, double scale) {
    float[] w = gaussian(1, landscape.dimension(), 7)[0];
    for (int j = 0; j < w.length; j++) {
      w[j] *= (float) scale;
    }
    return Named.of(name, new Case(landscape, w));
  }

  /** Of degree four, and few enough weights to try all signs. */
  static Stream<Named<Case>> quartic() {
    return Stream.of(
        named("valley", new WideningValley(6), 1),
        named("regression, d < n", regression(4, 9), 1),
        named("regression, d > n", regression(11, 5), 1),
        named("sensing, 1 x 1", sensing(1, 2), 1),
        named("sensing, 3 x 3", sensing(3, 7), 1),
        named("two layers linear", WideNetwork.linear(5, 2, 0.5f), 1));
  }

  static Stream<Named<Case>> all() {
    return Stream.concat(
        quartic(),
        Stream.of(
            named("tanh network", network(Activation.TANH), 0.7),
            named("ReLU network", network(Activation.RELU), 0.7),
            named("three layers linear", WideNetwork.linear(3, 3, 0.5f), 0.8),
            named("four layers linear", WideNetwork.linear(2, 4, 0.5f), 0.8),
            named("two wide layers of ReLU", wide(2), 0.7),
            named("three wide layers of ReLU", wide(3), 0.9)));
  }

  static QuadraticRegression regression(int d, int n) {
    return new QuadraticRegression(gaussian(n, d, 1), gaussian(1, n, 2)[0]);
  }

  static MatrixSensing sensing(int size, int n) {
    return new MatrixSensing(gaussian(n, size * size, 3), gaussian(1, n, 4)[0]);
  }

  static HiddenLayerNetwork network(Activation activation) {
    return new HiddenLayerNetwork(
        gaussian(6, 5, 5), new int[] {0, 1, 2, 2, 1, 2}, 4, 3, activation);
  }

  private static WideNetwork wide(int depth) {
    return new WideNetwork(
        3, depth, WideNetwork.Units.RELU, gaussian(4, 2, 8), gaussian(1, 4, 6)[0]);
  }

  static float[][] gaussian(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[][] a = new float[rows][columns];
    for (float[] row : a) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return a;
  }

  private static double lossAt(Case at, int j, float h) {
    float[] moved = at.w.clone();
    moved[j] += h;
    return at.landscape.loss(moved);
  }

  /** What float32 made of the step {@code 2 h}. */
  private static double span(Case at, int j, float h) {
    return (double) (at.w[j] + h) - (at.w[j] - h);
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradientIsTheSlopeOfTheLoss(Case at) {
    float[] g = new float[at.w.length];
    at.landscape.gradient(at.w, g);
    float h = 0x1p-9f;
    for (int j = 0; j < g.length; j++) {
      double once = (lossAt(at, j, h) - lossAt(at, j, -h)) / span(at, j, h);
      double twice = (lossAt(at, j, 2 * h) - lossAt(at, j, -2 * h)) / span(at, j, 2 * h);
      assertThat((double) g[j])
          .isCloseTo((4 * once - twice) / 3, within(1e-5 * (1 + Math.abs(once))));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void traceIsTheSumOfSecondDifferences(Case at) {
    double trace = 0;
    for (int j = 0; j < at.w.length; j++) {
      double once = secondDifference(at, j, 0x1p-8f);
      trace += (4 * once - secondDifference(at, j, 0x1p-7f)) / 3;
    }
    assertThat(at.landscape.hessianTrace(at.w)).isCloseTo(trace, within(2e-4 * Math.abs(trace)));
  }

  private static double secondDifference(Case at, int j, float h) {
    // Steps that float32 makes of h, which differ to both sides.
    double up = (double) (at.w[j] + h) - at.w[j];
    double down = (double) at.w[j] - (at.w[j] - h);
    double here = at.landscape.loss(at.w);
    double slopeUp = (lossAt(at, j, h) - here) / up;
    double slopeDown = (here - lossAt(at, j, -h)) / down;
    return 2 * (slopeUp - slopeDown) / (up + down);
  }

  /** {@code E grad L(z + sigma xi) = grad (L + (sigma^2 / 2) Tr Hess L)} over all signs. */
  @ParameterizedTest
  @MethodSource("quartic")
  void theMeanGradientUnderSignsIsThatOfTheRegularizedLoss(Case at) {
    int dimension = at.w.length;
    float sigma = 0.5f;
    double[] mean = new double[dimension];
    float[] w = new float[dimension];
    float[] g = new float[dimension];
    for (int pattern = 0; pattern < 1 << dimension; pattern++) {
      for (int j = 0; j < dimension; j++) {
        w[j] = at.w[j] + ((pattern >>> j & 1) == 0 ? sigma : -sigma);
      }
      at.landscape.gradient(w, g);
      for (int j = 0; j < dimension; j++) {
        mean[j] += (double) g[j] / (1 << dimension);
      }
    }
    at.landscape.gradient(at.w, g);
    float h = 0x1p-7f;
    for (int j = 0; j < dimension; j++) {
      float[] up = at.w.clone();
      float[] down = at.w.clone();
      up[j] += h;
      down[j] -= h;
      double slope =
          (at.landscape.hessianTrace(up) - at.landscape.hessianTrace(down)) / span(at, j, h);
      assertThat(mean[j])
          .isCloseTo(g[j] + sigma * sigma / 2 * slope, within(1e-4 * (1 + Math.abs(mean[j]))));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void sideBySideHasTheBitsOfOneByOne(Case at) {
    int dimension = at.w.length;
    int points = Landscape.SIDE_BY_SIDE;
    float[] w = gaussian(1, dimension * points, 9)[0];
    w[3] = Float.NaN;
    w[5] = Float.POSITIVE_INFINITY;
    float[] g = new float[w.length];
    at.landscape.gradients(w, g);
    float[] oneByOne = new float[w.length];
    float[] point = new float[dimension];
    float[] slope = new float[dimension];
    for (int c = 0; c < points; c++) {
      for (int j = 0; j < dimension; j++) {
        point[j] = w[j * points + c];
      }
      at.landscape.gradient(point, slope);
      for (int j = 0; j < dimension; j++) {
        oneByOne[j * points + c] = slope[j];
      }
    }
    assertThat(g).isEqualTo(oneByOne);
  }

  @ParameterizedTest
  @MethodSource("quartic")
  void hutchinsonOverAllSignsIsTheTrace(Case at) {
    int dimension = at.w.length;
    double mean = 0;
    float[] v = new float[dimension];
    for (int pattern = 0; pattern < 1 << dimension; pattern++) {
      for (int j = 0; j < dimension; j++) {
        v[j] = (pattern >>> j & 1) == 0 ? 1 : -1;
      }
      mean += new Hutchinson(0.25f).curvature(at.landscape, at.w, v) / (1 << dimension);
    }
    double trace = at.landscape.hessianTrace(at.w);
    assertThat(mean).isCloseTo(trace, within(1e-5 * (1 + Math.abs(trace))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void hutchinsonWithFewProbesIsWithinItsError(Case at) {
    Hutchinson.Estimate estimate = Hutchinson.DEFAULT.trace(at.landscape, at.w, 4096, 11);
    double trace = at.landscape.hessianTrace(at.w);
    assertThat(estimate.mean())
        .isCloseTo(trace, within(6 * estimate.standardError() + 1e-3 * Math.abs(trace)));
    assertThat(estimate.standardError()).isLessThan(0.1 * Math.abs(trace));
  }

  @Test
  void theTraceOfAnInterpolatingRegressionIsThatOfThePaper() {
    float[][] x = gaussian(3, 5, 1);
    float[] w = {1, 0, 2, 0, 1};
    float[] y = new float[3];
    double expected = 0;
    for (int i = 0; i < 3; i++) {
      y[i] = x[i][0] + 4 * x[i][2] + x[i][4];
      for (int j = 0; j < 5; j++) {
        expected += 2. / 3 * w[j] * w[j] * x[i][j] * x[i][j];
      }
    }
    QuadraticRegression regression = new QuadraticRegression(x, y);
    assertThat(regression.loss(w)).isLessThan(1e-12);
    assertThat(regression.hessianTrace(w)).isCloseTo(expected, within(1e-5));
  }

  @Test
  void anUntrainedNetworkGuesses() {
    HiddenLayerNetwork network = network(Activation.TANH);
    float[] zero = new float[network.dimension()];
    assertThat(network.loss(zero)).isCloseTo(Math.log(3), within(1e-12));
    assertThat(network.accuracy(zero)).isCloseTo(1. / 6, within(1e-12));
    assertThat(network.firstLayer()).isEqualTo(4 * 6);
  }

  @Test
  void refusesBadArguments() {
    float[][] ragged = {{1, 2}, {3}};
    refuses(
        () -> new QuadraticRegression(ragged, new float[2]),
        "x[1].length = 1: must be 2, the length of the first row");
    refuses(
        () -> new QuadraticRegression(new float[0][], new float[0]),
        "x has 0 rows: must have at least one row and one column");
    refuses(
        () -> new QuadraticRegression(new float[2][3], new float[3]),
        "y.length = 3: must be 2, the number of rows of x");
    refuses(
        () -> new MatrixSensing(new float[2][3], new float[2]),
        "a[0].length = 3: must be a square number");
    refuses(
        () -> new MatrixSensing(new float[2][4], new float[3]),
        "y.length = 3: must be 2, the number of matrices");
    refuses(() -> WideNetwork.linear(0, 2, 1), "m = 0: must be at least 1");
    refuses(() -> WideNetwork.linear(1, 1, 1), "depth = 1: must be at least 2");
    refuses(() -> WideNetwork.linear(1, 2, Float.NaN), "y = NaN: must be finite");
    refuses(
        () ->
            new WideNetwork(1, 2, WideNetwork.Units.RELU, new float[][] {{1}}, new float[] {1, 2}),
        "y.length = 2: must be 1, the number of rows of x");
    refuses(() -> new Hutchinson(0), "step = 0.0: must be finite and above 0");
    refuses(
        () -> Hutchinson.DEFAULT.trace(WideNetwork.linear(1, 2, 1), new float[2], 0, 1),
        "probes = 0: must be at least 1");
    float[][] x = new float[2][3];
    refuses(
        () -> new HiddenLayerNetwork(x, new int[1], 2, 3, Activation.TANH),
        "labels.length = 1: must be 2, the number of examples");
    refuses(
        () -> new HiddenLayerNetwork(x, new int[] {0, 3}, 2, 3, Activation.TANH),
        "labels[1] = 3: must be in [0, 2]");
    refuses(
        () -> new HiddenLayerNetwork(x, new int[2], 0, 3, Activation.TANH),
        "units = 0: must be at least 1");
    refuses(
        () -> new HiddenLayerNetwork(x, new int[2], 2, 1, Activation.TANH),
        "classes = 1: must be at least 2");
  }

  private static void refuses(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
