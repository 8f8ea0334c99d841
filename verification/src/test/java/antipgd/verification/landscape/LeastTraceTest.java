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

/** The least Hessian trace of interpolating points, by hand and by another programme. */
class LeastTraceTest {

  private static void assertIs(Bracket least, double expected) {
    double room = 2e-5 * Math.abs(expected);
    assertThat(least.lower()).isLessThanOrEqualTo(expected + 1e-12).isGreaterThan(expected - room);
    assertThat(least.upper())
        .isGreaterThanOrEqualTo(expected - 1e-12)
        .isLessThan(expected + room)
        .isGreaterThanOrEqualTo(least.lower() - 1e-12);
  }

  private static Bracket nuclear(double[][] w, double[] y, double[][]... s) {
    return new WeightedNuclearNorm(s, y, w).least();
  }

  /** {@code theta_1 + 2 theta_2 = 4}: a unit of y costs 3 by the first and 5/2 by the second. */
  @Test
  void theCheaperOfTwoColumnsIsTaken() {
    double[][] x = {{1, 2}};
    assertIs(new WeightedL1(x, new double[] {4}, new double[] {3, 5}).least(), 10);
    assertIs(new WeightedL1(x, new double[] {4}, new double[] {2, 5}).least(), 8);
  }

  /** Without signs {@code theta = (0, 0, 2, -1)} would do. */
  @Test
  void thetaIsNotNegative() {
    double[][] x = {{1, 0, 1, 0}, {0, 1, 1, 2}};
    double[] weights = {10, 10, 1, 1};
    assertIs(new WeightedL1(x, new double[] {2, 0}, weights).least(), 20);
    assertIs(new WeightedL1(x, new double[] {2, 3}, weights).least(), 2.5);
  }

  @Test
  void refusesWhatNoPointInterpolates() {
    QuadraticRegression regression =
        new QuadraticRegression(new float[][] {{1, 2}}, new float[] {-1});
    assertThatThrownBy(regression::leastTrace)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("y: no theta >= 0 has X theta = y");
  }

  /** {@code X = y / s}. */
  @Test
  void ofOneRowXIsKnown() {
    assertIs(nuclear(new double[][] {{3}}, new double[] {4}, new double[][] {{2}}), 6);
  }

  /** Of trace 1: the least eigenvalue of W, which here are 1 and 3. */
  @Test
  void ofTraceOneItIsTheLeastEigenvalue() {
    double[][] w = {{2, 1}, {1, 2}};
    assertIs(nuclear(w, new double[] {1}, new double[][] {{1, 0}, {0, 1}}), 1);
  }

  /**
   * {@code X_11 = 1}: then {@code W_11 - W_12^2 / W_22} is left, at {@code x = (1, -W_12/W_22)}.
   */
  @Test
  void ofAnEntryItIsTheSchurComplement() {
    double[][] w = {{2, 1}, {1, 4}};
    assertIs(nuclear(w, new double[] {1}, new double[][] {{1, 0}, {0, 0}}), 1.75);
  }

  /** {@code 2 X_12 = 2} with {@code W = I}: {@code X_11 + X_22 >= 2 |X_12|}. */
  @Test
  void ofAnOffDiagonalEntryItIsTwiceIt() {
    double[][] identity = {{1, 0}, {0, 1}};
    assertIs(nuclear(identity, new double[] {2}, new double[][] {{0, 1}, {1, 0}}), 2);
  }

  /** {@code X_11 = -1} cannot be: lower bounds grow without end, and no upper one is found. */
  @Test
  void hasNoUpperBoundWhereNothingIsFeasible() {
    double[][] identity = {{1, 0}, {0, 1}};
    Bracket least = nuclear(identity, new double[] {-1}, new double[][] {{1, 0}, {0, 0}});
    assertThat(least.upper()).isInfinite();
    assertThat(least.lower()).isGreaterThan(1000);
  }

  /** With diagonal matrices the diagonal of X is all that matters: a linear programme. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofDiagonalMatricesItIsTheWeightedL1Norm(long seed) {
    Random random = new Random(seed);
    int d = 7;
    int n = 4;
    double[][] x = new double[n][d];
    double[][][] s = new double[n][d][d];
    double[][] w = new double[d][d];
    double[] weights = new double[d];
    double[] y = new double[n];
    for (int j = 0; j < d; j++) {
      double theta = random.nextDouble();
      weights[j] = 0.5 + random.nextDouble();
      w[j][j] = weights[j];
      for (int i = 0; i < n; i++) {
        x[i][j] = random.nextGaussian();
        s[i][j][j] = x[i][j];
        y[i] += x[i][j] * theta;
      }
    }
    Bracket linear = new WeightedL1(x, y, weights).least();
    assertThat(linear.upper()).isCloseTo(linear.lower(), within(1e-7 * linear.upper()));
    assertIs(new WeightedNuclearNorm(s, y, w).least(), linear.lower());
  }

  /** {@code |X_j|^2 = (1, 5)}, n = 2, one solution: {@code theta = (1, 2)}. */
  @Test
  void ofAnInvertibleRegressionItIsTheTraceThere() {
    QuadraticRegression regression =
        new QuadraticRegression(new float[][] {{1, 2}, {0, 1}}, new float[] {5, 2});
    assertIs(regression.leastTrace(), 1 * 1 + 5 * 2);
    double[] w = {1, Math.sqrt(2)};
    assertThat(regression.hessianTrace(w)).isCloseTo(11, within(1e-12));
  }

  /** {@code S = (1, 0; 0, 2), W = 2 S^2}: per unit of y the first axis costs 2, the second 4. */
  @Test
  void ofASensingItIsTheTraceAtTheFlattestPoint() {
    MatrixSensing sensing = new MatrixSensing(new float[][] {{1, 0, 0, 2}}, new float[] {9});
    assertIs(sensing.leastTrace(), 18);
    double[] flattest = {3, 0, 0, 0};
    assertThat(sensing.loss(flattest)).isZero();
    // The residual is 0, so that nothing but <W, U U^T> is left.
    assertThat(sensing.hessianTrace(flattest)).isEqualTo(18);
  }
}
