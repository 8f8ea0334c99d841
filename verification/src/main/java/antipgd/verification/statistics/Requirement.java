// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import java.util.Locale;

/**
 * What a check requires of the true value {@code theta} behind its statistic, in one of two ways.
 *
 * <ul>
 *   <li><b>Equal</b>, for exact oracles: innocent until proven guilty. The interval, which misses
 *       {@code theta} with the false-alarm rate, must contain the oracle's value.
 *   <li><b>Within</b>, for inequalities and equivalence within a margin: the burden of proof is on
 *       the claim. Each end of the interval errs with the miss rate, and the whole interval must
 *       lie within the bounds: so a {@code theta} out of bounds passes no more often than that.
 * </ul>
 *
 * @param lower smallest value allowed
 * @param upper largest value allowed
 * @param proven true if the interval must lie within the bounds
 */
public record Requirement(double lower, double upper, boolean proven) {

  /**
   * The value of an exact oracle.
   *
   * @param value the value
   * @return the requirement
   */
  public static Requirement equal(double value) {
    return new Requirement(value, value, false);
  }

  /**
   * An inequality on both sides, proven.
   *
   * @param lower smallest value allowed
   * @param upper largest value allowed
   * @return the requirement
   */
  public static Requirement within(double lower, double upper) {
    return new Requirement(lower, upper, true);
  }

  /**
   * An inequality, proven.
   *
   * @param lower smallest value allowed
   * @return the requirement
   */
  public static Requirement atLeast(double lower) {
    return within(lower, Double.POSITIVE_INFINITY);
  }

  /**
   * An inequality, proven.
   *
   * @param upper largest value allowed
   * @return the requirement
   */
  public static Requirement atMost(double upper) {
    return within(Double.NEGATIVE_INFINITY, upper);
  }

  /** Probability that the interval misses the true value, both sides together. */
  double level(ErrorRates rates) {
    return proven ? 2 * rates.miss() : rates.falseAlarm();
  }

  /** The same where each of a family has to meet the requirement. */
  double level(ErrorRates rates, int family) {
    return proven ? level(rates) : level(rates) / family;
  }

  /** False also where the interval is not a number. */
  boolean isMetBy(ConfidenceInterval interval) {
    return proven
        ? lower <= interval.lower() && interval.upper() <= upper
        : interval.lower() <= lower && upper <= interval.upper();
  }

  /** What is required of theta, as text. */
  @Override
  public String toString() {
    if (!proven) {
      return "= " + number(lower);
    }
    if (upper == Double.POSITIVE_INFINITY) {
      return ">= " + number(lower);
    }
    return lower == Double.NEGATIVE_INFINITY
        ? "<= " + number(upper)
        : "in [" + number(lower) + ", " + number(upper) + "]";
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, "%.6g", x);
  }
}
