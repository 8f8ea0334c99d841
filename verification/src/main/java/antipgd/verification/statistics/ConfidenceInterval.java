// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

/**
 * A closed confidence interval.
 *
 * @param lower lower end
 * @param upper upper end
 */
public record ConfidenceInterval(double lower, double upper) {

  static ConfidenceInterval around(double center, double halfWidth) {
    return new ConfidenceInterval(center - halfWidth, center + halfWidth);
  }
}
