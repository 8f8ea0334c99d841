// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Workers;
import antipgd.verification.experiment.Contender;
import antipgd.verification.experiment.Contest;
import antipgd.verification.experiment.Method;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.MedianCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;
import java.util.stream.IntStream;

/** Other ways to a flat minimum beside Anti-PGD, at equal budgets of gradients. */
public final class EqualBudgets implements Claim {

  private static final long BUDGET = 6000;

  /** In pilots of 200 seeds and more none was out of any bound. */
  private static final double OUTSIDE = 0.01;

  private static final Contender ANTI_PGD = new Contender(Method.ANTI_PGD, 0.04, 0.1);

  private static final List<Opponent> OPPONENTS =
      List.of(
          opponent(Method.LABEL_NOISE, 0.02, 1.5, Requirement.within(1 / 1.1, 1.1)),
          opponent(Method.TRACE_PENALTY, 0.04, 0.02, Requirement.within(1 / 1.1, 1.1)),
          opponent(Method.SAM, 0.04, 0.4, Requirement.atLeast(1.2)));

  /** A method, and the check of its trace over Anti-PGD's. */
  private record Opponent(Contender contender, MedianCheck check) {}

  /** Made once by the suite. */
  public EqualBudgets() {}

  private static Opponent opponent(Method method, double eta, double strength, Requirement bounds) {
    String name = Names.typed(method);
    return new Opponent(
        new Contender(method, eta, strength),
        new MedianCheck(
            "trace-of-" + name,
            "log of " + name + "'s trace over Anti-PGD's, a value a seed",
            Requirement.within(Math.log(bounds.lower()), Math.log(bounds.upper())),
            OUTSIDE,
            Generalization.RARE_ALARMS));
  }

  @Override
  public String name() {
    return "equal-budgets";
  }

  @Override
  public String place() {
    return "section 4 (its rivals)";
  }

  @Override
  public String statement() {
    return "The paper's regression, 6000 gradients for everybody, the last tenth of them gradient"
        + " descent, eta = 0.04: label noise SGD (batches of 4, labels off by 1.5, eta = 0.02) and an"
        + " explicit trace penalty (mu = 0.02, one probe of Hutchinson's a step) end as flat as Anti-PGD"
        + " (sigma = 0.1), within 10 % of its Hessian trace, and sharpness-aware minimization (rho"
        + " = 0.4) does not: its trace is higher by a factor of 1.2; in the median over data sets.";
  }

  @Override
  public List<Check> checks() {
    return OPPONENTS.stream().<Check>map(Opponent::check).toList();
  }

  @Override
  public void test(Trial trial) {
    int seeds = (int) OPPONENTS.stream().mapToLong(it -> it.check().samples()).max().orElseThrow();
    double[][] logs = new double[1 + OPPONENTS.size()][seeds];
    Workers.common()
        .run(
            seeds * logs.length,
            task -> {
              int k = task / logs.length;
              int who = task % logs.length;
              Contender contender = who == 0 ? ANTI_PGD : OPPONENTS.get(who - 1).contender();
              double trace =
                  contender
                      .run(
                          trial.kernel(),
                          Contest.REGRESSION.problem(trial.noise("data-" + k, Law.GAUSSIAN)),
                          trial.noise("noise-" + k, Law.GAUSSIAN),
                          BUDGET)
                      .end()
                      .trace();
              logs[who][k] = Double.isNaN(trace) ? Double.POSITIVE_INFINITY : Math.log(trace);
            });
    for (int i = 0; i < OPPONENTS.size(); i++) {
      double[] opponents = logs[i + 1];
      trial.report(
          OPPONENTS
              .get(i)
              .check()
              .judge(
                  IntStream.range(0, seeds).mapToDouble(k -> opponents[k] - logs[0][k]).toArray()));
    }
  }
}
