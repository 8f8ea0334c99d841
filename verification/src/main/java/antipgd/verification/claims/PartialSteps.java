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
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * What single steps do that take a part lambda of the last noise back, {@code w' = w - eta g +
 * sigma (xi' - lambda xi)}.
 *
 * <p><b>Mean.</b> With {@code z = w - sigma xi} this is {@code z' = z - eta grad L(z + sigma xi) +
 * (1 - lambda) sigma xi}, whose last term has mean 0; so the coefficient c of {@link
 * ConditionalMean} is {@code sigma^2 / 2} for every lambda. The spread of one value is that of the
 * gradient there and {@code (1 - lambda) sigma / (eta |T|)} of what stays; both come from the same
 * xi, and a pilot gave what they are together.
 *
 * <p><b>Sum.</b> After N steps the perturbations have added {@code sigma xi_N + (1 - lambda) sigma
 * (xi_1 + ... + xi_{N-1})}, of variance {@code sigma^2 (1 + (N - 1) (1 - lambda)^2)}. The bound of
 * the exact checks is that of {@link Telescoping}, with one more rounding of the same size in a
 * step.
 */
public final class PartialSteps implements Claim {

  private static final ValleyPoint POINT = new ValleyPoint(8, 0.5, 0.1);
  private static final double ETA = 0.5;
  private static final double SIGMA = 0.5;
  private static final double HALF = SIGMA * SIGMA / 2;

  private static final double LAMBDA = 0.9;
  private static final double SUMMED_SIGMA = 0.1;
  private static final double WALKED_ETA = 0.01;
  private static final int D = 63;
  private static final int STEPS = 400;
  private static final double ROUNDING = STEPS * 1.5 * 0x1p-22;

  private record Case(double lambda, MeanCheck mean) {}

  private final List<Case> means = List.of(mean(0, 0.46), mean(0.5, 0.36), mean(0.9, 0.36));
  private final Lags lags = Lags.of(Law.GAUSSIAN, 0.5);
  private final MeanCheck growth =
      new MeanCheck(
          new Declaration(
              "growth",
              "mean S_N^2 / (sigma^2 (1 + (N - 1) (1 - lambda)^2)), lambda = 0.9, N = " + STEPS,
              Requirement.equal(1),
              0.05),
          Math.sqrt(2));
  private final ExactCheck sum =
      new ExactCheck(
          "sum",
          "max_i |S_N - sigma xi_N - (1 - lambda) sigma sum_{n<N} xi_n|, lambda = 0.9",
          ROUNDING,
          D + 1);
  private final ExactCheck off =
      new ExactCheck(
          "noise-off",
          "max_i |S_{N+1} - (1 - lambda) sigma sum_{n<=N} xi_n| after a step without noise",
          ROUNDING,
          D + 1);

  /** Creates the claim. */
  public PartialSteps() {}

  private static Case mean(double lambda, double spread) {
    return new Case(
        lambda,
        new MeanCheck(
            new Declaration(
                "mean-" + lambda,
                "c = <(z - mean z') / eta - grad L(z), T> / |T|^2 at lambda = " + lambda,
                Requirement.equal(HALF),
                0.04 * HALF),
            spread));
  }

  @Override
  public String name() {
    return "a-part-taken-back";
  }

  @Override
  public String place() {
    return "between eqs. 1 and 2 (derived for this project)";
  }

  @Override
  public String statement() {
    return "Of w' = w - eta g + sigma (xi' - lambda xi) the clean iterate z = w - sigma xi moves on"
        + " average by -eta grad (L + (sigma^2/2) Tr Hess L) at every lambda: PGD regularizes as"
        + " much as Anti-PGD does, read at z. What lambda changes is what stays in z: perturbations"
        + " have the correlation -lambda / (1 + lambda^2) with the next one, their sum grows like"
        + " (1 - lambda) sigma sqrt(N), and a step without noise takes lambda of the last one back"
        + " and leaves z.";
  }

  @Override
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    means.forEach(c -> checks.add(c.mean));
    checks.addAll(lags.checks());
    checks.addAll(List.of(growth, sum, off));
    return checks;
  }

  @Override
  public void test(Trial trial) {
    for (Case c : means) {
      if (trial.wants(c.mean)) {
        trial.report(c.mean.judge(coefficient(trial, c)));
      }
    }
    lags.test(trial);
    if (trial.wants(growth)) {
      trial.report(growth.judge(sums(trial)));
    }
    walk(trial);
  }

  private static Moments coefficient(Trial trial, Case of) {
    double[] g = POINT.gradient();
    double[] t = POINT.traceGradient();
    Moments coefficient = new Moments();
    new OneStep(POINT.valley(), POINT.start(), ETA, SIGMA, of.lambda)
        .visit(
            trial,
            "mean-" + of.lambda,
            Rule.ANTI_PGD,
            Law.RADEMACHER,
            trial.samples(of.mean),
            next -> {
              double dot = ((POINT.v - next[POINT.d]) / ETA - g[1]) * t[1];
              for (int j = 0; j < POINT.d; j++) {
                dot += ((POINT.u - next[j]) / ETA - g[0]) * t[0];
              }
              coefficient.add(dot / POINT.traceGradientNorm2());
            });
    return coefficient;
  }

  /** Sums of perturbations alone, each over what its variance is to be. */
  private Moments sums(Trial trial) {
    int elements = trial.samples(growth);
    Descent descent =
        Descent.of(
            trial.kernel(),
            new Flat(elements),
            recipe(trial, "growth", 0, Schedule.constant(SUMMED_SIGMA)),
            new float[elements]);
    for (int n = 0; n < STEPS; n++) {
      descent.step();
    }
    double left = 1 - LAMBDA;
    double variance = SUMMED_SIGMA * SUMMED_SIGMA * (1 + (STEPS - 1) * left * left);
    Moments squares = new Moments();
    for (float sum : descent.w()) {
      squares.add((double) sum * sum / variance);
    }
    return squares;
  }

  /** One chain on the valley, whose perturbations are known one by one. */
  private void walk(Trial trial) {
    WideningValley valley = new WideningValley(D);
    float[] start = valley.minimum(D);
    start[D] = 0.5f;
    Schedule sigma = Schedule.constant(SUMMED_SIGMA).until(STEPS);
    Descent descent =
        Descent.of(trial.kernel(), valley, recipe(trial, "walk", WALKED_ETA, sigma), start);
    double[] left = new double[D + 1];
    double[] added = new double[D + 1];
    for (int i = 0; i <= D; i++) {
      added[i] = -start[i];
    }
    for (int n = 0; n < STEPS; n++) {
      step(descent, left, added);
    }
    double largest = 0;
    for (int i = 0; i <= D; i++) {
      double last = (double) sigma.at(0) * descent.xi()[i];
      largest = Math.max(largest, Math.abs(descent.w()[i] + added[i] - last - left[i]));
    }
    trial.report(sum.judge(largest, D + 1));
    step(descent, left, added);
    largest = 0;
    for (int i = 0; i <= D; i++) {
      largest = Math.max(largest, Math.abs(descent.w()[i] + added[i] - left[i]));
    }
    trial.report(off.judge(largest, D + 1));
  }

  /**
   * Does a step and keeps its books.
   *
   * @param left what was left of the noise so far; what the next noise leaves is added
   * @param added minus the start, plus all gradient steps
   */
  private static void step(Descent descent, double[] left, double[] added) {
    for (int i = 0; i < left.length; i++) {
      left[i] += (1 - LAMBDA) * descent.sigma(i) * descent.xi()[i];
    }
    descent.step();
    for (int i = 0; i < left.length; i++) {
      added[i] += (double) (float) WALKED_ETA * descent.g()[i];
    }
  }

  private static Recipe recipe(Trial trial, String label, double eta, Schedule sigma) {
    return new Recipe(
        Rule.ANTI_PGD, Schedule.constant(eta), sigma, trial.noise(label, Law.GAUSSIAN), LAMBDA);
  }
}
