// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernels;
import antipgd.training.Recipe;
import antipgd.verification.descent.Descent;
import antipgd.verification.landscape.MatrixSensing;
import antipgd.verification.landscape.QuadraticRegression;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

/** The regression and the matrix sensing: their data, their start, and errors by hand. */
class ProblemsTest {

  private static final NoiseStream DATA = new NoiseStream(7, 3, Law.GAUSSIAN);

  /** {@code |(4, 0, 9) - (1, 1, 0)|^2 / 4}, and a training loss of one example. */
  @Test
  void regressionByHand() {
    QuadraticRegression landscape =
        new QuadraticRegression(new float[][] {{1, 2, -1}}, new float[] {3});
    Regression regression = new Regression(landscape, new float[3], 2);
    PointMetrics metrics = regression.read(new float[] {2, 0, 3});
    double r = 4 - 9 - 3;
    double trace = r * (1 + 2 - 1) + 2 * (4 * 1 + 9 * 1);
    assertThat(metrics)
        .isEqualTo(new PointMetrics(r * r / 4, (9 + 1 + 81) / 4., trace, Double.NaN));
  }

  /**
   * The test loss is the training loss that one fresh example has on average: with signs as data,
   * over all of them.
   */
  @Test
  void testLossOfTheRegressionIsTheMeanLossOfAFreshExample() {
    int d = 5;
    float[] w = {0.5f, -1.25f, 2, 0.25f, 1};
    double mean = 0;
    for (int pattern = 0; pattern < 1 << d; pattern++) {
      float[] x = signs(pattern, d);
      mean += new QuadraticRegression(new float[][] {x}, new float[] {x[0] + x[1]}).loss(w);
    }
    Regression regression = Regression.draw(DATA, d, 4, 2, 1);
    assertThat(regression.read(w).testLoss()).isCloseTo(mean / (1 << d), within(1e-9));
  }

  private static float[] signs(int pattern, int length) {
    float[] signs = new float[length];
    for (int j = 0; j < length; j++) {
      signs[j] = (pattern >>> j & 1) == 0 ? 1 : -1;
    }
    return signs;
  }

  @Test
  void regressionIsDrawnFromItsStream() {
    int d = 4;
    int n = 3;
    Regression regression = Regression.draw(DATA, d, n, 2, 0.5);
    float[][] x = new float[n][d];
    float[] y = new float[n];
    float[] start = new float[d];
    for (int j = 0; j < d; j++) {
      for (int i = 0; i < n; i++) {
        x[i][j] = DATA.at(0, i * d + j);
        y[i] = DATA.at(0, i * d) + DATA.at(0, i * d + 1);
      }
      start[j] = 0.5f * DATA.at(1, j);
    }
    assertThat(regression.start()).isEqualTo(start);
    assertThat(regression.read(start).trainLoss())
        .isEqualTo(new QuadraticRegression(x, y).loss(start));
    PointMetrics truth = regression.read(new float[] {1, -1, 0, 0});
    assertThat(truth.trainLoss()).isLessThan(1e-12);
    assertThat(truth.testLoss()).isZero();
  }

  /** {@code U U^T = (1, 3; 3, 10)} less the truth {@code (1, 1; 1, 2)} is (0, 2; 2, 8). */
  @Test
  void sensingByHand() {
    MatrixSensing landscape = new MatrixSensing(new float[][] {{1, 2, 0, 1}}, new float[] {12});
    Sensing sensing = new Sensing(landscape, new float[4], new double[] {1, 1, 1, 2});
    PointMetrics metrics = sensing.read(new float[] {1, 0, 3, 1});
    // The symmetric part of A is (1, 1; 1, 1); S U = (4, 1; 4, 1), and r = 17 - 12.
    assertThat(metrics)
        .isEqualTo(new PointMetrics(25 / 4., 72 / 4., 2 * 34 + 2 * 5 * 2, Double.NaN));
  }

