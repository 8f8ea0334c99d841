// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import java.util.Objects;

/**
 * What an optimizer does at each step: a rule, its step sizes, its noise scales and its noise.
 *
 * <p><b>A part taken back.</b> {@link Rule#ANTI_PGD} may take a part {@code lambda} of the last
 * noise back: {@code w' = w - eta g + sigma (xi' - lambda xi)}. With the clean iterate {@code z = w
 * - sigma xi}, the weights without the noise that the last step added, this is {@code z' = z - eta
 * grad L(z + sigma xi) + (1 - lambda) sigma xi}: the gradient is taken at the same noisy point for
 * every lambda, and what is not taken back stays in z for good. Two steps in a row add noise with a
 * correlation of {@code -lambda / (1 + lambda^2)}, and N steps leave {@code sigma xi_N + (1 -
 * lambda) sigma (xi_1 + ... + xi_{N-1})}.
 *
 * <p><b>The two ends.</b> At 1 this is Anti-PGD. At 0 it is PGD, and {@link #rule} says so: the
 * steps are PGD's, with the bits of PGD. (The kernel's Anti-PGD step with nothing taken back rounds
 * twice more: it has PGD's bits for sure only where the noise does not change.)
 *
 * <p><b>Noise off.</b> A step with {@code sigma = 0} takes {@code lambda sigma xi} back, as every
 * step does, and so leaves the weights at {@code z'}, the clean iterate's own next point. It does
 * not take the rest, {@code (1 - lambda) sigma xi}, because earlier steps have left theirs too: it
 * belongs to the path of z, which would otherwise depend on when the noise is switched off.
 *
 * @param rule the update rule; PGD if it was to be Anti-PGD with {@code lambda = 0}
 * @param eta step size of each step
 * @param sigma scale of the noise that each step adds; not read under {@link Rule#GD}
 * @param noise where the noise comes from; not read under {@link Rule#GD}
 * @param lambda the part of the last noise that a step takes back: in [0, 1] under Anti-PGD, 0
 *     under other rules
 */
public record Recipe(Rule rule, Schedule eta, Schedule sigma, NoiseStream noise, double lambda) {

  /**
   * Checks the arguments.
   *
   * @param rule the update rule
   * @param eta step size of each step
   * @param sigma scale of the noise that each step adds
   * @param noise where the noise comes from
   * @param lambda the part of the last noise that a step takes back
   * @throws NullPointerException if an argument is null; the message names it
   * @throws IllegalArgumentException if {@code lambda} is not allowed; the message says what is
   */
  public Recipe {
    Objects.requireNonNull(rule, "rule = null: a rule is required");
    Objects.requireNonNull(eta, "eta = null: a schedule is required");
    Objects.requireNonNull(sigma, "sigma = null: a schedule is required");
    Objects.requireNonNull(noise, "noise = null: a stream is required");
    if (!(lambda >= 0 && lambda <= whole(rule))) {
      throw new IllegalArgumentException(
          "lambda = "
              + lambda
              + ": must be "
              + (rule == Rule.ANTI_PGD ? "in [0, 1]" : "0 under " + rule));
    }
    if (lambda == 0 && rule == Rule.ANTI_PGD) {
      rule = Rule.PGD;
    }
  }

  /**
   * A recipe that takes all of the last noise back, if its rule takes any.
   *
   * @param rule the update rule
   * @param eta step size of each step
   * @param sigma scale of the noise that each step adds
   * @param noise where the noise comes from
   */
  public Recipe(Rule rule, Schedule eta, Schedule sigma, NoiseStream noise) {
    this(rule, eta, sigma, noise, whole(rule));
  }

  /** What a rule takes back if nothing else is said. */
  static double whole(Rule rule) {
    return rule == Rule.ANTI_PGD ? 1 : 0;
  }

  /**
   * A recipe whose step size and noise scale never change.
   *
   * @param rule the update rule
   * @param eta step size
   * @param sigma noise scale
   * @param noise where the noise comes from
   * @return the recipe
   */
  public static Recipe constant(Rule rule, double eta, double sigma, NoiseStream noise) {
    return new Recipe(rule, Schedule.constant(eta), Schedule.constant(sigma), noise);
  }

  /**
   * This recipe with another part of the last noise taken back.
   *
   * @param part lambda, in [0, 1] under {@link Rule#ANTI_PGD}
   * @return the recipe
   * @throws IllegalArgumentException as above
   */
  public Recipe takingBack(double part) {
    return new Recipe(rule, eta, sigma, noise, part);
  }

  /**
   * This recipe with other noise scales.
   *
   * @param scales sigma of each step
   * @return the recipe
   */
  public Recipe withSigma(Schedule scales) {
    return new Recipe(rule, eta, scales, noise, lambda);
  }

  /**
   * This recipe with other noise.
   *
   * @param stream where the noise comes from
   * @return the recipe
   */
  public Recipe withNoise(NoiseStream stream) {
    return new Recipe(rule, eta, sigma, stream, lambda);
  }

  /**
   * The scale of the noise that a step adds.
   *
   * @param step the step, counted from 0
   * @return sigma of that step; 0 under {@link Rule#GD}
   */
  public float added(long step) {
    return rule == Rule.GD ? 0f : sigma.at(step);
  }

  /**
   * The scale of the last noise that the weights hold, so that the clean iterate is {@code z = w -
   * sigma xi} under every rule and for every lambda. It is the whole of that noise, also where the
   * next step takes only a part of it back.
   *
   * @param steps number of steps done
   * @return what the last of them added; 0 before the first
   */
  public float held(long steps) {
    return steps == 0 ? 0f : added(steps - 1);
  }

  /**
   * The scale with which {@link Rule#ANTI_PGD} takes the last noise back.
   *
   * @param step the step that takes it, counted from 0
   * @return lambda times the scale that it was added with, rounded once. The first step finds no
   *     noise and may use any: it is the step's own, for which kernels have a shorter way.
   */
  public float takenBack(long step) {
    return step == 0 ? added(0) : partOf(held(step));
  }

  /** The part of a scale that is taken back, rounded once. */
  float partOf(float scale) {
    return (float) (lambda * scale);
  }
}
