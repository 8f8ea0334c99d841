// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/**
 * What is fixed about a check before any data is seen.
 *
 * <p>The <b>effect</b> is a distance. Under {@link Requirement#equal} it is the smallest departure
 * from the oracle's value that is missed no more often than the miss rate. Under {@link
 * Requirement#within} it is how far within the bounds the truth must lie for an alarm to be as rare
 * as the false-alarm rate; a truth out of bounds, however close, passes no more often than the miss
 * rate.
 *
 * @param name name of the check, one of a kind in its claim
 * @param statistic what is measured
 * @param requirement what is required of it
 * @param effect the smallest effect, above 0
 * @param rates how often the check may err
 */
public record Declaration(
    String name, String statistic, Requirement requirement, double effect, ErrorRates rates) {

  /**
   * Checks the effect.
   *
   * @throws IllegalArgumentException if the effect is not above 0
   */
  public Declaration {
    if (!(effect > 0)) {
      throw new IllegalArgumentException(name + ": effect = " + effect + ": must be above 0");
    }
  }

  /**
   * A declaration with {@link ErrorRates#STANDARD}.
   *
   * @param name name of the check
   * @param statistic what is measured
   * @param requirement what is required of it
   * @param effect the smallest effect
   */
  public Declaration(String name, String statistic, Requirement requirement, double effect) {
    this(name, statistic, requirement, effect, ErrorRates.STANDARD);
  }
}
