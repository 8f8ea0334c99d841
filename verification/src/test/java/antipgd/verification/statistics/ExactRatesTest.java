// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.verification.suite.Suite;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The declared rates of those checks of the suite whose statistic has an exact law, at their own
 * sample size: what the verdicts say of every outcome, weighed with the law's probabilities.
 */
class ExactRatesTest {

  /** What sums of probabilities may lose to rounding. */
  private static final double ROUNDING = 1 + 1e-6;

  private static <T extends Check> Stream<T> ofAllClaims(Class<T> kind) {
    return Suite.claims().stream()
        .flatMap(claim -> claim.checks().stream())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** Outcomes that pass, from the least to the most. */
  private record Passing(int least, int most) {

    /** Looks for both ends from an outcome that passes. */
    static Passing around(int middle, int n, IntPredicate passes) {
      assertThat(passes.test(middle)).isTrue();
      return new Passing(
          middle - reach(middle, d -> passes.test(middle - d)),
          middle + reach(n - middle, d -> passes.test(middle + d)));
    }

    /** The largest distance up to the most at which something still holds, as it does at 0. */
    private static int reach(int most, IntPredicate holds) {
      int yes = 0;
      int no = most + 1;
      while (no - yes > 1) {
        int middle = (yes + no) >>> 1;
        if (holds.test(middle)) {
          yes = middle;
        } else {
          no = middle;
        }
      }
      return yes;
    }

    double failure(int n, double p) {
      double below = new BinomialDistribution(null, n, p).cumulativeProbability(least - 1);
      double above = new BinomialDistribution(null, n, 1 - p).cumulativeProbability(n - most - 1);
      return below + above;
    }

    double success(int n, double p) {
      BinomialDistribution law = new BinomialDistribution(null, n, p);
      BinomialDistribution mirrored = new BinomialDistribution(null, n, 1 - p);
      return most == n
          ? mirrored.cumulativeProbability(n - least)
          : law.cumulativeProbability(most) - law.cumulativeProbability(least - 1);
    }
  }

  @TestFactory
  Stream<DynamicTest> proportions() {
    return ofAllClaims(ProportionCheck.class)
        .map(check -> DynamicTest.dynamicTest(check.name(), () -> proportion(check)));
  }

  private static void proportion(ProportionCheck check) {
    Requirement required = check.declaration().requirement();
    ErrorRates rates = check.declaration().rates();
    double effect = check.declaration().effect();
    int n = (int) check.samples();
    double inside =
        required.proven()
            ? (Math.max(0, required.lower()) + Math.min(1, required.upper())) / 2
            : required.lower();
    int[] yes = new int[check.family()];
    Passing passing =
        Passing.around(
            (int) Math.round(n * (required.lower() < 1 && required.upper() > 1 ? 1 : inside)),
            n,
            count -> {
              Arrays.fill(yes, count);
              return check.judge(yes, n).passed();
            });
    double alarm = rates.falseAlarm() * ROUNDING / check.family();
    double miss = rates.miss() * ROUNDING;
    if (required.proven()) {
      for (double bound : new double[] {required.lower(), required.upper()}) {
        if (bound > 0 && bound < 1) {
          double within = bound == required.lower() ? bound + effect : bound - effect;
          assertThat(passing.failure(n, within)).isLessThanOrEqualTo(alarm);
          assertThat(passing.success(n, bound)).isLessThanOrEqualTo(miss);
        }
      }
    } else {
      double p = required.lower();
      assertThat(passing.failure(n, p)).isLessThanOrEqualTo(alarm);
      for (double other : new double[] {p - effect, p + effect}) {
        if (other > 0 && other < 1) {
          assertThat(passing.success(n, other)).isLessThanOrEqualTo(miss);
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> medians() {
    return ofAllClaims(MedianCheck.class)
        .map(check -> DynamicTest.dynamicTest(check.name(), () -> median(check)));
  }

  private static void median(MedianCheck check) {
    Requirement required = check.declaration().requirement();
    ErrorRates rates = check.declaration().rates();
    int n = (int) check.samples();
    boolean below = Double.isFinite(required.lower());
    boolean above = Double.isFinite(required.upper());
    double bound = below ? required.lower() : required.upper();
    double inside = below ? above ? (bound + required.upper()) / 2 : bound + 1 : bound - 1;
    double outside = below ? bound - 1 : bound + 1;
    Passing few =
        Passing.around(
            0,
            n,
            out -> {
              double[] values = new double[n];
              Arrays.fill(values, inside);
              Arrays.fill(values, 0, out, outside);
              return check.judge(values).passed();
            });
    double share = 0.5 - check.declaration().effect();
    assertThat((below && above ? 2 : 1) * few.failure(n, share))
        .isLessThanOrEqualTo(rates.falseAlarm() * ROUNDING);
    assertThat(few.success(n, 0.5)).isLessThanOrEqualTo(rates.miss() * ROUNDING);
  }

  @TestFactory
  Stream<DynamicTest> variances() {
    return ofAllClaims(VarianceCheck.class)
        .map(check -> DynamicTest.dynamicTest(check.name(), () -> variance(check)));
  }

  private static void variance(VarianceCheck check) {
    int n = (int) check.samples();
    double variance = check.declaration().requirement().lower();
    int parts = 10_000;
    Passing passing =
        Passing.around(
            parts, 10 * parts, part -> check.judge(equal(n, variance * part / parts)).passed());
    ErrorRates rates = check.declaration().rates();
    ChiSquaredDistribution law = new ChiSquaredDistribution(null, n);
    // A part more on each side than passes.
    double least = (passing.least() - 1) * (double) n / parts;
    double most = (passing.most() + 1) * (double) n / parts;
    assertThat(law.cumulativeProbability(least) + 1 - law.cumulativeProbability(most))
        .isLessThanOrEqualTo(rates.falseAlarm());
    double larger = variance / (variance + check.declaration().effect());
    assertThat(law.cumulativeProbability(passing.most() * larger * n / parts))
        .isLessThanOrEqualTo(rates.miss());
  }

  private static Moments equal(int n, double value) {
    Moments moments = new Moments();
    for (int i = 0; i < n; i++) {
      moments.add(value);
    }
    return moments;
  }

  /**
   * For laws of two values, the lowest and one that makes the standard deviation the planned one,
   * or the highest: rarely huge ones, for which no interval that trusts the sample's deviation is
   * safe.
   */
  @TestFactory
  Stream<DynamicTest> cappedMeans() {
    return ofAllClaims(BernsteinCheck.class)
        .map(check -> DynamicTest.dynamicTest(check.name(), () -> cappedMean(check)));
  }

  private static void cappedMean(BernsteinCheck check) {
    Requirement required = check.declaration().requirement();
    ErrorRates rates = check.declaration().rates();
    int n = (int) check.samples();
    double lowest = check.lowest();
    double range = check.highest() - lowest;
    assertThat(passes(check, n, required.upper(), range)).isLessThanOrEqualTo(rates.miss());
    double mean = required.upper() - check.declaration().effect() - lowest;
    double deviation = check.standardDeviation();
    double size = Math.min(range, mean + deviation * deviation / mean);
    assertThat(1 - passes(check, n, lowest + mean, size)).isLessThanOrEqualTo(rates.falseAlarm());
  }

  /** Probability of passing where values are the lowest, or that and a size. */
  private static double passes(BernsteinCheck check, int n, double mean, double size) {
    Passing passing =
        new Passing(
            0,
            Passing.reach(
                n,
                count -> {
                  Moments values = new Moments();
                  for (int i = 0; i < n; i++) {
                    values.add(check.lowest() + (i < count ? size : 0));
                  }
                  return check.judge(values).interval().upper()
                      <= check.declaration().requirement().upper();
                }));
    return 1 - passing.failure(n, (mean - check.lowest()) / size);
  }
}
