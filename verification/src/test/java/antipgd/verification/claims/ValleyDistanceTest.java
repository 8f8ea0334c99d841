// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The bound against its leading order, and the mean of one and two steps by hand. */
class ValleyDistanceTest {

  private static final double ETA = 0.004;
  private static final double SIGMA2 = 1. / 64;

  private static ValleyDistance after(int steps) {
    return new ValleyDistance(4, 1, ETA, SIGMA2, steps);
  }

  @Test
  void atTheStartNothingIsFarAway() {
    assertThat(after(0).expectedSquare()).isZero();
    assertThat(after(0).chanceBeyond(0.1)).isZero();
  }

  /** From {@code v = 0} the covariance is {@code eta^2 (sigma^4 d sigma^2 + E |U|^4 sigma^2)}. */
  @Test
  void oneStepIsTheCovarianceOfTheStart() {
    ValleyPoint start = new ValleyPoint(4, 0.5, 0);
    double[] covariance = start.covariance(Math.sqrt(SIGMA2), 1);
    // Along u, of which there is one direction, and across it.
    double trace = covariance[0] / start.r + 3 * covariance[1] + covariance[2];
    assertThat(after(1).expectedSquare()).isCloseTo(ETA * ETA * trace, within(1e-15));
  }

  /** After a while v has {@code eta R sigma^2 / 2}, and u next to nothing. */
  @Test
  void vSettlesAtItsStationaryVariance() {
    ValleyDistance still = new ValleyDistance(4, 1, 1e-4, 1e-8, 100_000);
    assertThat(still.expectedSquare()).isCloseTo(1e-4 * 1e-8 / 2, within(0.01e-12));
  }

  /** {@code a / epsilon} with {@code a = (eta D / 4) (1 - rho^2N)}, and little beside it. */
  @Test
  void theBoundIsItsLeadingOrder() {
    double eta = 1e-3;
    double sigma2 = 1e-4;
    int steps = 2_000_000;
    double a = eta / 4 * (1 - Math.exp(-2 * eta * sigma2 * steps));
    double epsilon = 0.02;
    assertThat(new ValleyDistance(4, 1, eta, sigma2, steps).chanceBeyond(epsilon))
        .isBetween(a / epsilon, 1.25 * a / epsilon);
  }

  @Test
  void aStepSizeBeyondTheProofGivesNoBound() {
    assertThat(new ValleyDistance(4, 1, 0.5, SIGMA2, 0).chanceBeyond(0.1)).isZero();
    assertThat(new ValleyDistance(4, 1, 0.9, SIGMA2, 0).chanceBeyond(0.1)).isOne();
  }
}
