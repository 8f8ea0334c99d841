// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.Arrays;

/**
 * Quadratically parametrized linear regression, {@code L(w) = |X (w o w) - y|^2 / (4 n)}, with
 * {@code o} the product coordinate by coordinate: Orvieto et al. (ICML 2022, section 4).
 *
 * <p>With residuals {@code r = X (w o w) - y} the gradient is {@code (w o X^T r) / n}, and the
 * Hessian trace {@code sum_j (<X_j, r> + 2 w_j^2 |X_j|^2) / n} with {@code X_j} the columns of X:
 * {@code (2/n) sum_j w_j^2 |X_j|^2} where the data is interpolated. With {@code s = sum_j X_j} the
 * trace's own gradient is {@code (w_j / n) (2 <X_j, s> + 4 |X_j|^2)}. The loss has degree four in
 * w.
 *
 * <p>In {@code theta = w o w} the regularized loss is a quadratic function, {@code |X theta - (y -
 * 2 c s)|^2 / (4 n) + (2 c / n) sum_j |X_j|^2 theta_j} and a constant: as c vanishes, its least
 * point solves the weighted l1 programme of {@link #leastTrace}.
 *
 * <p>In float32, sums over j and then over i run from the first term to the last by {@link
 * Math#fma(float, float, float)}; squares, {@code r}, and the products with {@code w_j} and {@code
 * 1/n} are rounded once each.
 */
public final class QuadraticRegression implements RegularizedLoss, MeanLoss {

  /** What one thread works with: for one point, and for {@value #SIDE_BY_SIDE} side by side. */
  private static final class Scratch {
    final float[][] squares;
    final float[][] residuals;
    final float[][] slopes;

    Scratch(int d, int n, int columns) {
      squares = new float[d][columns];
      residuals = new float[n][columns];
      slopes = new float[d][columns];
    }
  }

  private final int d;
  private final int n;
  private final float[][] x;
  private final float[][] xTransposed;
  private final float[] y;
  private final double[] columnNorms2;

  /** Of the Hessian trace's gradient, what each weight is multiplied by. */
  private final double[] traceSlopes;

  private final ThreadLocal<float[][]> one;
  private final ThreadLocal<Scratch> sideBySide;

  /**
   * A regression.
   *
   * @param x data, a row an example: n rows of d features. Not modified.
   * @param y targets, n of them. Not modified.
   * @throws IllegalArgumentException if x is empty, its rows differ in length or y is not as long
   *     as x
   */
  public QuadraticRegression(float[][] x, float[] y) {
    this.x = Rows.copy("x", x);
    this.n = x.length;
    this.d = x[0].length;
    if (y.length != n) {
      throw new IllegalArgumentException(
          "y.length = " + y.length + ": must be " + n + ", the number of rows of x");
    }
    this.y = y.clone();
    this.xTransposed = Rows.transposed(x);
    this.columnNorms2 = new double[d];
    for (float[] row : x) {
      for (int j = 0; j < d; j++) {
        columnNorms2[j] += (double) row[j] * row[j];
      }
    }
    this.traceSlopes = new double[d];
    for (float[] row : x) {
      double sum = 0;
      for (float entry : row) {
        sum += entry;
      }
      for (int j = 0; j < d; j++) {
        traceSlopes[j] += (2 * sum * row[j] + 4.0 * row[j] * row[j]) / n;
      }
    }
    this.one = ThreadLocal.withInitial(() -> new float[][] {new float[d], new float[n]});
    this.sideBySide = ThreadLocal.withInitial(() -> new Scratch(d, n, SIDE_BY_SIDE));
  }

  @Override
  public int dimension() {
    return d;
  }

  private double residual(int i, double[] w) {
    double r = -y[i];
    for (int j = 0; j < d; j++) {
      r += x[i][j] * w[j] * w[j];
    }
    return r;
  }

