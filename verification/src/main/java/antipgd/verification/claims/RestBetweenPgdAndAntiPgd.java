// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Workers;
import antipgd.verification.experiment.PartTakenBack;
import antipgd.verification.experiment.RestingPlace;
import antipgd.verification.statistics.BernsteinCheck;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.ProportionCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where chains on the valley come to rest that take a part lambda of the last noise back, against
 * the closed form of {@link RestingPlace}. It is one for small noise, so its mean is required
 * within a margin; chains that are far from it count as at the cut.
 */
public final class RestBetweenPgdAndAntiPgd implements Claim {

  private static final double MARGIN = 0.1;
  private static final double EFFECT = 0.07;

  private record Rest(PartTakenBack part, double cut, BernsteinCheck mean) {}

  private record Side(PartTakenBack part, boolean wide, ProportionCheck check) {}

  private final List<Rest> rests =
      List.of(rest(0, 8, 0.4, 0.1), rest(0.6, 8, 0.7, 0.22), rest(0.9, 32, 0.6, 0.16));
  private final List<Side> sides = List.of(side(0.88, false), side(0.93, true));

  /** Creates the claim. */
  public RestBetweenPgdAndAntiPgd() {}

  /** In four times the time that it takes to forget the start. */
  private static PartTakenBack part(double lambda, double alpha, int d, double sigma2) {
    return new PartTakenBack(
        lambda, Law.RADEMACHER, alpha, d, sigma2, Math.round(8 / (alpha * sigma2)));
  }

  /**
   * A case.
   *
   * @param cut how far from the closed form values may be, relative to it
   * @param spread of the values, as a pilot had it
   */
  private static Rest rest(double lambda, int d, double cut, double spread) {
    return new Rest(
        part(lambda, 0.5, d, 1. / 512),
        cut,
        new BernsteinCheck(
            new Declaration(
                "rest-" + lambda,
                "mean of |u_z|^2 over the closed form's, cut off at 1 +- "
                    + cut
                    + ", d = "
                    + d
                    + ", alpha = 1/2",
                Requirement.within(1 - MARGIN, 1 + MARGIN),
                EFFECT),
            1 - cut,
            1 + cut,
            spread));
  }

  private static Side side(double lambda, boolean wide) {
    return new Side(
        part(lambda, 0.25, 32, 1. / 256),
        wide,
        new ProportionCheck(
            new Declaration(
                wide ? "wide-side" : "sharp-side",
                "fraction of chains with |u_z|^2 "
                    + (wide ? "below" : "above")
                    + " its start, lambda = "
                    + lambda,
                Requirement.atLeast(0.95),
                0.0499)));
  }

  @Override
  public String name() {
    return "rest-between-pgd-and-anti-pgd";
  }

  @Override
  public String place() {
    return "between the parts of Theorem 3.1 (derived for this project)";
  }

  @Override
  public String statement() {
    return "Chains that take a part lambda of the last noise back come to rest on the valley where"
        + " eta |u_z|^2 / 2 has the law Beta((d - 1)/2, R^2/2 + 1), R = (1 + lambda)/(1 - lambda),"
        + " whatever eta and sigma are, if sigma is small: within 10 per cent of its mean at lambda ="
        + " 0, which is PGD, 0.6 and 0.9. The critical lambda of its drift, 0.911 for alpha = 1/4"
        + " and d = 32, parts those that end on the sharp side (0.88) from those that end on the"
        + " wide side (0.93).";
  }

  @Override
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    rests.forEach(rest -> checks.add(rest.mean));
    sides.forEach(side -> checks.add(side.check));
    return checks;
  }

  @Override
  public void test(Trial trial) {
    for (Rest rest : rests) {
      if (!trial.wants(rest.mean)) {
        continue;
      }
      double closedForm = rest.part.theory().mean() / (rest.part.alpha() / 2);
      Moments values = new Moments();
      for (double norm2 : norms2(trial, rest.part, trial.samples(rest.mean))) {
        double value = norm2 / closedForm;
        values.add(value < 1 + rest.cut ? Math.max(1 - rest.cut, value) : 1 + rest.cut);
      }
      trial.report(rest.mean.judge(values));
    }
    for (Side side : sides) {
      if (!trial.wants(side.check)) {
        continue;
      }
      int chains = trial.samples(side.check);
      long there =
          Arrays.stream(norms2(trial, side.part, chains))
              .filter(norm2 -> side.wide ? norm2 < 1 : norm2 > 1)
              .count();
      trial.report(side.check.judge((int) there, chains));
    }
  }

  private static double[] norms2(Trial trial, PartTakenBack part, int chains) {
    return part.run(
            trial.kernel(),
            Workers.common(),
            trial.noise("chains-" + part.lambda(), part.law()),
            chains)
        .clean();
  }
}
