// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The closed recursions of {@link MomentRecursion} against chains, at several times. */
public final class MomentRecursions implements Claim {

  /** Chains at a time, and what the recursion says then. */
  private record At(long step, double norm2, double v2, MeanCheck norm2Check, MeanCheck v2Check) {}

  private record Path(String label, ValleyCase of, List<At> times) {

    List<Check> checks() {
      return times.stream().flatMap(at -> Stream.<Check>of(at.norm2Check, at.v2Check)).toList();
    }
  }

  private static final double NORM2_MARGIN = 0.03;

  /**
   * Wide, because closures err more in v: so after 16 steps of PGD it sees a sigma 40 % too small.
   */
  private static final double V2_MARGIN = 0.3;

  /**
   * Standard deviation of {@code v^2} relative to its mean: sqrt2 if v is normal, here a little
   * more.
   */
  private static final double V2_SPREAD = 1.6;

  private final List<Path> paths =
      List.of(
          path(
              "pgd",
              new ValleyCase(Rule.PGD, Law.RADEMACHER, 1. / 4, 32, 1. / 128, 16),
              0.3,
              4,
              8,
              16),
          path(
              "anti-pgd",
              new ValleyCase(Rule.ANTI_PGD, Law.RADEMACHER, 1. / 4, 32, 1. / 256, 1000),
              0.17,
              125,
              500,
              1000));

  /** Creates the claim. */
  public MomentRecursions() {}

  /** The spread is that of {@code |u|^2} relative to its mean, from a pilot. */
  private static Path path(String label, ValleyCase of, double norm2Spread, long... steps) {
    MomentRecursion recursion = new MomentRecursion(of);
    String iterate = of.rule() == Rule.PGD ? "w" : "z";
    List<At> times = new ArrayList<>();
    long done = 0;
    for (long step : steps) {
      for (; done < step; done++) {
        recursion.step();
      }
      times.add(
          new At(
              done,
              recursion.norm2(),
              recursion.v2(),
              check(
                  label + "-norm2-" + done,
                  "mean |u_w|^2 / its recursion after " + done + " steps",
                  NORM2_MARGIN,
                  norm2Spread),
              check(
                  label + "-v2-" + done,
                  "mean v_" + iterate + "^2 / its recursion after " + done + " steps",
                  V2_MARGIN,
                  V2_SPREAD)));
    }
    return new Path(label, of, times);
  }

  private static MeanCheck check(String name, String statistic, double margin, double spread) {
    return new MeanCheck(
        new Declaration(
            name, statistic, Requirement.within(1 - margin, 1 + margin), 2 * margin / 3),
        spread);
  }

  @Override
  public String name() {
    return "moment-recursions";
  }

  @Override
  public String place() {
    return "section 3 (recursions derived for this project)";
  }

  @Override
  public String statement() {
    return "E|u|^2 and E v^2 on the valley follow closed recursions, |u|^2 within 3 % and v^2 within"
        + " 30 %. They assume E v^4 = 3 (E v^2)^2 and constant |u|^2, so equality is not claimed;"
        + " PGD's are tested while eta |u|^2 is below 1.2, beyond which v is no longer near normal.";
  }

  @Override
  public List<Check> checks() {
    return paths.stream().flatMap(path -> path.checks().stream()).toList();
  }

  @Override
  public void test(Trial trial) {
    for (Path path : paths) {
      if (trial.wantsAnyOf(path.checks())) {
        test(trial, path);
      }
    }
  }

  private static void test(Trial trial, Path path) {
    ValleyCase of = path.of;
    WideningValley valley = new WideningValley(of.d());
    Recipe recipe =
        Recipe.constant(of.rule(), of.eta(), of.sigma(), trial.noise(path.label, of.law()));
    Ensemble ensemble =
        new Ensemble(
            trial.kernel(),
            Workers.common(),
            valley,
            recipe,
            valley.minimum(ValleyCase.D),
            trial.largestSample(path.checks()));
    double[] w = new double[of.d() + 1];
    double[] z = new double[of.d() + 1];
    for (At at : path.times) {
      ensemble.run(at.step - ensemble.steps());
      Moments norm2 = new Moments();
      Moments v2 = new Moments();
      for (int c = 0; c < ensemble.chains(); c++) {
        ensemble.weights(c, w);
        ensemble.clean(c, z);
        double r = 0;
        for (int j = 0; j < of.d(); j++) {
          r += w[j] * w[j];
        }
        double v = of.rule() == Rule.PGD ? w[of.d()] : z[of.d()];
        norm2.add(r / at.norm2);
        v2.add(v * v / at.v2);
      }
      trial.report(at.norm2Check.judge(norm2));
      trial.report(at.v2Check.judge(v2));
    }
  }
}
