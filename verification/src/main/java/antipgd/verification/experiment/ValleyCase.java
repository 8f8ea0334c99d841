// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.descent.Exits;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.statistics.Moments;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A setting of Theorem 3.1: chains from {@code (u_0, 0)} with {@code |u_0|^2 = D} and {@code eta =
 * alpha / (2 D)}. Scaling w by c and eta by 1/c^2 changes nothing but units, so results depend on
 * alpha, d and sigma^2/D alone and all cases take the same D.
 *
 * @param rule update rule
 * @param law law of the noise; the theorem has Rademacher noise
 * @param alpha width of D_alpha
 * @param d dimension of u
 * @param sigma2 sigma^2 / D
 * @param steps steps of each chain
 */
public record ValleyCase(Rule rule, Law law, double alpha, int d, double sigma2, long steps) {

  /** The theorem's D, "much larger than 1". */
  public static final double D = 1024;

  /**
   * Step size.
   *
   * @return {@code alpha / (2 D)}
   */
  public double eta() {
    return alpha / (2 * D);
  }

  /**
   * Noise scale.
   *
   * @return sigma
   */
  public double sigma() {
    return Math.sqrt(sigma2 * D);
  }

  /**
   * Tells whether the theorem speaks of this case, by its part on the rule.
   *
   * @return true if all its conditions hold
   */
  public boolean inTheorem() {
    return law == Law.RADEMACHER
        && sigma2 <= mostSigma2(rule, alpha, d)
        && switch (rule) {
          case GD -> false;
          case PGD -> d >= 2 / (alpha * alpha);
          case ANTI_PGD -> true;
        };
  }

  /**
   * The theorem's bound on {@code sigma^2 / D}, which differs between its two parts: {@code
   * min(alpha^3 / 2, 1 / (8 alpha))}, for Anti-PGD also at most {@code alpha / (2 d)}.
   *
   * @param rule PGD or Anti-PGD
   * @param alpha width of D_alpha
   * @param d dimension of u
   * @return the largest {@code sigma^2 / D} that the theorem speaks of
   */
  public static double mostSigma2(Rule rule, double alpha, int d) {
    double most = Math.min(alpha * alpha * alpha / 2, 1 / (8 * alpha));
    return rule == Rule.ANTI_PGD ? Math.min(most, alpha / (2 * d)) : most;
  }

  /**
   * The walls of D_alpha are read on w for PGD and on z for Anti-PGD, whose noise jumps across
   * them.
   *
   * @return which iterate is read
   */
  public Exits.Iterate exitIterate() {
    return rule == Rule.PGD ? Exits.Iterate.WEIGHTS : Exits.Iterate.CLEAN;
  }

  /**
   * Runs the chains.
   *
   * @param kernel does the steps
   * @param workers the threads that share the chains
   * @param noise noise of this case's law
   * @param chains number of chains
   * @return what they did
   */
  public Result run(StepKernel kernel, Workers workers, NoiseStream noise, int chains) {
    WideningValley valley = new WideningValley(d);
    Recipe recipe = Recipe.constant(rule, eta(), sigma(), noise);
    Ensemble ensemble = new Ensemble(kernel, workers, valley, recipe, valley.minimum(D), chains);
    Exits exits = new Exits(valley, chains, alpha * D, D / alpha, exitIterate());
    ensemble.run(steps, exits);
    return new Result(this, ensemble, ExitSummary.of(exits, chains, D));
  }

  /**
   * What the chains did, in units of D.
   *
   * @param of the case
   * @param ensemble the chains
   * @param exits those that left D_alpha
   */
  public record Result(ValleyCase of, Ensemble ensemble, ExitSummary exits) {

    private Stream<ValleyReading> readings() {
      return IntStream.range(0, ensemble.chains())
          .mapToObj(chain -> ValleyReading.weights(ensemble, chain, of.d));
    }

    private static Moments moments(DoubleStream values) {
      Moments moments = new Moments();
      values.forEachOrdered(moments::add);
      return moments;
    }

    /**
     * {@code min(Tr Hess L / D, cap)} at w; a chain that is not finite counts as at the cap.
     *
     * @param cap the cap, in units of D
     * @return one value a chain
     */
    public Moments trace(double cap) {
      return moments(readings().mapToDouble(at -> at.capped(at.trace() / D, cap)));
    }

    /**
     * {@code min(|u|^2 / D, cap)} at w; a chain that is not finite counts as at the cap.
     *
     * @param cap the cap, in units of D
     * @return one value a chain
     */
    public Moments capped(double cap) {
      return moments(readings().mapToDouble(at -> at.capped(at.norm2() / D, cap)));
    }

    /**
     * Counts chains with a weight that is not finite.
     *
     * @return the number
     */
    public int notFinite() {
      return (int) readings().filter(at -> !at.isFinite()).count();
    }

    /**
     * {@code |u|^2 / D} at w.
     *
     * @return a value for each chain; not a number where any weight is not finite
     */
    public double[] norms2() {
      return readings().mapToDouble(at -> at.isFinite() ? at.norm2() / D : Double.NaN).toArray();
    }
  }
}
