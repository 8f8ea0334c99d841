package antipgd.verification.claims;

import antipgd.training.Rule;
import antipgd.verification.experiment.Experiment;
import antipgd.verification.experiment.Reading;
import antipgd.verification.statistics.ErrorRates;
import antipgd.verification.statistics.MedianCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.statistics.Verdict;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A check of something that is measured on every seed of an experiment.
 *
 * @param check the check
 * @param value what is measured
 */
record Measure(MedianCheck check, OnSeed value) {

  /** A number for each seed. */
  @FunctionalInterface
  interface OnSeed {
    double of(Experiment experiment, int seed);
  }

  /**
   * The logarithm of how much more of something another rule ends with than Anti-PGD; infinite
   * where a chain has blown up.
   *
   * @param bounds of the ratio itself
   * @param spread expected standard deviation of the logarithm
   */
  static Measure ratio(
      Rule other,
      String what,
      ToDoubleFunction<Reading> quantity,
      Requirement bounds,
      double spread,
      ErrorRates rates) {
    String rule = other.name().toLowerCase(Locale.ROOT);
    return new Measure(
        new MedianCheck(
            what.replace(' ', '-') + "-of-" + rule,
            "log of " + rule + "'s " + what + " over Anti-PGD's, on each seed",
            Requirement.within(Math.log(bounds.lower()), Math.log(bounds.upper())),
            spread,
            rates),
        (experiment, seed) ->
            logarithm(experiment, seed, other, quantity)
                - logarithm(experiment, seed, Rule.ANTI_PGD, quantity));
  }

  /**
   * The logarithm of the larger of another rule's and Anti-PGD's test error.
   *
   * @param most bound of the test error itself
   * @param spread expected standard deviation of the logarithm
   */
  static Measure worseTestError(Rule other, double most, double spread, ErrorRates rates) {
    return new Measure(
        new MedianCheck(
            "test-error-of-both",
            "log of the larger test error, on each seed",
            Requirement.atMost(Math.log(most)),
            spread,
            rates),
        (experiment, seed) ->
            Math.max(
                logarithm(experiment, seed, other, Reading::testLoss),
                logarithm(experiment, seed, Rule.ANTI_PGD, Reading::testLoss)));
  }

  /** The logarithm of something at a chain's end. */
  private static double logarithm(
      Experiment experiment, int seed, Rule rule, ToDoubleFunction<Reading> quantity) {
    double value = quantity.applyAsDouble(experiment.training(seed, rule).read());
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.log(value);
  }

  Verdict judge(Experiment experiment, int seeds) {
    return check.judge(
        IntStream.range(0, seeds).mapToDouble(seed -> value.of(experiment, seed)).toArray());
  }
}