  @Override
  public double loss(double[] w) {
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double r = residual(i, w);
      squares += r * r;
    }
    return squares / (4 * n);
  }

  @Override
  public double hessianTrace(double[] w) {
    double trace = 0;
    for (int i = 0; i < n; i++) {
      double r = residual(i, w);
      for (int j = 0; j < d; j++) {
        trace += r * x[i][j];
      }
    }
    for (int j = 0; j < d; j++) {
      trace += 2 * w[j] * w[j] * columnNorms2[j];
    }
    return trace / n;
  }

  @Override
  public void regularizedGradient(double[] w, double c, double[] g) {
    Arrays.fill(g, 0, d, 0);
    for (int i = 0; i < n; i++) {
      double r = residual(i, w) / n;
      for (int j = 0; j < d; j++) {
        g[j] += r * x[i][j];
      }
    }
    for (int j = 0; j < d; j++) {
      g[j] = (g[j] + c * traceSlopes[j]) * w[j];
    }
  }

  /**
   * The least Hessian trace of all points that interpolate the data: the least value of {@code
   * (2/n) sum_j |X_j|^2 theta_j} over {@code theta >= 0} with {@code X theta = y}.
   *
   * @return between which numbers it lies; the upper one is infinite if no point interpolates
   */
  public Bracket leastTrace() {
    double[][] rows = Arrays.stream(x).map(RegularizedLoss::toDouble).toArray(double[][]::new);
    double[] weights = Arrays.stream(columnNorms2).map(norm2 -> 2 * norm2 / n).toArray();
    return new WeightedL1(rows, RegularizedLoss.toDouble(y), weights).least();
  }

  @Override
  public void gradient(float[] w, float[] g) {
    float[] squares = one.get()[0];
    float[] residuals = one.get()[1];
    for (int j = 0; j < d; j++) {
      squares[j] = w[j] * w[j];
    }
    Rows.combine(squares, xTransposed, residuals, n);
    for (int i = 0; i < n; i++) {
      residuals[i] -= y[i];
    }
    Rows.combine(residuals, x, g, d);
    float scale = 1f / n;
    for (int j = 0; j < d; j++) {
      g[j] = g[j] * w[j] * scale;
    }
  }

  @Override
  public int examples() {
    return n;
  }

  @Override
  public void gradient(float[] w, int[] batch, float[] changes, float[] g) {
    float[] squares = one.get()[0];
    for (int j = 0; j < d; j++) {
      squares[j] = w[j] * w[j];
      g[j] = 0;
    }
    for (int k = 0; k < batch.length; k++) {
      float[] row = x[batch[k]];
      Rows.add(Rows.dot(row, squares) - (y[batch[k]] + changes[k]), row, g, d);
    }
    float scale = 1f / batch.length;
    for (int j = 0; j < d; j++) {
      g[j] = g[j] * w[j] * scale;
    }
  }

  @Override
  public void gradients(float[] w, float[] g) {
    Scratch scratch = sideBySide.get();
    for (int j = 0; j < d; j++) {
      float[] squares = scratch.squares[j];
      System.arraycopy(w, j * SIDE_BY_SIDE, squares, 0, SIDE_BY_SIDE);
      for (int c = 0; c < SIDE_BY_SIDE; c++) {
        squares[c] *= squares[c];
      }
    }
    Rows.multiply(x, scratch.squares, scratch.residuals, SIDE_BY_SIDE);
    for (int i = 0; i < n; i++) {
      float[] residuals = scratch.residuals[i];
      for (int c = 0; c < SIDE_BY_SIDE; c++) {
        residuals[c] -= y[i];
      }
    }
    Rows.multiply(xTransposed, scratch.residuals, scratch.slopes, SIDE_BY_SIDE);
    for (int j = 0; j < d; j++) {
      System.arraycopy(scratch.slopes[j], 0, g, j * SIDE_BY_SIDE, SIDE_BY_SIDE);
    }
    float scale = 1f / n;
    for (int i = 0; i < g.length; i++) {
      g[i] = g[i] * w[i] * scale;
    }
  }
}
