// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.Arrays;

/**
 * Matrix sensing, {@code L(U) = (1/(4 n)) sum_i (<A_i, U U^T> - y_i)^2} with U square: Orvieto et
 * al. (ICML 2022, section 4). A point is U row by row, so its dimension is {@code size^2}.
 *
 * <p>{@code U U^T} is symmetric and sees of {@code A_i} only its symmetric part {@code S_i}. With
 * residuals {@code r_i = <S_i, U U^T> - y_i} the gradient is {@code (1/n) (sum_i r_i S_i) U}. The
 * derivative of {@code <S_i, U U^T>} is {@code 2 S_i U}, its second derivatives along the axes sum
 * to {@code 2 size Tr S_i}, so the Hessian trace is {@code (1/n) sum_i (2 |S_i U|^2 + size r_i Tr
 * S_i)}. The loss has degree four in U.
 *
 * <p>In float32, sums run from the first term to the last by {@link Math#fma(float, float, float)}:
 * over the lower triangle, where the entries beside the diagonal count twice, and over i; {@code
 * S_i}, {@code r_i} and the products with {@code 1/n} are rounded once each.
 */
public final class MatrixSensing implements MeanLoss {

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
    scratches = ThreadLocal.withInitial(() -> new Scratch(size, n));
  }

  @Override
  public int dimension() {
    return size * size;
  }

  /** {@code <S_i, U U^T> - y_i}. */
  private double residual(int i, double[] gram) {
    double r = -y[i];
    for (int row = 0, k = 0; row < size; row++) {
      for (int column = 0; column <= row; column++, k++) {
        r += (row == column ? 1 : 2) * triangles[i][k] * gram[k];
      }
    }
    return r;
  }

  /** The lower triangle of {@code U U^T}. */
  private double[] gram(float[] w) {
    double[] gram = new double[size * (size + 1) / 2];
    for (int row = 0, k = 0; row < size; row++) {
      for (int column = 0; column <= row; column++, k++) {
        for (int j = 0; j < size; j++) {
          gram[k] += (double) w[row * size + j] * w[column * size + j];
        }
      }
    }
    return gram;
  }

  @Override
  public double loss(float[] w) {
    double[] gram = gram(w);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double r = residual(i, gram);
      squares += r * r;
    }
    return squares / (4 * n);
  }

  @Override
  public double hessianTrace(float[] w) {
    double[] gram = gram(w);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double diagonal = 0;
      double norm2 = 0;
      for (int row = 0; row < size; row++) {
        diagonal += entry(i, row, row);
        for (int j = 0; j < size; j++) {
          double product = 0;
          for (int column = 0; column < size; column++) {
            product += (double) entry(i, row, column) * w[column * size + j];
          }
          norm2 += product * product;
        }
      }
      sum += 2 * norm2 + size * residual(i, gram) * diagonal;
    }
    return sum / n;
  }

  private float entry(int i, int row, int column) {
    int most = Math.max(row, column);
    return triangles[i][most * (most + 1) / 2 + Math.min(row, column)];
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
