// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.verification.landscape.RegularizedLoss;
import java.util.Arrays;

/**
 * The loss {@code L(w) = sum_k a_k cos(<b_k, w> + c_k)}: bounded, with bounded derivatives of every
 * order, as Theorem 2.1 needs. Its Hessian trace is {@code -sum a_k |b_k|^2 cos(...)}, so {@code L
 * + c Tr Hess L} has amplitudes {@code a_k (1 - c |b_k|^2)}.
 *
 * @param a amplitudes
 * @param b frequencies, one row a wave
 * @param c phases
 */
record Waves(double[] a, double[][] b, double[] c) implements RegularizedLoss {

  @Override
  public int dimension() {
    return b[0].length;
  }

  private double phase(int k, double[] w) {
    double phase = c[k];
    for (int j = 0; j < w.length; j++) {
      phase += b[k][j] * w[j];
    }
    return phase;
  }

  private double norm2(int k) {
    double norm2 = 0;
    for (double x : b[k]) {
      norm2 += x * x;
    }
    return norm2;
  }

  @Override
  public double loss(double[] w) {
    double loss = 0;
    for (int k = 0; k < a.length; k++) {
      loss += a[k] * Math.cos(phase(k, w));
    }
    return loss;
  }

  @Override
  public void gradient(float[] w, float[] g) {
    double[] gradient = new double[dimension()];
    regularizedGradient(RegularizedLoss.toDouble(w), 0, gradient);
    for (int j = 0; j < gradient.length; j++) {
      g[j] = (float) gradient[j];
    }
  }

  @Override
  public void gradients(float[] w, float[] g) {
    double[] point = new double[dimension()];
    double[] gradient = new double[dimension()];
    for (int c = 0; c < SIDE_BY_SIDE; c++) {
      for (int j = 0; j < point.length; j++) {
        point[j] = w[j * SIDE_BY_SIDE + c];
      }
      regularizedGradient(point, 0, gradient);
      for (int j = 0; j < point.length; j++) {
        g[j * SIDE_BY_SIDE + c] = (float) gradient[j];
      }
    }
  }

  /**
   * The point at which gradient descent on {@code L + regularization Tr Hess L} comes to rest.
   *
   * @param from where it begins. Not modified.
   */
  double[] rest(double regularization, double[] from) {
    double[] z = from.clone();
    double[] gradient = new double[z.length];
    for (int n = 0; n < 1000; n++) {
      regularizedGradient(z, regularization, gradient);
      for (int j = 0; j < z.length; j++) {
        z[j] -= 0.1 * gradient[j];
      }
    }
    return z;
  }

  /** The vector {@code sum_j d_j^3 grad L}. */
  double[] thirdDerivatives(double[] w) {
    double[] derivatives = new double[w.length];
    for (int k = 0; k < a.length; k++) {
      double cubes = 0;
      for (double x : b[k]) {
        cubes += x * x * x;
      }
      for (int j = 0; j < w.length; j++) {
        derivatives[j] += a[k] * cubes * Math.cos(phase(k, w)) * b[k][j];
      }
    }
    return derivatives;
  }

  @Override
  public void regularizedGradient(double[] w, double c, double[] g) {
    Arrays.fill(g, 0);
    for (int k = 0; k < a.length; k++) {
      double factor = -a[k] * (1 - c * norm2(k)) * Math.sin(phase(k, w));
      for (int j = 0; j < g.length; j++) {
        g[j] += factor * b[k][j];
      }
    }
  }

  @Override
  public double hessianTrace(double[] w) {
    double trace = 0;
    for (int k = 0; k < a.length; k++) {
      trace -= a[k] * norm2(k) * Math.cos(phase(k, w));
    }
    return trace;
  }
}
