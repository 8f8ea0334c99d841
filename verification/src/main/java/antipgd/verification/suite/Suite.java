// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.suite;

import antipgd.noise.Generator;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.claims.AntiPgdAtTheEdge;
import antipgd.verification.claims.AntiPgdGoesToTheWideEnd;
import antipgd.verification.claims.Anticorrelation;
import antipgd.verification.claims.ArrivesAtTheFlattest;
import antipgd.verification.claims.ConditionalCovariance;
import antipgd.verification.claims.ConditionalMean;
import antipgd.verification.claims.EqualBudgets;
import antipgd.verification.claims.EveryKernel;
import antipgd.verification.claims.FollowsTheRegularizedLoss;
import antipgd.verification.claims.GaussianInstead;
import antipgd.verification.claims.GdStays;
import antipgd.verification.claims.Generalization;
import antipgd.verification.claims.GradientBound;
import antipgd.verification.claims.LayerWise;
import antipgd.verification.claims.LayersInTraining;
import antipgd.verification.claims.MomentRecursions;
import antipgd.verification.claims.NoiseIndependence;
import antipgd.verification.claims.NoiseLaw;
import antipgd.verification.claims.NoiseShortStreams;
import antipgd.verification.claims.NoiseTriples;
import antipgd.verification.claims.PartialSteps;
import antipgd.verification.claims.PgdAtTheEdge;
import antipgd.verification.claims.PgdBlowsUp;
import antipgd.verification.claims.PgdLeavesUpwards;
import antipgd.verification.claims.QuarticExactness;
import antipgd.verification.claims.Remainder;
import antipgd.verification.claims.RestBetweenPgdAndAntiPgd;
import antipgd.verification.claims.RoundingDrift;
import antipgd.verification.claims.SimpleModels;
import antipgd.verification.claims.Telescoping;
import antipgd.verification.claims.TraceCorollary;
import antipgd.verification.claims.TuningDoesNotHelpPgd;
import antipgd.verification.claims.UpdateRules;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.statistics.Verdict;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Kernels;
import antipgd.verification.trial.Trial;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All claims, in the order in which they are tried. A new claim is a new line here. */
public final class Suite {

  /** The seed where none is given. */
  public static final long DEFAULT_SEED = 20220713;

  private Suite() {}

  /**
   * The claims.
   *
   * @return every claim, each with another name
   */
  public static List<Claim> claims() {
    return List.of(
        new UpdateRules(),
        new NoiseLaw(Generator.THREEFRY_20),
        new NoiseIndependence(Generator.THREEFRY_20),
        new NoiseLaw(Generator.SHORT_STREAMS),
        new NoiseIndependence(Generator.SHORT_STREAMS),
        new NoiseShortStreams(),
        new NoiseTriples(),
        new EveryKernel(),
        new Telescoping(),
        new Anticorrelation(),
        new ConditionalMean(),
        new QuarticExactness(),
        new Remainder(),
        new ConditionalCovariance(),
        new MomentRecursions(),
        new PgdLeavesUpwards(),
        new AntiPgdGoesToTheWideEnd(),
        new PgdAtTheEdge(),
        new PgdBlowsUp(),
        new AntiPgdAtTheEdge(),
        new TraceCorollary(),
        new GaussianInstead(),
        new PartialSteps(),
        new GradientBound(),
        new FollowsTheRegularizedLoss(),
        new GdStays(),
        new RoundingDrift(),
        new TuningDoesNotHelpPgd(),
        new RestBetweenPgdAndAntiPgd(),
        Generalization.regression(),
        Generalization.smallInitialization(),
        Generalization.sensing(),
        Generalization.miniBatches(),
        new EqualBudgets(),
        new ArrivesAtTheFlattest(),
        new LayerWise(),
        new LayersInTraining(),
        new SimpleModels(),
        Generalization.digits());
  }

