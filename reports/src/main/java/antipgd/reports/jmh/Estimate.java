// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

/**
 * An estimate and where the true value is, or where its parts lie.
 *
 * @param lower lower end; NaN if it is not known, as after one fork
 * @param estimate between the ends
 * @param upper upper end; NaN if it is not known
 */
public record Estimate(double lower, double estimate, double upper) {

  static Estimate unknown(double estimate) {
    return new Estimate(Double.NaN, estimate, Double.NaN);
  }

  boolean isKnown() {
    return !Double.isNaN(lower);
  }

  Estimate times(double factor) {
    return new Estimate(lower * factor, estimate * factor, upper * factor);
  }

  /** Of the reciprocal, for quantities that cannot be negative. */
  Estimate inverse() {
    return new Estimate(1 / upper, 1 / estimate, 1 / lower);
  }
}
