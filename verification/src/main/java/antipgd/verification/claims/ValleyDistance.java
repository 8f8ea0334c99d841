// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

/**
 * How far Anti-PGD's clean iterate z may be from descent on the regularized loss, on the valley
 * from {@code z = (u_0, 0)} with {@code |u_0|^2 = D}, under Rademacher noise.
 *
 * <p>The descent stays at {@code v = 0}: {@code q_n = (rho^n u_0, 0)} with {@code rho = 1 - eta
 * sigma^2}, counted from the first step that finds noise. Write {@code U = u + sigma xi_u, V = v +
 * sigma xi_v}, so that {@code u' = u - eta V^2 U}, {@code E[V^2 U | z] = (v^2 + sigma^2) u}, and
 *
 * <pre>{@code u_n / rho^n = u_0 - A_n - M_n}</pre>
 *
 * with {@code A_n = sum_k eta rho^-(k+1) v_k^2 u_k}, what v adds to the descent, and {@code M_n} a
 * martingale, whose increments have the covariance of {@link ValleyPoint} and so the trace {@code
 * (eta / rho^(k+1))^2 (4 sigma^2 v^2 r + a4 d sigma^2)} with {@code r = |u|^2}.
 *
 * <p><b>Bound.</b> Let tau be the first step at which the relative distance {@code |u_n - rho^n
 * u_0| / (rho^n sqrt D)} is above epsilon. As long as {@code eta |U|^2 <= 1}, v' is a convex
 * combination of v and {@code -sigma xi_v}, so {@code |v| <= sigma} and {@code a4 <= 7 sigma^2 v^2
 * + sigma^4}. Before tau {@code rho^2n D (1 - epsilon)^2 <= r <= rho^2n D (1 + epsilon)^2}; with
 * the lower end {@code r-} and the upper one {@code r+}, {@code R = r + d sigma^2} and {@code Q = 4
 * sigma^2 r}, {@code s_n = E[v_n^2; tau > n]} obeys
 *
 * <pre>{@code s' <= s ((1 - eta R-)^2 + eta^2 Q-) + eta^2 (R+^2 + Q+) sigma^2}</pre>
 *
 * since the factor of s falls in r. So, up to tau, {@code E |A| / sqrt D <= a = (1 + epsilon) (eta
 * / rho) sum s_n} and {@code E |M|^2 / D <= m = (eta / rho)^2 sum (4 sigma^2 (1 + epsilon)^2 s_n +
 * (7 sigma^2 s_n + sigma^4) d sigma^2 / (rho^2n D))}. By Markov's inequality for A and Doob's for
 * M,
 *
 * <pre>{@code P(tau <= N) <= min over 0 < c < 1 of a / (c epsilon) + m / ((1 - c) epsilon)^2.}
 * </pre>
 *
 * <p>To leading order {@code a} is {@code (eta D / 4) (1 - rho^2N)}: the step size alone, whatever
 * sigma is, says how closely z follows.
 *
 * <p><b>Size.</b> To leading order in eta the squared distance has the mean {@code s + p} of {@link
 * #expectedSquare}: the diffusion by that covariance at {@code q_n}, which the descent contracts by
 * {@code 1 - eta R} in v and by {@code rho} in u.
 *
 * @param d dimension of u
 * @param norm2 D
 * @param eta step size
 * @param sigma2 sigma^2
 * @param steps N, the number of steps that find noise
 */
record ValleyDistance(int d, double norm2, double eta, double sigma2, int steps) {

  private static final int SPLITS = 100;

  private double rho() {
    return 1 - eta * sigma2;
  }

  /** The chance, at most, that the relative distance is ever above epsilon. */
  double chanceBeyond(double epsilon) {
    double largest = Math.sqrt(norm2) * (1 + epsilon) + Math.sqrt(d * sigma2);
    if (!(eta * largest * largest <= 1)) {
      return 1;
    }
    double rho2 = rho() * rho();
    double s = 0;
    double sum = 0;
    double m = 0;
    double share = 1;
    for (int n = 0; n < steps; n++) {
      sum += s;
      m +=
          4 * sigma2 * Math.pow(1 + epsilon, 2) * s
              + (7 * s + sigma2) * sigma2 * d * sigma2 / (share * norm2);
      double lower = share * norm2 * Math.pow(1 - epsilon, 2);
      double upper = share * norm2 * Math.pow(1 + epsilon, 2);
      s = s * contraction(lower) + eta * eta * square(upper) * sigma2;
      share *= rho2;
    }
    double a = (1 + epsilon) * eta / rho() * sum;
    m *= eta * eta / rho2;
    double least = 1;
    for (int i = 1; i < SPLITS; i++) {
      double c = (double) i / SPLITS;
      least = Math.min(least, a / (c * epsilon) + m / Math.pow((1 - c) * epsilon, 2));
    }
    return least;
  }

  /** {@code E |z_N - q_N|^2} to leading order in eta. */
  double expectedSquare() {
    double s = 0;
    double p = 0;
    double r = norm2;
    for (int n = 0; n < steps; n++) {
      double a4 = 3 * s * s + 6 * s * sigma2 + sigma2 * sigma2;
      p = rho() * rho() * p + eta * eta * (4 * sigma2 * s * r + a4 * d * sigma2);
      s = s * contraction(r) + eta * eta * square(r) * sigma2;
      r *= rho() * rho();
    }
    return s + p;
  }

  /** {@code E (1 - eta |U|^2)^2} at {@code |u|^2 = r}. */
  private double contraction(double r) {
    return 1 - 2 * eta * (r + d * sigma2) + eta * eta * square(r);
  }

  /** {@code E |U|^4}. */
  private double square(double r) {
    return Math.pow(r + d * sigma2, 2) + 4 * sigma2 * r;
  }
}