  /**
   * Puts claims on trial one after the other, and prints progress and each verdict; after a
   * failure, how to repeat it.
   *
   * @param claims the claims
   * @param kernel the chosen kernel, which does all steps and makes all noise; {@link EveryKernel}
   *     tries the library's plain ones beside it
   * @param seed seed of all noise
   * @param scale factor on sample sizes, above 0; see {@link Check#samples(double)}
   * @param out receives the lines
   * @return what was found
   */
  public static Report run(
      List<Claim> claims, StepKernel kernel, long seed, double scale, PrintStream out) {
    long start = System.nanoTime();
    List<ClaimResult> results = new ArrayList<>();
    for (Claim claim : claims) {
      out.printf(
          "[%d/%d, %.1f s] %s (%s)%n",
          results.size() + 1,
          claims.size(),
          (System.nanoTime() - start) * 1e-9,
          claim.name(),
          claim.place());
      ClaimResult result = test(claim, kernel, seed, scale);
      result.verdicts().forEach(verdict -> out.println("  " + verdict));
      result.skipped().ifPresent(reason -> out.println("  SKIPPED, not passed: " + reason));
      if (result.failed()) {
        out.printf(
            "  repeat with: run %s --seed %d --scale %s (kernel %s, java %s)%n",
            claim.name(), seed, scale, kernel.name(), Runtime.version());
      }
      results.add(result);
    }
    return new Report(kernel.name(), seed, scale, results);
  }

  /**
   * Puts one claim on trial.
   *
   * @param claim the claim
   * @param kernel the chosen kernel; the library's plain ones stand beside it
   * @param seed seed of all noise
   * @param scale factor on sample sizes, above 0
   * @return a verdict for each of its checks; none if there is an obstacle
   * @throws IllegalStateException as below
   */
  public static ClaimResult test(Claim claim, StepKernel kernel, long seed, double scale) {
    Kernels kernels = new Kernels(StepKernels.scalar(), StepKernels.blocked(), kernel);
    return test(claim, kernels, seed, scale);
  }

  /**
   * Puts one claim on trial.
   *
   * @param claim the claim
   * @param kernels the kernels that do all steps and make all noise
   * @param seed seed of all noise
   * @param scale factor on sample sizes, above 0
   * @return a verdict for each of its checks; none if there is an obstacle
   * @throws IllegalStateException as below
   */
  public static ClaimResult test(Claim claim, Kernels kernels, long seed, double scale) {
    return test(claim, new Trial(claim.name(), kernels, seed, scale));
  }

  /**
   * Puts one claim on trial.
   *
   * @param claim the claim
   * @param trial what it is tried with, without verdicts
   * @return a verdict for each of its checks that is wanted, and maybe for others; none if there is
   *     an obstacle
   * @throws IllegalStateException if the claim leaves out a check that it declares and the trial
   *     wants, judges one twice or judges one that it does not declare
   */
  public static ClaimResult test(Claim claim, Trial trial) {
    long start = System.nanoTime();
    Optional<String> obstacle = claim.obstacle();
    if (obstacle.isPresent()) {
      return new ClaimResult(claim, 0, List.of(), obstacle);
    }
    claim.test(trial);
    List<String> declared = new ArrayList<>(claim.checks().stream().map(Check::name).toList());
    for (Verdict verdict : trial.verdicts()) {
      if (!declared.remove(verdict.check().name())) {
        throw new IllegalStateException(
            claim.name() + ": " + verdict.check().name() + " is not declared, or judged twice");
      }
    }
    claim.checks().stream()
        .filter(check -> !trial.wants(check))
        .forEach(check -> declared.remove(check.name()));
    if (!declared.isEmpty()) {
      throw new IllegalStateException(claim.name() + ": not judged: " + declared);
    }
    return new ClaimResult(
        claim, (System.nanoTime() - start) * 1e-9, trial.verdicts(), Optional.empty());
  }

  /**
   * How many checks have no chance in them: identities, which hold up to rounding or do not.
   *
   * @param claims the claims
   * @return the number of their exact checks; all others are statistical
   */
  public static long exactChecks(List<Claim> claims) {
    return claims.stream()
        .flatMap(claim -> claim.checks().stream())
        .filter(ExactCheck.class::isInstance)
        .count();
  }

  /**
   * How often honest claims raise an alarm at most, all together.
   *
   * @param claims the claims
   * @return the sum of the false-alarm rates of their checks
   */
  public static double falseAlarmBudget(List<Claim> claims) {
    return claims.stream()
        .flatMap(claim -> claim.checks().stream())
        .mapToDouble(check -> check.declaration().rates().falseAlarm())
        .sum();
  }
}
