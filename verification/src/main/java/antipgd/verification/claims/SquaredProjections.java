// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.verification.landscape.Landscape;

/**
 * The loss {@code L(w) = sum_k (<a_k, w>^2 - b_k)^2 / 4} of degree four, in which all coordinates
 * interact.
 *
 * <p>With {@code s = <a_k, w>}: gradient {@code sum (s^2 - b) s a}, Hessian trace {@code sum (3 s^2
 * - b) |a|^2}, its gradient {@code sum 6 s |a|^2 a}.
 *
 * @param a directions, one a row
 * @param b targets
 */
record SquaredProjections(double[][] a, double[] b) implements Landscape {

  @Override
  public int dimension() {
    return a[0].length;
  }

  private static double dot(double[] row, float[] w) {
    double s = 0;
    for (int j = 0; j < row.length; j++) {
      s += row[j] * w[j];
    }
    return s;
  }

  private static double norm2(double[] row) {
    double s = 0;
    for (double x : row) {
      s += x * x;
    }
    return s;
  }

  @Override
  public double loss(float[] w) {
    double loss = 0;
    for (int k = 0; k < b.length; k++) {
      double s = dot(a[k], w);
      loss += (s * s - b[k]) * (s * s - b[k]) / 4;
    }
    return loss;
  }

  @Override
  public void gradient(float[] w, float[] g) {
    double[] regularized = regularizedGradient(w, 0);
    for (int j = 0; j < regularized.length; j++) {
      g[j] = (float) regularized[j];
    }
  }

  /** Gradient of {@code L + c Tr Hess L}. */
  double[] regularizedGradient(float[] w, double c) {
    double[] gradient = new double[dimension()];
    for (int k = 0; k < b.length; k++) {
      double s = dot(a[k], w);
      double factor = (s * s - b[k]) * s + c * 6 * s * norm2(a[k]);
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += factor * a[k][j];
      }
    }
    return gradient;
  }

  @Override
  public double hessianTrace(float[] w) {
    double trace = 0;
    for (int k = 0; k < b.length; k++) {
      double s = dot(a[k], w);
      trace += (3 * s * s - b[k]) * norm2(a[k]);
    }
    return trace;
  }
}
