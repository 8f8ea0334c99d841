// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.step.Rule;
import antipgd.verification.experiment.PointMetrics;
import antipgd.verification.experiment.RuleComparison;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.ErrorRates;
import antipgd.verification.statistics.MedianCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.statistics.Verdict;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A check of something that is measured on every seed of a comparison.
 *
 * @param check the check
 * @param other the rule that is compared with Anti-PGD
 * @param value what is measured
 */
record PerSeedCheck(MedianCheck check, Rule other, OnSeed value) {

  /**
   * The share of seeds out of bounds at which alarms are as rare as declared. In pilots of 300 or
   * 400 seeds of each experiment one seed at most was out of each bound.
   */
  private static final double OUTSIDE = 0.01;

  /** A number for each seed. */
  @FunctionalInterface
  interface OnSeed {
    double of(RuleComparison comparison, int seed);
  }

  /**
   * The logarithm of how much more of something another rule ends with than Anti-PGD; infinite
   * where a chain has blown up.
   *
   * @param bounds of the ratio itself
   */
  static PerSeedCheck ratio(
      Rule other,
      String what,
      ToDoubleFunction<PointMetrics> quantity,
      Requirement bounds,
      ErrorRates rates) {
    String rule = Names.typed(other);
    return new PerSeedCheck(
        new MedianCheck(
            what.replace(' ', '-') + "-of-" + rule,
            "log of " + rule + "'s " + what + " over Anti-PGD's, a value a seed",
            Requirement.within(Math.log(bounds.lower()), Math.log(bounds.upper())),
            OUTSIDE,
            rates),
        other,
        (comparison, seed) ->
            logarithm(comparison, seed, other, quantity)
                - logarithm(comparison, seed, Rule.ANTI_PGD, quantity));
  }

  /**
   * The logarithm of the larger of another rule's and Anti-PGD's test error.
   *
   * @param most bound of the test error itself
   */
  static PerSeedCheck worseTestError(Rule other, double most, ErrorRates rates) {
    return new PerSeedCheck(
        new MedianCheck(
            "test-error-of-both",
            "log of the larger test error, a value a seed",
            Requirement.atMost(Math.log(most)),
            OUTSIDE,
            rates),
        other,
        (comparison, seed) ->
            Math.max(
                logarithm(comparison, seed, other, PointMetrics::testLoss),
                logarithm(comparison, seed, Rule.ANTI_PGD, PointMetrics::testLoss)));
  }

  /** The logarithm of something at a chain's end. */
  private static double logarithm(
      RuleComparison comparison, int seed, Rule rule, ToDoubleFunction<PointMetrics> quantity) {
    double value = quantity.applyAsDouble(comparison.training(seed, rule).read());
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.log(value);
  }

  int seeds() {
    return (int) check.samples();
  }

  /** The rules whose chains have to be run. */
  List<Rule> rules() {
    return List.of(other, Rule.ANTI_PGD);
  }

  Verdict judge(RuleComparison comparison, int seeds) {
    return check.judge(
        IntStream.range(0, seeds).mapToDouble(seed -> value.of(comparison, seed)).toArray());
  }
}