  @Test
  void testLossOfTheSensingIsTheMeanLossOfAFreshMatrix() {
    float[] w = {0.5f, -1, 2, 0.25f};
    Sensing sensing = Sensing.draw(DATA, 2, 1, 3, 1);
    double mean = 0;
    for (int pattern = 0; pattern < 16; pattern++) {
      float[] a = signs(pattern, 4);
      double y = 0;
      for (int i = 0; i < 4; i++) {
        y += a[i] * sensing.truth()[i];
      }
      mean += new MatrixSensing(new float[][] {a}, new float[] {(float) y}).loss(w) / 16;
    }
    assertThat(sensing.read(w).testLoss()).isCloseTo(mean, within(1e-5));
  }

  @Test
  void sensingIsDrawnFromItsStream() {
    int size = 3;
    int rank = 2;
    int n = 2;
    Sensing sensing = Sensing.draw(DATA, size, rank, n, 0.5);
    float[][] a = new float[n][size * size];
    float[] y = new float[n];
    float[] start = new float[size * size];
    float[] truth = new float[size * size];
    for (int i = 0; i < size * size; i++) {
      start[i] = 0.5f * DATA.at(1, i);
      int row = i / size;
      int column = i % size;
      double product = 0;
      for (int k = 0; k < rank; k++) {
        product += (double) DATA.at(2, row * rank + k) * DATA.at(2, column * rank + k);
        truth[row * size + k] = DATA.at(2, row * rank + k);
      }
      assertThat(sensing.truth()[i]).isCloseTo(product, within(1e-12));
    }
    for (int m = 0; m < n; m++) {
      double sum = 0;
      for (int i = 0; i < size * size; i++) {
        a[m][i] = DATA.at(0, m * size * size + i);
        sum += a[m][i] * sensing.truth()[i];
      }
      y[m] = (float) sum;
    }
    assertThat(sensing.start()).isEqualTo(start);
    assertThat(sensing.read(start).trainLoss()).isEqualTo(new MatrixSensing(a, y).loss(start));
    assertThat(sensing.read(truth).trainLoss()).isLessThan(1e-10);
    assertThat(sensing.read(truth).testLoss()).isLessThan(1e-12);
    assertThat(sensing.read(new float[size * size]).testLoss())
        .isCloseTo(Arrays.stream(sensing.truth()).map(t -> t * t).sum() / 4, within(1e-12));
  }

  /**
   * The bias of GD itself: a weight's slope is {@code w_j <X_j, r> / n}, so under small steps the
   * logarithms of {@code theta = w o w} move within the rows of X, and GD ends at the interpolating
   * theta of least relative entropy to its start. Least squares find nothing else in them.
   */
  @Test
  void gradientDescentMovesLogarithmsAlongTheExamples() {
    int d = 7;
    int n = 3;
    Regression regression = Regression.draw(DATA, d, n, d, 1);
    Descent descent =
        Descent.of(
            StepKernels.scalar(),
            regression.landscape(),
            Recipe.constant(Rule.GD, 1e-3, 0, DATA),
            regression.start());
    while (descent.steps() < 100_000) {
      descent.step();
    }
    assertThat(regression.read(descent.w()).trainLoss()).isLessThan(1e-8);
    double[][] rows = new double[d][n];
    double[] moved = new double[d];
    for (int j = 0; j < d; j++) {
      moved[j] = 2 * Math.log(Math.abs(descent.w()[j] / regression.start()[j]));
      for (int i = 0; i < n; i++) {
        rows[j][i] = DATA.at(0, i * d + j);
      }
    }
    RealVector logarithms = new ArrayRealVector(moved);
    RealMatrix x = new Array2DRowRealMatrix(rows);
    RealVector multipliers = new QRDecomposition(x).getSolver().solve(logarithms);
    assertThat(logarithms.getNorm()).isGreaterThan(0.5);
    assertThat(x.operate(multipliers).getDistance(logarithms))
        .isLessThan(0.01 * logarithms.getNorm());
  }
}
