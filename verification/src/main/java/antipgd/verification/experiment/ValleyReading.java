// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.verification.descent.Ensemble;

/**
 * A point of the widening valley as it is read, in double.
 *
 * @param d dimension of u
 * @param norm2 {@code |u|^2}
 * @param v the coordinate across the valley
 */
public record ValleyReading(int d, double norm2, double v) {

  /**
   * Reads a chain at its weights {@code w}.
   *
   * @param ensemble chains on the valley
   * @param chain number of the chain
   * @param d dimension of u
   * @return where it is
   */
  public static ValleyReading weights(Ensemble ensemble, int chain, int d) {
    double[] w = new double[d + 1];
    ensemble.weights(chain, w);
    return of(w);
  }

  /**
   * Reads a chain at its clean iterate {@code z = w - sigma xi}.
   *
   * @param ensemble chains on the valley
   * @param chain number of the chain
   * @param d dimension of u
   * @return where it is
   */
  public static ValleyReading clean(Ensemble ensemble, int chain, int d) {
    double[] z = new double[d + 1];
    ensemble.clean(chain, z);
    return of(z);
  }

  /** Reads a point {@code (u, v)}. */
  static ValleyReading of(double[] point) {
    int d = point.length - 1;
    double norm2 = 0;
    for (int j = 0; j < d; j++) {
      norm2 += point[j] * point[j];
    }
    return new ValleyReading(d, norm2, point[d]);
  }

  /**
   * The Hessian trace.
   *
   * @return {@code d v^2 + |u|^2}
   */
  public double trace() {
    return d * v * v + norm2;
  }

  /**
   * Tells whether the chain has not blown up.
   *
   * @return true if {@code |u|^2} and v are finite
   */
  public boolean isFinite() {
    return Double.isFinite(norm2) && Double.isFinite(v);
  }

  /**
   * A value of this point that counts as the cap if the point is not finite or the value is above.
   *
   * @param value the value
   * @param cap the cap
   * @return at most the cap
   */
  public double capped(double value, double cap) {
    return isFinite() && value < cap ? value : cap;
  }
}
