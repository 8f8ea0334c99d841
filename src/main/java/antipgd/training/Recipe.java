package antipgd.training;

import antipgd.noise.NoiseStream;
import java.util.Objects;

/**
 * What a descent does at each step: a rule, its step sizes, its noise scales and its noise.
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
}
