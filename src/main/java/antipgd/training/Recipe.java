// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import java.util.Objects;

/**
 * What an optimizer does at each step: a rule, its step sizes, its noise scales and its noise.
 *
 * @param rule the update rule
 * @param eta step size of each step
 * @param sigma scale of the noise that each step adds; not read under {@link Rule#GD}
 * @param noise where the noise comes from; not read under {@link Rule#GD}
 */
public record Recipe(Rule rule, Schedule eta, Schedule sigma, NoiseStream noise) {

  /**
   * Checks that nothing is missing.
   *
   * @throws NullPointerException if an argument is null; the message names it
   */
  public Recipe {
    Objects.requireNonNull(rule, "rule = null: a rule is required");
    Objects.requireNonNull(eta, "eta = null: a schedule is required");
    Objects.requireNonNull(sigma, "sigma = null: a schedule is required");
    Objects.requireNonNull(noise, "noise = null: a stream is required");
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
   * The scale of the noise that a step adds.
   *
   * @param step the step, counted from 0
   * @return sigma of that step; 0 under {@link Rule#GD}
   */
  public float added(long step) {
    return rule == Rule.GD ? 0f : sigma.at(step);
  }

  /**
   * The scale of the noise that the weights hold, so that the clean iterate is {@code z = w - sigma
   * xi} under every rule.
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
   * @return the scale that it was added with. The first step finds no noise and may use any: it is
   *     the step's own, for which kernels have a shorter way.
   */
  public float takenBack(long step) {
    return step == 0 ? added(0) : held(step);
  }
}
