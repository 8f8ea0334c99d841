// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.verification.landscape.Landscape;
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
record Waves(double[] a, double[][] b, double[] c) implements Landscape {

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

  private double[] toDouble(float[] w) {
    double[] point = new double[dimension()];
    for (int j = 0; j < point.length; j++) {
      point[j] = w[j];
    }
    return point;
  }

  @Override
  public double loss(float[] w) {
    double[] point = toDouble(w);
    double loss = 0;
    for (int k = 0; k < a.length; k++) {
      loss += a[k] * Math.cos(phase(k, point));
    }
    return loss;
  }

  @Override
  public void gradient(float[] w, float[] g) {
    double[] gradient = new double[dimension()];
    gradient(toDouble(w), 0, gradient);
    for (int j = 0; j < gradient.length; j++) {
      g[j] = (float) gradient[j];
    }
  }

  /** Gradient of {@code L + regularization Tr Hess L}. */
  void gradient(double[] w, double regularization, double[] gradient) {
    Arrays.fill(gradient, 0);
    for (int k = 0; k < a.length; k++) {
      double factor = -a[k] * (1 - regularization * norm2(k)) * Math.sin(phase(k, w));
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += factor * b[k][j];
      }
    }
  }

  @Override
  public double hessianTrace(float[] w) {
    double[] point = toDouble(w);
    double trace = 0;
    for (int k = 0; k < a.length; k++) {
      trace -= a[k] * norm2(k) * Math.cos(phase(k, point));
    }
    return trace;
  }
}
