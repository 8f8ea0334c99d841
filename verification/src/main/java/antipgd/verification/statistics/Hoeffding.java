// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/** Half-widths and sample sizes where deviations are as rare as {@code exp(-2 n t^2)} a side. */
final class Hoeffding {

  private Hoeffding() {}

  /** What values of range 1 deviate by with this probability, both sides together. */
  static double halfWidth(long samples, double level) {
    return Math.sqrt(-Math.log(level / 2) / 2 / samples);
  }

  /** Samples after which the interval and the statistic's own error fit into the effect. */
  static long samples(Declaration declaration, double range) {
    ErrorRates rates = declaration.rates();
    double roots =
        Math.sqrt(-Math.log(rates.falseAlarm() / 2) / 2) + Math.sqrt(-Math.log(rates.miss()) / 2);
    return (long) Math.ceil(Math.pow(range * roots / declaration.effect(), 2));
  }
}
