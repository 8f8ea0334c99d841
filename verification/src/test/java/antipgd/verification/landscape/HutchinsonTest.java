// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * On {@code L = (a b - 1)^2 / 2} at (2, 1), whose Hessian is {@code (1, 3; 3, 4)}: a probe is 5 + 6
 * where its signs are equal, and 5 - 6 where they are not.
 */
class HutchinsonTest {

  private static final Landscape PRODUCT = WideNetwork.linear(1, 2, 1);
  private static final float[] POINT = {2, 1};
  private static final double TRACE = 5;
  private static final double DEVIATION = 6;
  private static final Hutchinson EXACT = new Hutchinson(0.25f);

  /** {@code v^T H v}, also along directions that are not signs. */
  @Test
  void curvature() {
    assertThat(curvature(1, 1)).isCloseTo(11, within(1e-5));
    assertThat(curvature(1, -1)).isCloseTo(-1, within(1e-5));
    assertThat(curvature(2, 0.5f)).isCloseTo(4 + 2 * 3 + 1, within(1e-5));
  }

  private static double curvature(float... v) {
    return EXACT.curvature(PRODUCT, POINT, v);
  }

  /** n values at a distance of 6 from 5 have a variance that their mean determines. */
  @Test
  void standardErrorIsThatOfItsProbes() {
    for (int probes : new int[] {2, 3, 10, 1000}) {
      for (int seed = 0; seed < 10; seed++) {
        Hutchinson.Estimate estimate = EXACT.trace(PRODUCT, POINT, probes, seed);
        double off = estimate.mean() - TRACE;
        assertThat(Math.pow(estimate.standardError(), 2))
            .isCloseTo((DEVIATION * DEVIATION - off * off) / (probes - 1), within(1e-4));
      }
    }
  }

  /** What the standard error says, estimates of other seeds do: within 10 per cent. */
  @Test
  void standardErrorIsTheSpreadOfEstimates() {
    int probes = 8;
    int estimates = 4000;
    double squares = 0;
    double errors2 = 0;
    for (int seed = 0; seed < estimates; seed++) {
      Hutchinson.Estimate estimate = EXACT.trace(PRODUCT, POINT, probes, seed);
      squares += Math.pow(estimate.mean() - TRACE, 2);
      errors2 += Math.pow(estimate.standardError(), 2);
    }
    assertThat(Math.sqrt(errors2 / squares)).isCloseTo(1, within(0.1));
    assertThat(squares / estimates).isCloseTo(DEVIATION * DEVIATION / probes, within(0.4));
  }

  @Test
  void oneProbeHasNoStandardError() {
    Hutchinson.Estimate estimate = EXACT.trace(PRODUCT, POINT, 1, 3);
    assertThat(estimate.standardError()).isNaN();
    assertThat(Math.abs(estimate.mean() - TRACE)).isCloseTo(DEVIATION, within(1e-5));
  }
}
