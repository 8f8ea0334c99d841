// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.step.Rule;
import antipgd.verification.experiment.ValleyCase;

/**
 * Second moments of a chain on the widening valley, step by step: {@code r = E |u|^2} and {@code s
 * = E v^2} of w under PGD, of z under Anti-PGD, for Rademacher noise.
 *
 * <p>Closures: u and v are independent, {@code |u|^2} does not vary, and {@code E v^4 = 3 s^2}.
 * Then from {@code u' = (1 - eta v^2) u + sigma xi}, {@code v' = (1 - eta |u|^2) v + sigma xi},
 *
 * <pre>{@code
 * PGD:      r' = (1 - 2 eta s + 3 eta^2 s^2) r + d sigma^2,  s' = (1 - eta r)^2 s + sigma^2
 * }</pre>
 *
 * <p>Under Anti-PGD {@code z' = z - eta grad L(z + sigma xi)} with the moments of {@link
 * ValleyPoint}, averaged over v: {@code m2 = s + S}, {@code a4 = 3 s^2 + 6 s S + S^2}, {@code R = r
 * + d S}, {@code Q = 4 S r}, where {@code S = sigma^2}, and 0 in the first step, which has no noise
 * to carry. {@code |u'|^2} has mean {@code r - 2 eta m2 r + eta^2 a4 (r + d S)}, and {@code E v'^2
 * = s - 2 eta R s + eta^2 (R^2 + Q) m2}.
 */
final class MomentRecursion {

  private final Rule rule;
  private final int d;
  private final double eta;
  private final double sigma2;
  private double r;
  private double s;
  private long steps;

  MomentRecursion(ValleyCase of) {
    this.rule = of.rule();
    this.d = of.d();
    this.eta = of.eta();
    this.sigma2 = of.sigma2() * ValleyCase.D;
    this.r = ValleyCase.D;
  }

  void step() {
    if (rule == Rule.PGD) {
      double nextR = (1 - 2 * eta * s + 3 * eta * eta * s * s) * r + d * sigma2;
      s = (1 - eta * r) * (1 - eta * r) * s + sigma2;
      r = nextR;
    } else {
      double carried = steps == 0 ? 0 : sigma2;
      double m2 = s + carried;
      double a4 = 3 * s * s + 6 * s * carried + carried * carried;
      double meanR = r + d * carried;
      double varR = 4 * carried * r;
      double nextR = r * (1 - 2 * eta * m2 + eta * eta * a4) + eta * eta * a4 * d * carried;
      s = s * (1 - 2 * eta * meanR) + eta * eta * (meanR * meanR + varR) * m2;
      r = nextR;
    }
    steps++;
  }

  /** {@code E |u|^2} at w. */
  double norm2() {
    return rule == Rule.ANTI_PGD && steps > 0 ? r + d * sigma2 : r;
  }

  /** {@code E v^2}, at w under PGD and at z under Anti-PGD. */
  double v2() {
    return s;
  }
}
