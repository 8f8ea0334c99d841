// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import static antipgd.noise.Generator.SHORT_STREAMS;
import static antipgd.noise.Generator.THREEFRY_20;
import static antipgd.noise.Law.GAUSSIAN;
import static antipgd.noise.Law.RADEMACHER;
import static antipgd.verification.claims.Way.Driver.ONE_THREAD;
import static antipgd.verification.claims.Way.Driver.OPTIMIZER;
import static antipgd.verification.claims.Way.Driver.SPLIT;
import static antipgd.verification.claims.Way.Held.REGENERATED;
import static antipgd.verification.claims.Way.Held.STORED;
import static antipgd.verification.claims.Way.Held.SUPPLIED;
import static antipgd.verification.claims.Way.Implementation.BLOCKED;
import static antipgd.verification.claims.Way.Implementation.CHOSEN;
import static antipgd.verification.claims.Way.Implementation.SCALAR;
import static antipgd.verification.claims.Way.Range.LONG;
import static antipgd.verification.claims.Way.Range.SHORT;
import static antipgd.verification.claims.Way.Scale.CHANGING;
import static antipgd.verification.claims.Way.Scale.CONSTANT;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.statistics.BoundedMeanCheck;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.ProportionCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The law of a step and Theorem 3.1, in all ways in which users step.
 *
 * <p>The ways are a covering array: any two levels of any two factors stand together in one of
 * them. Beyond pairs they take every loop that is fused with its noise: stored Gaussian noise near
 * and far, regenerated Rademacher noise, at one scale and at two where there is such a loop.
 *
 * <p>A check of the step is judged way by way, and the worst counts. Its values have a skewness of
 * up to 6, which at these sizes makes the false-alarm rate up to twice as large as declared. A
 * check of the theorem is judged on the chains of all ways together: the binomial law has larger
 * tails than a sum of as many events of different probabilities (Hoeffding 1956), so the interval
 * holds for the mean of these. The bounds on sides are so close that one way where one chain in
 * sixteen goes wrong is seen. PGD's capped mean is far above its bound, and sees a sigma of 40 % of
 * what it should be or less.
 */
public final class EveryKernel implements Claim {

  /** The covering array. */
  static final List<Way> WAYS =
      List.of(
          new Way(SCALAR, SUPPLIED, RADEMACHER, THREEFRY_20, ONE_THREAD, CHANGING, LONG),
          new Way(SCALAR, STORED, GAUSSIAN, THREEFRY_20, SPLIT, CHANGING, SHORT),
          new Way(SCALAR, REGENERATED, GAUSSIAN, SHORT_STREAMS, OPTIMIZER, CONSTANT, SHORT),
          new Way(BLOCKED, SUPPLIED, GAUSSIAN, SHORT_STREAMS, SPLIT, CHANGING, LONG),
          new Way(BLOCKED, STORED, RADEMACHER, THREEFRY_20, OPTIMIZER, CHANGING, LONG),
          new Way(BLOCKED, REGENERATED, RADEMACHER, SHORT_STREAMS, ONE_THREAD, CONSTANT, SHORT),
          new Way(CHOSEN, SUPPLIED, RADEMACHER, THREEFRY_20, ONE_THREAD, CONSTANT, SHORT),
          new Way(CHOSEN, STORED, GAUSSIAN, THREEFRY_20, OPTIMIZER, CHANGING, SHORT),
          new Way(CHOSEN, STORED, GAUSSIAN, SHORT_STREAMS, ONE_THREAD, CONSTANT, LONG),
          new Way(CHOSEN, STORED, GAUSSIAN, SHORT_STREAMS, SPLIT, CONSTANT, SHORT),
          new Way(CHOSEN, REGENERATED, RADEMACHER, THREEFRY_20, SPLIT, CONSTANT, LONG),
          new Way(CHOSEN, REGENERATED, RADEMACHER, SHORT_STREAMS, OPTIMIZER, CHANGING, SHORT));

  private static final ValleyPoint POINT = new ValleyPoint(8, 0.5, 1);
  private static final double ETA = 0.5;
  private static final float SIGMA = 0.2f;
  private static final float OTHER_SIGMA = 0.16f;

  private static final ValleyCase PGD =
      new ValleyCase(Rule.PGD, Law.RADEMACHER, 1. / 4, 32, 1. / 128, 60);
  private static final ValleyCase ANTI_PGD =
      new ValleyCase(Rule.ANTI_PGD, Law.RADEMACHER, 0.8, 2, 1 / 6.4, 30);
  private static final double CAP = 16;

  private final ExactCheck formula =
      new ExactCheck(
          "formula",
          "largest relative error of z' = z - eta g",
          StepsFromAPoint.ROUNDING,
          WAYS.size());

  private final MeanCheck mean =
      step("mean", "<(z - mean z') / eta - grad L(z), T> / |T|^2 / (sigma^2 / 2)", 0.08, 3);
  private final List<MeanCheck> covariance =
      List.of(
          step("covariance-along-u", "mean (D_u . u)^2 / |u|^2, over its closed form", 0.05, 2),
          step("covariance-across-u", "mean (D_1 - D_2)^2 / 2, over its closed form", 0.05, 2),
          step("covariance-v", "mean D_v^2, over its closed form", 0.05, 2),
          step("covariance-v-with-u", "mean D_v (D_u . u) / |u|^2, over its closed form", 0.05, 2));
  private final MeanCheck ownNoise =
      step(
          "own-noise",
          "mean square of sums of noise far apart, over their size",
          0.07,
          Math.sqrt(2));

