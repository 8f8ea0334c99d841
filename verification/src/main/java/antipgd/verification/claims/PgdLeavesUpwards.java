// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.statistics.BoundedMeanCheck;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.ProportionCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;

/**
 * Theorem 3.1, part 1, well inside its hypotheses. So its bounds are far away: the capped mean
 * falls below its bound only where sigma is off by a factor of two.
 */
public final class PgdLeavesUpwards implements Claim {

  private static final ValleyCase CASE =
      new ValleyCase(Rule.PGD, Law.RADEMACHER, 1. / 4, 32, 1. / 128, 60);
  private static final double CAP = 4 / CASE.alpha();

  private final ProportionCheck side =
      new ProportionCheck(
          new Declaration(
              "side",
              "fraction of chains whose |u_w|^2 leaves D_alpha upwards",
              Requirement.atLeast(0.98),
              0.0199));
  private final BoundedMeanCheck capped =
      new BoundedMeanCheck(
          new Declaration(
              "capped-mean",
              "mean of min(|u_w|^2, 16 D) / D",
              Requirement.atLeast(1 / CASE.alpha()),
              6),
          0,
          CAP);

  /** Creates the claim. */
  public PgdLeavesUpwards() {}

  @Override
  public String name() {
    return "pgd-leaves-upwards";
  }

  @Override
  public String place() {
    return "Theorem 3.1, part 1";
  }

  @Override
  public String statement() {
    return "alpha = 1/4, d = 32 = 2/alpha^2, sigma^2 = D/128 = alpha^3 D / 2: PGD leaves D_alpha"
        + " upwards, and E|u|^2 >= D/alpha. The theorem speaks of the limit of an expectation; the"
        + " test is on 60 steps and on the mean capped at 16 D, which can only be smaller.";
  }

  @Override
  public List<Check> checks() {
    return List.of(side, capped);
  }

  @Override
  public void test(Trial trial) {
    int chains = trial.largestSample(checks());
    ValleyCase.Result result = OnTrial.run(trial, "chains", CASE, chains);
    trial.report(side.judge(result.exits().up(), chains));
    trial.report(capped.judge(result.capped(CAP)));
  }
}
