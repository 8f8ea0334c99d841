// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.verification.landscape.RegularizedLoss;
import java.util.Arrays;

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
record SquaredProjections(double[][] a, double[] b) implements RegularizedLoss {

  @Override
  public int dimension() {
    return a[0].length;
  }

  private static double dot(double[] row, double[] w) {
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
  public double loss(double[] w) {
    double loss = 0;
    for (int k = 0; k < b.length; k++) {
      double s = dot(a[k], w);
      loss += (s * s - b[k]) * (s * s - b[k]) / 4;
    }
    return loss;
  }

  @Override
  public void gradient(float[] w, float[] g) {
    double[] gradient = new double[w.length];
    regularizedGradient(RegularizedLoss.toDouble(w), 0, gradient);
    for (int j = 0; j < gradient.length; j++) {
      g[j] = (float) gradient[j];
    }
  }

  @Override
  public void regularizedGradient(double[] w, double c, double[] g) {
    Arrays.fill(g, 0);
    for (int k = 0; k < b.length; k++) {
      double s = dot(a[k], w);
      double factor = (s * s - b[k]) * s + c * 6 * s * norm2(a[k]);
      for (int j = 0; j < g.length; j++) {
        g[j] += factor * a[k][j];
      }
    }
  }

  @Override
  public double hessianTrace(double[] w) {
    double trace = 0;
    for (int k = 0; k < b.length; k++) {
      double s = dot(a[k], w);
      trace += (3 * s * s - b[k]) * norm2(a[k]);
    }
    return trace;
  }
}
