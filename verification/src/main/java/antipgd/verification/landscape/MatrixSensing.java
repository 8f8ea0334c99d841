// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Matrix sensing, {@code L(U) = (1/(4 n)) sum_i (<A_i, U U^T> - y_i)^2} with U square: Orvieto et
 * al. (ICML 2022, section 4). A point is U row by row, so its dimension is {@code size^2}.
 *
 * <p>{@code U U^T} is symmetric and sees of {@code A_i} only its symmetric part {@code S_i}. With
 * residuals {@code r_i = <S_i, U U^T> - y_i} the gradient is {@code (1/n) (sum_i r_i S_i) U}. The
 * derivative of {@code <S_i, U U^T>} is {@code 2 S_i U}, its second derivatives along the axes sum
 * to {@code 2 size Tr S_i}, so the Hessian trace is {@code (1/n) sum_i (2 |S_i U|^2 + size r_i Tr
 * S_i)}, and the trace's own gradient {@code K U} with {@code K = (1/n) sum_i (4 S_i^2 + 2 size Tr
 * S_i S_i)}. The loss has degree four in U.
 *
 * <p>Where the measurements are met the trace is {@code (2/n) sum_i |S_i U|^2 = <W, U U^T>} with
 * {@code W = (2/n) sum_i S_i^2}: a weighted nuclear norm of {@code U U^T}.
 *
 * <p>In float32, sums run from the first term to the last by {@link Math#fma(float, float, float)}:
 * over the lower triangle, where the entries beside the diagonal count twice, and over i; {@code
 * S_i}, {@code r_i} and the products with {@code 1/n} are rounded once each.
 */
public final class MatrixSensing implements RegularizedLoss, MeanLoss {

  /** What one thread works with. */
  private static final class Scratch {
    final float[][] u;
    final float[][] uTransposed;
    final float[][] square;
    final float[] triangle;
    final float[] sum;
    final float[] residuals;

    Scratch(int size, int n) {
      u = new float[size][size];
      uTransposed = new float[size][size];
      square = new float[size][size];
      triangle = new float[size * (size + 1) / 2];
      sum = new float[triangle.length];
      residuals = new float[n];
    }
  }

  private final int size;
  private final int n;
  private final float[][] triangles;
  private final float[][] trianglesTransposed;
  private final float[] y;
  private final ThreadLocal<Scratch> scratches;

  /** {@code W}, and {@code K} of the trace's gradient. */
  private final double[][] weights;

  private final double[][] traceSlopes;

  /**
   * A sensing problem.
   *
   * @param a the n sensing matrices, each row by row: n rows of size^2 numbers. Not modified.
   * @param y the n measurements. Not modified.
   * @throws IllegalArgumentException if a is empty, its rows differ in length, that length is not a
   *     square or y is not as long as a
   */
  public MatrixSensing(float[][] a, float[] y) {
    float[][] matrices = Rows.copy("a", a);
    n = a.length;
    size = (int) Math.round(Math.sqrt(a[0].length));
    if (size * size != a[0].length) {
      throw new IllegalArgumentException(
          "a[0].length = " + a[0].length + ": must be a square number");
    }
    if (y.length != n) {
      throw new IllegalArgumentException(
          "y.length = " + y.length + ": must be " + n + ", the number of matrices");
    }
    this.y = y.clone();
    triangles = new float[n][size * (size + 1) / 2];
    for (int i = 0; i < n; i++) {
      for (int row = 0, k = 0; row < size; row++) {
        for (int column = 0; column <= row; column++, k++) {
          triangles[i][k] =
              (matrices[i][row * size + column] + matrices[i][column * size + row]) / 2;
        }
      }
    }
    trianglesTransposed = Rows.transposed(triangles);
    weights = new double[size][size];
    traceSlopes = new double[size][size];
    for (int i = 0; i < n; i++) {
      addSlopes(i);
    }
    scratches = ThreadLocal.withInitial(() -> new Scratch(size, n));
  }

  @Override
  public int dimension() {
    return size * size;
  }

  /** Adds what one matrix has in {@code W} and {@code K}. */
  private void addSlopes(int i) {
    double[][] s = symmetric(i);
    double diagonal = 0;
    for (int row = 0; row < size; row++) {
      diagonal += s[row][row];
    }
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double square = 0;
        for (int k = 0; k < size; k++) {
          square += s[row][k] * s[k][column];
        }
        weights[row][column] += 2 * square / n;
        traceSlopes[row][column] += (4 * square + 2 * size * diagonal * s[row][column]) / n;
      }
    }
  }

  /** {@code S_i}. */
  private double[][] symmetric(int i) {
    double[][] s = new double[size][size];
    for (int row = 0, k = 0; row < size; row++) {
      for (int column = 0; column <= row; column++, k++) {
        s[row][column] = triangles[i][k];
        s[column][row] = triangles[i][k];
      }
    }
    return s;
  }

  /**
   * {@code <S_i, U U^T> - y_i}.
   *
   * @param twice the lower triangle of {@code U U^T}, with the entries beside the diagonal twice
   */
  private double residual(int i, double[] twice) {
    double r = -y[i];
    for (int k = 0; k < twice.length; k++) {
      r += triangles[i][k] * twice[k];
    }
    return r;
  }

  private double[] twice(double[] w) {
    double[] twice = new double[size * (size + 1) / 2];
    for (int row = 0, k = 0; row < size; row++) {
      for (int column = 0; column <= row; column++, k++) {
        for (int j = 0; j < size; j++) {
          twice[k] += w[row * size + j] * w[column * size + j];
        }
        twice[k] *= row == column ? 1 : 2;
      }
    }
    return twice;
  }

  @Override
  public double loss(double[] w) {
    double[] twice = twice(w);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double r = residual(i, twice);
      squares += r * r;
    }
    return squares / (4 * n);
  }

  @Override
  public double hessianTrace(double[] w) {
    double[] twice = twice(w);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double diagonal = 0;
      double norm2 = 0;
      for (int row = 0; row < size; row++) {
        diagonal += entry(i, row, row);
        for (int j = 0; j < size; j++) {
          double product = 0;
          for (int column = 0; column < size; column++) {
            product += entry(i, row, column) * w[column * size + j];
          }
          norm2 += product * product;
        }
      }
      sum += 2 * norm2 + size * residual(i, twice) * diagonal;
    }
    return sum / n;
  }

  private float entry(int i, int row, int column) {
    int most = Math.max(row, column);
    return triangles[i][most * (most + 1) / 2 + Math.min(row, column)];
  }

  @Override
  public void regularizedGradient(double[] w, double c, double[] g) {
    double[] twice = twice(w);
    double[] sum = new double[twice.length];
    for (int i = 0; i < n; i++) {
      double r = residual(i, twice) / n;
      for (int k = 0; k < sum.length; k++) {
        sum[k] += r * triangles[i][k];
      }
    }
    Arrays.fill(g, 0, dimension(), 0);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        int most = Math.max(row, column);
        double factor =
            sum[most * (most + 1) / 2 + Math.min(row, column)] + c * traceSlopes[row][column];
        for (int j = 0; j < size; j++) {
          g[row * size + j] += factor * w[column * size + j];
        }
      }
    }
  }

  /**
   * The least Hessian trace of all points that meet the measurements: the least value of {@code <W,
   * X>} over positive semidefinite X with {@code <S_i, X> = y_i}. Every such X is {@code U U^T} of
   * a square U.
   *
   * @return between which numbers it lies
   */
  public Bracket leastTrace() {
    double[][][] s = IntStream.range(0, n).mapToObj(this::symmetric).toArray(double[][][]::new);
    return new WeightedNuclearNorm(s, RegularizedLoss.toDouble(y), weights).least();
  }

  @Override
  public void gradient(float[] w, float[] g) {
    Scratch scratch = scratches.get();
    square(w, scratch);
    Rows.combine(scratch.triangle, trianglesTransposed, scratch.residuals, n);
    for (int i = 0; i < n; i++) {
      scratch.residuals[i] -= y[i];
    }
    Rows.combine(scratch.residuals, triangles, scratch.triangle, scratch.triangle.length);
    slope(scratch, n, g);
  }

  @Override
  public int examples() {
    return n;
  }

  @Override
  public void gradient(float[] w, int[] batch, float[] changes, float[] g) {
    Scratch scratch = scratches.get();
    square(w, scratch);
    float[] sum = scratch.sum;
    Arrays.fill(sum, 0f);
    for (int k = 0; k < batch.length; k++) {
      float[] triangle = triangles[batch[k]];
      float residual = Rows.dot(scratch.triangle, triangle) - (y[batch[k]] + changes[k]);
      Rows.add(residual, triangle, sum, sum.length);
    }
    System.arraycopy(sum, 0, scratch.triangle, 0, sum.length);
    slope(scratch, batch.length, g);
  }

  /** Fills in U, and the lower triangle of {@code U U^T}, in which what is beside counts twice. */
  private void square(float[] w, Scratch scratch) {
    for (int row = 0; row < size; row++) {
      System.arraycopy(w, row * size, scratch.u[row], 0, size);
      for (int column = 0; column < size; column++) {
        scratch.uTransposed[column][row] = w[row * size + column];
      }
    }
    for (int row = 0, k = 0; row < size; row++) {
      Rows.combine(scratch.u[row], scratch.uTransposed, scratch.square[row], row + 1);
      for (int column = 0; column < row; column++) {
        scratch.triangle[k++] = 2 * scratch.square[row][column];
      }
      scratch.triangle[k++] = scratch.square[row][row];
    }
  }

  /** The gradient, from {@code sum_i r_i S_i} over some examples in the triangle. */
  private void slope(Scratch scratch, int examples, float[] g) {
    float scale = 1f / examples;
    for (int row = 0, k = 0; row < size; row++) {
      for (int column = 0; column <= row; column++, k++) {
        float entry = scratch.triangle[k] * scale;
        scratch.square[row][column] = entry;
        scratch.square[column][row] = entry;
      }
    }
    for (int row = 0; row < size; row++) {
      Rows.combine(scratch.square[row], scratch.u, scratch.uTransposed[row], size);
      System.arraycopy(scratch.uTransposed[row], 0, g, row * size, size);
    }
  }
}
