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
 * Theorem 3.1, part 1, at both bounds on sigma^2. The chains have so much time that the capped
 * means see only a sigma of less than 3 % (alpha = 1/2) and 15 % (4/5) of what it should be; what
 * is smaller is seen by the fraction of chains that are not finite, from 10 % on.
 */
public final class PgdBlowsUp implements Claim {

  private static final ValleyCase CUBE =
      new ValleyCase(Rule.PGD, Law.RADEMACHER, 1. / 2, 8, 1. / 16, 2000);
  private static final ValleyCase INVERSE =
      new ValleyCase(Rule.PGD, Law.RADEMACHER, 0.8, 4, 1 / 6.4, 1000);

  private final ProportionCheck notFinite =
      new ProportionCheck(
          new Declaration(
              "not-finite",
              "fraction of chains not finite after 2000 steps, sigma^2 = alpha^3 D / 2",
              Requirement.atLeast(0.92),
              0.04));
  private final BoundedMeanCheck cube = capped("capped-mean-alpha-1/2", CUBE);
  private final BoundedMeanCheck inverse = capped("capped-mean-alpha-4/5", INVERSE);

  /** Creates the claim. */
  public PgdBlowsUp() {}

  private static BoundedMeanCheck capped(String name, ValleyCase of) {
    double cap = 4 / of.alpha();
    return new BoundedMeanCheck(
        new Declaration(
            name,
            "mean of min(|u_w|^2, 4 D/alpha) / D",
            Requirement.atLeast(1 / of.alpha()),
            cap / 2),
        0,
        cap);
  }

  @Override
  public String name() {
    return "pgd-blows-up";
  }

  @Override
  public String place() {
    return "Theorem 3.1, part 1";
  }

  @Override
  public String statement() {
    return "At the largest sigma^2 that the theorem allows, alpha^3 D / 2 (alpha = 1/2, d = 8 ="
        + " 2/alpha^2) and D / (8 alpha) (alpha = 4/5, d = 4), E|u|^2 >= D/alpha holds because PGD"
        + " blows up: v is unstable once eta |u|^2 > 2, and nearly all chains end not finite. They"
        + " count as at the cap.";
  }

  @Override
  public List<Check> checks() {
    return List.of(notFinite, cube, inverse);
  }

  @Override
  public void test(Trial trial) {
    int chains = trial.largestSample(List.of(notFinite, cube));
    ValleyCase.Result result = OnTrial.run(trial, "cube", CUBE, chains);
    trial.report(notFinite.judge(result.notFinite(), chains));
    trial.report(cube.judge(result.capped(4 / CUBE.alpha())));
    trial.report(
        inverse.judge(
            OnTrial.run(trial, "inverse", INVERSE, trial.samples(inverse))
                .capped(4 / INVERSE.alpha())));
  }
}
