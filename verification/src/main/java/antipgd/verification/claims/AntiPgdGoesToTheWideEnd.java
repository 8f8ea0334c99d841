// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.statistics.BernsteinCheck;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.ProportionCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;

/** Theorem 3.1, part 2, at the largest sigma that it allows for its d. */
public final class AntiPgdGoesToTheWideEnd implements Claim {

  private static final ValleyCase CASE =
      new ValleyCase(Rule.ANTI_PGD, Law.RADEMACHER, 1. / 4, 32, 1. / 256, 9000);
  private static final double SETTLED = CASE.d() * CASE.sigma2();
  private static final double LEAST = 7. / 8;
  private static final double MOST = 9. / 8;

  private final ProportionCheck side =
      new ProportionCheck(
          new Declaration(
              "side",
              "fraction of chains whose |u_z|^2 leaves D_alpha downwards",
              Requirement.atLeast(0.95),
              0.0499));
  private final BernsteinCheck settled =
      new BernsteinCheck(
          new Declaration(
              "settled",
              "mean of |u_w|^2 / (d sigma^2), cut off at 7/8 and 9/8",
              Requirement.within(0.99, 1.01),
              0.008),
          LEAST,
          MOST,
          0.015);
  private final BernsteinCheck bound =
      new BernsteinCheck(
          new Declaration(
              "bound",
              "mean of min(|u_w|^2, D) / D",
              Requirement.atMost(CASE.alpha()),
              0.4 * CASE.alpha()),
          0,
          4 * CASE.alpha(),
          0.1 * CASE.alpha());

  /** Creates the claim. */
  public AntiPgdGoesToTheWideEnd() {}

  @Override
  public String name() {
    return "anti-pgd-goes-to-the-wide-end";
  }

  @Override
  public String place() {
    return "Theorem 3.1, part 2";
  }

  @Override
  public String statement() {
    return "alpha = 1/4, d = 32, sigma^2 = D/256 = alpha D / (2 d): the clean iterate of Anti-PGD"
        + " leaves D_alpha downwards, and after 9000 steps E|u_w|^2 has settled within a per cent of"
        + " d sigma^2 = D/8, below alpha D, if values far away count as at the cut. The side is read on z: read on w the noise alone carries"
        + " many chains across the upper wall.";
  }

  @Override
  public List<Check> checks() {
    return List.of(side, settled, bound);
  }

  @Override
  public void test(Trial trial) {
    int chains = trial.largestSample(checks());
    ValleyCase.Result result = OnTrial.run(trial, "chains", CASE, chains);
    trial.report(side.judge(result.exits().down(), chains));
    trial.report(settled.judge(cutOff(result)));
    trial.report(bound.judge(result.capped(4 * CASE.alpha())));
  }

  private static Moments cutOff(ValleyCase.Result result) {
    Moments values = new Moments();
    for (double norm2 : result.norms2()) {
      double value = norm2 / SETTLED;
      values.add(value < MOST ? Math.max(LEAST, value) : MOST);
    }
    return values;
  }
}
