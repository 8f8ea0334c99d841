// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.statistics.BernsteinCheck;
import antipgd.verification.statistics.BoundedMeanCheck;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;

/**
 * Corollary 3.1: the Hessian trace {@code d v^2 + |u|^2} that the two rules end at. PGD's falls
 * below its bound only where sigma is less than 60 % of what it should be.
 */
public final class TraceCorollary implements Claim {

  private static final double ALPHA = 1. / 17;
  private static final ValleyCase ANTI_PGD =
      new ValleyCase(Rule.ANTI_PGD, Law.RADEMACHER, ALPHA, 8, Math.pow(ALPHA, 3) / 2, 40_000);
  private static final ValleyCase PGD =
      new ValleyCase(Rule.PGD, Law.RADEMACHER, ALPHA, 578, Math.pow(ALPHA, 3) / 2, 1000);
  private static final double CAP = 4 / ALPHA;

  private final BernsteinCheck antiPgd =
      new BernsteinCheck(
          new Declaration(
              "anti-pgd",
              "mean of min(Tr Hess L(w), 32 alpha D) / D after 40000 steps",
              Requirement.atMost(16 * ALPHA),
              0.12),
          0,
          32 * ALPHA,
          0.08);
  private final BoundedMeanCheck pgd =
      new BoundedMeanCheck(
          new Declaration(
              "pgd",
              "mean of min(Tr Hess L(w), 68 D) / D after 1000 steps",
              Requirement.atLeast(1 / ALPHA),
              25),
          0,
          CAP);

  /** Creates the claim. */
  public TraceCorollary() {}

  @Override
  public String name() {
    return "trace-corollary";
  }

  @Override
  public String place() {
    return "Corollary 3.1";
  }

  @Override
  public String statement() {
    return "alpha = 1/17, sigma^2 = alpha^3 D / 2: Anti-PGD's expected Hessian trace, capped at 32"
        + " alpha D, falls below 16 alpha D = 0.94 D, PGD's rises above D/alpha = 17 D. The bound for Anti-PGD says something"
        + " only for alpha < 1/16: from there on the start satisfies it. Anti-PGD is tested at d ="
        + " 8, PGD at d = 578 = 2/alpha^2; at that d Anti-PGD is allowed but half of this sigma^2"
        + " and costs over a hundred times as much.";
  }

  @Override
  public List<Check> checks() {
    return List.of(antiPgd, pgd);
  }

  @Override
  public void test(Trial trial) {
    trial.report(
        antiPgd.judge(
            OnTrial.run(trial, "anti-pgd", ANTI_PGD, trial.samples(antiPgd)).trace(32 * ALPHA)));
    trial.report(pgd.judge(OnTrial.run(trial, "pgd", PGD, trial.samples(pgd)).trace(CAP)));
  }
}
