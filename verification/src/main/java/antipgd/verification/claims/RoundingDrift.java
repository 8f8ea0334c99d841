// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.verification.descent.Descent;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.statistics.VarianceCheck;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.Arrays;
import java.util.List;

/**
 * What float32 does to the telescoping sum, without a gradient and with w between 1 and 2.
 *
 * <p>Each in-place step rounds w to a multiple of its ulp {@code 2^-23}. The errors are uniform in
 * half an ulp to either side and independent, so after N steps the drift {@code w_N - w_0 - sigma
 * xi_N} has variance {@code N ulp^2 / 12}: 0.289 ulp sqrt(N). What the other roundings add is
 * smaller by sigma^2. A sum of a thousand such errors is normal but for an excess kurtosis of
 * -0.0012, so the sum of n squared drifts is a chi-square variable of n degrees of freedom.
 */
public final class RoundingDrift implements Claim {

  private static final double ULP = 0x1p-23;
  private static final double SIGMA = 0.05;
  private static final float START = 1.5f;
  private static final int RADEMACHER_STEPS = 1000;

  private final VarianceCheck thousand = drift(1000, 0.5);
  private final VarianceCheck million = drift(1_000_000, 0.99);
  private final ExactCheck rademacher =
      new ExactCheck(
          "in-place-rademacher",
          "max |w_n - w_0 - sigma xi_n| / ulp, n = 1 .. " + RADEMACHER_STEPS,
          1,
          RADEMACHER_STEPS);

  /** Creates the claim. */
  public RoundingDrift() {}

  private static VarianceCheck drift(long steps, double effect) {
    return new VarianceCheck(
        new Declaration(
            "in-place-gaussian-" + steps,
            "mean (w_N - w_0 - sigma xi_N)^2 / (ulp^2 N / 12), N = " + steps,
            Requirement.equal(1),
            effect));
  }

  @Override
  public String name() {
    return "rounding-drift";
  }

  @Override
  public String place() {
    return "eqs. 2 and 3 in float32 (not in the paper)";
  }

  @Override
  public String statement() {
    return "In float32 the in-place form w += sigma (xi' - xi) drifts from its telescoped sum like"
        + " 0.289 ulp sqrt(N), 3.4e-5 after 1e6 steps with w about 1. Rademacher noise in place stays"
        + " within one ulp: its jumps round to the same multiple of the ulp forth and back.";
  }

  @Override
  public List<Check> checks() {
    return List.of(thousand, million, rademacher);
  }

  @Override
  public void test(Trial trial) {
    trial.report(thousand.judge(drifts(trial, 1000, trial.samples(thousand))));
    trial.report(million.judge(drifts(trial, 1_000_000, trial.samples(million))));
    Descent jumping = inPlace(trial, Law.RADEMACHER, 1024);
    double largest = 0;
    for (int n = 0; n < RADEMACHER_STEPS; n++) {
      jumping.step();
      for (int e = 0; e < 1024; e++) {
        largest = Math.max(largest, Math.abs(drift(jumping, e)) / ULP);
      }
    }
    trial.report(rademacher.judge(largest, RADEMACHER_STEPS));
  }

  private static Moments drifts(Trial trial, long steps, int elements) {
    Descent descent = inPlace(trial, Law.GAUSSIAN, elements);
    while (descent.steps() < steps) {
      descent.step();
    }
    Moments drifts = new Moments();
    for (int e = 0; e < elements; e++) {
      double ulps = drift(descent, e) / ULP;
      drifts.add(ulps * ulps / (steps / 12.));
    }
    return drifts;
  }

  private static Descent inPlace(Trial trial, Law law, int elements) {
    float[] start = new float[elements];
    Arrays.fill(start, START);
    Recipe recipe = Recipe.constant(Rule.ANTI_PGD, 0, SIGMA, trial.noise("drift", law));
    return Descent.of(trial.kernel(), new Flat(elements), recipe, start);
  }

  private static double drift(Descent descent, int e) {
    return descent.w()[e] - START - (double) (float) SIGMA * descent.xi()[e];
  }
}
