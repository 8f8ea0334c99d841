// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/**
 * How often a check may err.
 *
 * @param falseAlarm probability of an alarm where there is nothing to report
 * @param miss probability of silence where the effect has the size to be detected
 */
public record ErrorRates(double falseAlarm, double miss) {

  /** Six standard errors of a normal statistic on the one side, 4.8 on the other. */
  public static final ErrorRates STANDARD = new ErrorRates(2e-9, 1e-6);

  /** For checks without chance. */
  public static final ErrorRates NONE = new ErrorRates(0, 0);

  /**
   * Checks that both are probabilities that a check can have.
   *
   * @throws IllegalArgumentException if one is outside of [0, 1/2)
   */
  public ErrorRates {
    checkRate("falseAlarm", falseAlarm);
    checkRate("miss", miss);
  }

  private static void checkRate(String name, double rate) {
    if (!(rate >= 0 && rate < 0.5)) {
      throw new IllegalArgumentException(name + " = " + rate + ": must be in [0, 0.5)");
    }
  }
}
