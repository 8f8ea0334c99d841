// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.verification.landscape.WideningValley;
import java.util.Arrays;

/**
 * A point {@code z = (u, v)} of the widening valley with all {@code u_j} equal, and what is known
 * there in closed form, in double.
 *
 * <p>One Anti-PGD step from z moves by {@code -eta grad L(z + sigma xi)}. Write the noisy point as
 * {@code (U, V)}, {@code k = E xi^4}, {@code r = |u|^2}, and with odd moments gone
 *
 * <ul>
 *   <li>{@code m2 = E V^2 = v^2 + sigma^2}, {@code E V^3 = v^3 + 3 v sigma^2}, {@code a4 = E V^4 =
 *       v^4 + 6 v^2 sigma^2 + k sigma^4};
 *   <li>{@code R = E |U|^2 = r + d sigma^2}, {@code Q = Var |U|^2 = 4 sigma^2 r + d (k - 1)
 *       sigma^4};
 *   <li>{@code E |U|^2 U = (R + 2 sigma^2) u}: of {@code U_i sum_j U_j^2} the terms {@code j != i}
 *       give {@code u_i (R - u_i^2 - sigma^2)} and the last {@code u_i^3 + 3 u_i sigma^2}.
 * </ul>
 *
 * As {@code grad L(U, V) = (V^2 U, |U|^2 V)} and U and V are independent, its covariance is
 *
 * <ul>
 *   <li>uu: {@code E V^4 E U U^T - m2^2 u u^T = a4 (u u^T + sigma^2 I) - m2^2 u u^T};
 *   <li>vv: {@code E |U|^4 E V^2 - R^2 v^2 = (R^2 + Q) m2 - R^2 v^2};
 *   <li>uv: {@code E V^3 E |U|^2 U - m2 R v u = (2 v sigma^2 R + 2 sigma^2 (v^3 + 3 v sigma^2)) u}.
 * </ul>
 */
final class ValleyPoint {

  final int d;
  final double u;
  final double v;
  final double r;

  ValleyPoint(int d, double u, double v) {
    this.d = d;
    this.u = (float) u;
    this.v = (float) v;
    this.r = d * this.u * this.u;
  }

  WideningValley valley() {
    return new WideningValley(d);
  }

  float[] start() {
    float[] w = new float[d + 1];
    Arrays.fill(w, 0, d, (float) u);
    w[d] = (float) v;
    return w;
  }

  /** Gradient of L: coordinate 0 stands for every coordinate of u, coordinate 1 for v. */
  double[] gradient() {
    return new double[] {v * v * u, r * v};
  }

  /** Gradient of the Hessian trace {@code d v^2 + |u|^2}, in the same two coordinates. */
  double[] traceGradient() {
    return new double[] {2 * u, 2 * d * v};
  }

  /** Squared norm of {@link #traceGradient}, all coordinates. */
  double traceGradientNorm2() {
    return 4 * r + 4.0 * d * d * v * v;
  }

  double m2(double sigma) {
    return v * v + sigma * sigma;
  }

  double a4(double sigma, double k) {
    double s2 = sigma * sigma;
    return v * v * v * v + 6 * v * v * s2 + k * s2 * s2;
  }

  double meanR(double sigma) {
    return r + d * sigma * sigma;
  }

  double varR(double sigma, double k) {
    double s2 = sigma * sigma;
    return 4 * s2 * r + d * (k - 1) * s2 * s2;
  }

  /** Entries of the covariance: along u, across u, in v, and between v and u. */
  double[] covariance(double sigma, double k) {
    double s2 = sigma * sigma;
    double m2 = m2(sigma);
    double a4 = a4(sigma, k);
    double mean = meanR(sigma);
    return new double[] {
      a4 * (r + s2) - m2 * m2 * r,
      a4 * s2,
      (mean * mean + varR(sigma, k)) * m2 - mean * mean * v * v,
      2 * v * s2 * mean + 2 * s2 * (v * v * v + 3 * v * s2)
    };
  }
}