  private final ProportionCheck upwards =
      side("pgd-side", "|u_w|^2 leaves D_alpha upwards", 0.00199);
  private final BoundedMeanCheck capped =
      new BoundedMeanCheck(
          new Declaration(
              "pgd-capped-mean",
              "mean of min(|u_w|^2, 16 D) / D",
              Requirement.atLeast(1 / PGD.alpha()),
              4),
          0,
          CAP);
  private final ProportionCheck downwards =
      side("anti-pgd-side", "|u_z|^2 leaves D_alpha downwards", 0.0015);
  private final BoundedMeanCheck bound =
      new BoundedMeanCheck(
          new Declaration(
              "anti-pgd-bound",
              "mean of min(|u_w|^2, 16 D) / D",
              Requirement.atMost(ANTI_PGD.alpha()),
              0.4),
          0,
          CAP);

  /** Creates the claim. */
  public EveryKernel() {}

  private static MeanCheck step(String name, String statistic, double effect, double spread) {
    return new MeanCheck(
        new Declaration(name, statistic, Requirement.equal(1), effect), spread, WAYS.size());
  }

  private static ProportionCheck side(String name, String event, double effect) {
    return new ProportionCheck(
        new Declaration(
            name, "fraction of chains whose " + event, Requirement.atLeast(0.998), effect));
  }

  @Override
  public String name() {
    return "every-kernel";
  }

  @Override
  public String place() {
    return "sections 2 and 3";
  }

  @Override
  public String statement() {
    return "What the paper says of a step and of the valley holds in every way in which users step:"
        + " scalar, blocked and the chosen kernel, noise supplied, stored and regenerated, both laws,"
        + " both generators, on one thread, split over threads and through the optimizer, constant"
        + " and changing sigma, short and long ranges, in "
        + WAYS.size()
        + " ways that have any two of these levels together. Tried are the step's mean and"
        + " covariance, and both parts of Theorem 3.1, with Gaussian noise beyond its hypotheses.";
  }

  @Override
  public List<Check> checks() {
    List<Check> checks = ofSteps();
    checks.addAll(List.of(upwards, capped, downwards, bound));
    return checks;
  }

  private List<Check> ofSteps() {
    List<Check> checks = new ArrayList<>(List.of(formula, mean));
    checks.addAll(covariance);
    checks.add(ownNoise);
    return checks;
  }

  @Override
  public void test(Trial trial) {
    if (trial.wantsAnyOf(ofSteps())) {
      testSteps(trial);
    }
    if (trial.wantsAnyOf(List.of(upwards, capped))) {
      ValleyExits pgd = new ValleyExits(PGD, CAP);
      run(trial, pgd, "pgd-", trial.largestSample(List.of(upwards, capped)));
      trial.report(upwards.judge(pgd.up(), pgd.chains()));
      trial.report(capped.judge(pgd.capped()));
    }
    if (trial.wantsAnyOf(List.of(downwards, bound))) {
      ValleyExits antiPgd = new ValleyExits(ANTI_PGD, CAP);
      run(trial, antiPgd, "anti-pgd-", trial.largestSample(List.of(downwards, bound)));
      trial.report(downwards.judge(antiPgd.down(), antiPgd.chains()));
      trial.report(bound.judge(antiPgd.capped()));
    }
  }

  private void testSteps(Trial trial) {
    List<StepsFromAPoint> steps = new ArrayList<>();
    for (int i = 0; i < WAYS.size(); i++) {
      steps.add(steps(trial, WAYS.get(i), "step-" + i));
    }
    double error = steps.stream().mapToDouble(StepsFromAPoint::error).reduce(0, Math::max);
    trial.report(formula.judge(error, WAYS.size()));
    trial.report(mean.judge(of(steps, StepsFromAPoint::mean)));
    for (int k = 0; k < covariance.size(); k++) {
      int entry = k;
      trial.report(covariance.get(k).judge(of(steps, s -> s.covariance(entry))));
    }
    trial.report(ownNoise.judge(of(steps, StepsFromAPoint::sums)));
  }

  /** All ways, so often that there are enough chains. */
  private static void run(Trial trial, ValleyExits exits, String label, int chains) {
    for (int run = 0; exits.chains() < chains; run++) {
      for (Way way : WAYS) {
        exits.run(trial, way, label + WAYS.indexOf(way) + "-" + run);
      }
    }
  }

  private static Moments[] of(
      List<StepsFromAPoint> steps, Function<StepsFromAPoint, Moments> moments) {
    return steps.stream().map(moments).toArray(Moments[]::new);
  }

  private StepsFromAPoint steps(Trial trial, Way way, String label) {
    List<MeanCheck> checks = new ArrayList<>(covariance);
    checks.add(mean);
    Schedule sigma = n -> way.scale() == CONSTANT || n % 2 == 0 ? SIGMA : OTHER_SIGMA;
    Recipe recipe =
        new Recipe(Rule.ANTI_PGD, Schedule.constant(ETA), sigma, trial.noise(label, way.law()));
    Chains chains = way.chains(trial, label, POINT.valley(), POINT.start(), recipe);
    StepsFromAPoint steps = new StepsFromAPoint(POINT, chains, recipe);
    int n = trial.largestSample(checks);
    while (steps.mean().count() < n || steps.sums().count() < trial.samples(ownNoise)) {
      steps.step();
    }
    return steps;
  }
}
