// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.statistics.BernsteinCheck;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.ProportionCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/** Theorem 3.1, part 2, with each of its three bounds on sigma^2 in turn the one that binds. */
public final class AntiPgdAtTheEdge implements Claim {

  private record Case(String name, ValleyCase of, ProportionCheck side, BernsteinCheck bound) {}

  private final List<Case> cases =
      List.of(
          of("d-1", 1. / 4, 1, 1. / 128, 4000),
          of("d-8", 1. / 2, 8, 1. / 32, 500),
          of("d-2", 0.8, 2, 1 / 6.4, 500));

  /** Creates the claim. */
  public AntiPgdAtTheEdge() {}

  private static Case of(String name, double alpha, int d, double sigma2, long steps) {
    return new Case(
        name,
        new ValleyCase(Rule.ANTI_PGD, Law.RADEMACHER, alpha, d, sigma2, steps),
        new ProportionCheck(
            new Declaration(
                name + "-side",
                "fraction of chains whose |u_z|^2 leaves D_alpha downwards, alpha = " + alpha,
                Requirement.atLeast(0.98),
                0.0199)),
        new BernsteinCheck(
            new Declaration(
                name + "-bound",
                "mean of min(|u_w|^2, 2 alpha D) / D, alpha = " + alpha,
                Requirement.atMost(alpha),
                alpha / 4),
            0,
            2 * alpha,
            0.15 * alpha));
  }

  @Override
  public String name() {
    return "anti-pgd-at-the-edge";
  }

  @Override
  public String place() {
    return "Theorem 3.1, part 2";
  }

  @Override
  public String statement() {
    return "Also with sigma^2 at the bounds alpha^3 D / 2 (alpha = 1/4, d = 1), alpha D / (2 d)"
        + " (alpha = 1/2, d = 8) and D / (8 alpha) (alpha = 4/5, d = 2), Anti-PGD's clean iterate"
        + " leaves D_alpha downwards and E|u_w|^2, capped at 2 alpha D, ends below alpha D.";
  }

  @Override
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    for (Case c : cases) {
      checks.add(c.side);
      checks.add(c.bound);
    }
    return checks;
  }

  @Override
  public void test(Trial trial) {
    for (Case c : cases) {
      int chains = trial.largestSample(List.of(c.side, c.bound));
      ValleyCase.Result result = OnTrial.run(trial, c.name, c.of, chains);
      trial.report(c.side.judge(result.exits().down(), chains));
      trial.report(c.bound.judge(result.capped(2 * c.of.alpha())));
    }
  }
}
