// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.Descent;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;

/**
 * The sum of Anti-PGD's perturbations telescopes.
 *
 * <p>Bound: at weights below 2 each of the two fused operations of a step errs by at most {@code
 * 2^-24}, the difference of two noises by {@code 2^-24} times its size (below 8) times sigma (below
 * 0.2): below {@code 2^-22} together and step.
 */
public final class Telescoping implements Claim {

  private static final int D = 100;
  private static final int STEPS = 1000;
  private static final double ROUNDING = STEPS * 0x1p-22;
  private static final double ETA = 0.01;
  private static final double SIGMA = 0.1;

  private final ExactCheck constant =
      new ExactCheck(
          "constant-sigma",
          "max_i |w_N - w_0 + eta sum grad L(w_n) - sigma xi_N|, Gaussian",
          ROUNDING,
          D + 1);
  private final ExactCheck schedule =
      new ExactCheck(
          "decaying-sigma",
          "max_i |w_N - w_0 + eta sum grad L(w_n) - sigma_N xi_N|, Gaussian",
          ROUNDING,
          D + 1);
  private final ExactCheck norm =
      new ExactCheck(
          "rademacher-norm",
          "||w_N - w_0 + eta sum grad L(w_n)| / (sigma sqrt(dim)) - 1|",
          ROUNDING / SIGMA,
          1);
  private final ExactCheck off =
      new ExactCheck(
          "noise-off",
          "max_i |w_N - w_0 + eta sum grad L(w_n)| after a step without noise",
          ROUNDING,
          D + 1);

  /** Creates the claim. */
  public Telescoping() {}

  @Override
  public String name() {
    return "telescoping";
  }

  @Override
  public String place() {
    return "section 2, eqs. 2 and 3";
  }

  @Override
  public String statement() {
    return "What Anti-PGD's perturbations have added after N steps is the last one alone: w_N - w_0"
        + " + eta sum grad L(w_n) = sigma_N xi_N, to float32 rounding, also while sigma decays;"
        + " with Rademacher noise its length is sigma sqrt(dim); one step without noise leaves none"
        + " of it.";
  }

  @Override
  public List<Check> checks() {
    return List.of(constant, schedule, norm, off);
  }

  @Override
  public void test(Trial trial) {
    Schedule sigma = Schedule.constant(SIGMA);
    Schedule decaying = n -> (float) (SIGMA / Math.sqrt(1 + 0.01 * n));
    Walk gaussian = walk(trial, Law.GAUSSIAN, sigma);
    trial.report(constant.judge(gaussian.largestError(), D + 1));
    trial.report(schedule.judge(walk(trial, Law.GAUSSIAN, decaying).largestError(), D + 1));
    Walk rademacher = walk(trial, Law.RADEMACHER, sigma);
    double length = rademacher.length() / (gaussian.descent.sigma(0) * Math.sqrt(D + 1));
    trial.report(norm.judge(Math.abs(length - 1), 1));
    Walk quiet = walk(trial, Law.GAUSSIAN, sigma.until(STEPS - 1));
    trial.report(off.judge(quiet.largestPerturbation(), D + 1));
  }

  private static Walk walk(Trial trial, Law law, Schedule sigma) {
    WideningValley valley = new WideningValley(D);
    float[] start = valley.minimum(D);
    start[D] = 0.5f;
    Schedule eta = Schedule.constant(ETA);
    Recipe recipe = new Recipe(Rule.ANTI_PGD, eta, sigma, trial.noise("walk", law));
    Descent descent = Descent.of(trial.kernel(), valley, recipe, start);
    double[] perturbation = new double[D + 1];
    for (int n = 0; n < STEPS; n++) {
      descent.step();
      for (int i = 0; i <= D; i++) {
        perturbation[i] += (double) eta.at(n) * descent.g()[i];
      }
    }
    for (int i = 0; i <= D; i++) {
      perturbation[i] += (double) descent.w()[i] - start[i];
    }
    return new Walk(descent, perturbation);
  }

  /** A finished walk and what its perturbations have added, {@code w_N - w_0 + eta sum grad L}. */
  private record Walk(Descent descent, double[] perturbation) {

    double largestError() {
      double largest = 0;
      for (int i = 0; i < perturbation.length; i++) {
        double last = (double) descent.sigma(i) * descent.xi()[i];
        largest = Math.max(largest, Math.abs(perturbation[i] - last));
      }
      return largest;
    }

    double largestPerturbation() {
      double largest = 0;
      for (double p : perturbation) {
        largest = Math.max(largest, Math.abs(p));
      }
      return largest;
    }

    double length() {
      double squares = 0;
      for (double p : perturbation) {
        squares += p * p;
      }
      return Math.sqrt(squares);
    }
  }
}
