// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.Arrays;

/**
 * Products of dense float32 matrices, whose rows are arrays: a row of {@code A B} is the sum of B's
 * rows, weighted by a row of A. So every loop runs along rows, and the JIT turns it into vectors.
 *
 * <p>Every element is summed from the first term to the last by {@link Math#fma(float, float,
 * float)}, from 0: its bits do not depend on the number of columns.
 */
final class Rows {

  private Rows() {}

  /**
   * The product {@code c <- A B}.
   *
   * @param a matrix with at least as many rows as c, of as many columns as b has rows
   * @param b matrix
   * @param c receives the product; no row of it is a row of b. Modified.
   * @param columns number of columns of b and c that are used
   */
  static void multiply(float[][] a, float[][] b, float[][] c, int columns) {
    for (int i = 0; i < c.length; i++) {
      combine(a[i], b, c[i], columns);
    }
  }

  /** One row of the product: {@code sum <- a_0 b_0 + a_1 b_1 + ...} */
  static void combine(float[] a, float[][] b, float[] sum, int columns) {
    Arrays.fill(sum, 0, columns, 0f);
    int j = 0;
    for (; j <= b.length - 4; j += 4) {
      addFour(a, b, j, sum, columns);
    }
    for (; j < b.length; j++) {
      add(a[j], b[j], sum, columns);
    }
  }

  /** Four rows a time: one alone is bound by the store, and of eight C2 on JDK 17 makes scalars. */
  private static void addFour(float[] a, float[][] b, int j, float[] sum, int columns) {
    float a0 = a[j];
    float a1 = a[j + 1];
    float a2 = a[j + 2];
    float a3 = a[j + 3];
    float[] b0 = b[j];
    float[] b1 = b[j + 1];
    float[] b2 = b[j + 2];
    float[] b3 = b[j + 3];
    for (int k = 0; k < columns; k++) {
      float s = Math.fma(a0, b0[k], sum[k]);
      s = Math.fma(a1, b1[k], s);
      s = Math.fma(a2, b2[k], s);
      sum[k] = Math.fma(a3, b3[k], s);
    }
  }

  /** A row that is added: {@code sum <- sum + a b}. */
  static void add(float a, float[] b, float[] sum, int columns) {
    for (int k = 0; k < columns; k++) {
      sum[k] = Math.fma(a, b[k], sum[k]);
    }
  }

  /** The product of two rows of one length. */
  static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum = Math.fma(a[k], b[k], sum);
    }
    return sum;
  }

  /** A copy with rows and columns exchanged. */
  static float[][] transposed(float[][] a) {
    float[][] t = new float[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < t.length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  /**
   * A copy, checked: at least one row and column, rows of one length.
   *
   * @throws IllegalArgumentException if not; the message names the argument
   */
  static float[][] copy(String name, float[][] a) {
    if (a.length == 0 || a[0].length == 0) {
      throw new IllegalArgumentException(
          name + " has " + a.length + " rows: must have at least one row and one column");
    }
    float[][] copy = new float[a.length][];
    for (int i = 0; i < a.length; i++) {
      if (a[i].length != a[0].length) {
        throw new IllegalArgumentException(
            name
                + "["
                + i
                + "].length = "
                + a[i].length
                + ": must be "
                + a[0].length
                + ", the length of the first row");
      }
      copy[i] = a[i].clone();
    }
    return copy;
  }
}
