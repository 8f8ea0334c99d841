// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.verification.experiment.Regression;
import antipgd.verification.experiment.RegularizedProblem;
import antipgd.verification.experiment.RuleComparison;
import antipgd.verification.experiment.Sensing;
import antipgd.verification.experiment.Setting;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.ErrorRates;
import antipgd.verification.statistics.MedianCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How far from the flattest Anti-PGD ends: its Hessian trace over the least one of all points that
 * interpolate the data, which a linear and a semidefinite programme know.
 */
public final class ArrivesAtTheFlattest implements Claim {

  /** In pilots of 400 regressions and 200 sensings none was out of bounds. */
  private static final double OUTSIDE = 0.01;

  private static final ErrorRates RATES = new ErrorRates(1e-6, 1e-3);

  /** A kind of problems, and the check of where chains on them end. */
  private record Runs(
      String name,
      double most,
      Setting setting,
      Function<NoiseStream, RegularizedProblem> problems) {

    MedianCheck check() {
      return new MedianCheck(
          name,
          "log of Anti-PGD's trace over the least one, a value a seed",
          Requirement.within(-Math.log(most), Math.log(most)),
          OUTSIDE,
          RATES);
    }

    double[] values(Trial trial, int seeds) {
      RuleComparison comparison =
          new RuleComparison(
              trial.kernel(),
              setting,
              List.of(Rule.ANTI_PGD),
              seeds,
              0,
              k -> problems.apply(trial.noise(name + "-data-" + k, Law.GAUSSIAN)),
              k -> trial.noise(name + "-noise-" + k, Law.GAUSSIAN));
      comparison.run();
      return comparison.trainings().stream()
          .mapToDouble(
              training -> {
                RegularizedProblem problem = (RegularizedProblem) training.problem();
                return Math.log(training.read().trace() / problem.leastTrace().lower());
              })
          .toArray();
    }
  }

  private final List<Runs> all =
      List.of(
          new Runs(
              "regression",
              1.01,
              new Setting(0.02, 0.1, 0, 50_000, 15_000),
              data -> Regression.draw(data, 40, 16, 2, 1)),
          new Runs(
              "sensing",
              1.05,
              new Setting(0.004, 0.12, 0, 20_000, 7000),
              data -> Sensing.draw(data, 10, 1, 20, 1)));

  private final List<MedianCheck> checks = all.stream().map(Runs::check).toList();

  /** Creates the claim. */
  public ArrivesAtTheFlattest() {}

  @Override
  public String name() {
    return "arrives-at-the-flattest";
  }

  @Override
  public String place() {
    return "section 4 (stronger than the paper)";
  }

  @Override
  public String statement() {
    return "Anti-PGD ends as flat as a point that interpolates the data can be: its Hessian trace,"
        + " after steps without noise, over the least one of all such points, in the median over data"
        + " sets. On quadratically parametrized regression, d = 40, n = 16, 2 non-zeros, within 1 % of"
        + " the least weighted l1 norm of w o w, a linear programme, solved by the simplex method; on"
        + " matrix sensing, 10 x 10, rank 1, n = 20, within 5 % of the least weighted nuclear norm of"
        + " U U^T, a semidefinite programme, whose duality gap is the proof. (After as few steps as"
        + " here: the explorer has the paper's sizes.)";
  }

  @Override
  public List<Check> checks() {
    return List.copyOf(checks);
  }

  @Override
  public void test(Trial trial) {
    IntStream.range(0, all.size())
        .forEach(
            i -> {
              MedianCheck check = checks.get(i);
              trial.report(check.judge(all.get(i).values(trial, (int) check.samples())));
            });
  }
}
