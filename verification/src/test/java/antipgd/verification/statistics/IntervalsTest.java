// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Intervals and sample sizes against the equations that define them, to the last digits: a factor
 * in one that only makes a check too careful passes every simulation of its error rates.
 */
class IntervalsTest {

  private static final ErrorRates RATES = new ErrorRates(0.05, 0.01);

  private static Declaration declare(Requirement requirement, double effect) {
    return new Declaration("check", "mean", requirement, effect, RATES);
  }

  private static Moments sample(double... values) {
    Moments moments = new Moments();
    Arrays.stream(values).forEach(moments::add);
    return moments;
  }

  private static void assertIs(ConfidenceInterval actual, double lower, double upper) {
    assertThat(actual.lower()).isCloseTo(lower, within(1e-9 * (1 + Math.abs(lower))));
    assertThat(actual.upper()).isCloseTo(upper, within(1e-9 * (1 + Math.abs(upper))));
  }

  /** What a Student variable of two degrees of freedom exceeds in size, in closed form. */
  private static double studentOfTwo(double level) {
    double s = 1 - level;
    return s * Math.sqrt(2 / (1 - s * s));
  }

  /** Mean 4, variance 4, three values. */
  @Test
  void student() {
    Moments values = sample(2, 4, 6);
    double error = Math.sqrt(4 / 3.);
    double half = studentOfTwo(0.05) * error;
    Verdict equal = new MeanCheck(declare(Requirement.equal(4), 1), 1).judge(values);
    assertIs(equal.interval(), 4 - half, 4 + half);
    assertThat(equal.samples()).isEqualTo(3);
    assertThat(equal.estimate()).isEqualTo(4);
    half = studentOfTwo(2 * 0.01) * error;
    Verdict within = new MeanCheck(declare(Requirement.within(3, 5), 1), 1).judge(values);
    assertIs(within.interval(), 4 - half, 4 + half);
    half = studentOfTwo(0.05 / 2) * error;
    MeanCheck two = new MeanCheck(declare(Requirement.equal(4), 1), 1, 2);
    assertIs(two.judge(values, values).interval(), 4 - half, 4 + half);
  }

  /** Standard errors of 1 and of 1/10; what is far in standard errors is judged. */
  @Test
  void theWorstOfSeveralIsTheFurthestInStandardErrors() {
    Moments wide = sample(3 - Math.sqrt(3), 3, 3 + Math.sqrt(3));
    Moments below = sample(-1 - Math.sqrt(0.03), -1, -1 + Math.sqrt(0.03));
    Moments above = sample(1 - Math.sqrt(0.03), 1, 1 + Math.sqrt(0.03));
    Moments exact = sample(0, 0, 0);
    MeanCheck check = new MeanCheck(declare(Requirement.equal(0), 1), 1, 3);
    assertThat(check.judge(wide, below, exact).estimate()).isCloseTo(-1, within(1e-12));
    assertThat(check.judge(above, wide, exact).estimate()).isCloseTo(1, within(1e-12));
    assertThat(check.judge(exact, exact, wide).estimate()).isCloseTo(3, within(1e-12));
    MeanCheck between = new MeanCheck(declare(Requirement.within(-2, 2), 1), 1, 2);
    assertThat(between.judge(below, wide).estimate()).isCloseTo(3, within(1e-12));
    assertThat(between.judge(sample(-1.5, -1.6), below).estimate()).isCloseTo(-1.55, within(1e-12));
  }

  /** One value has no interval. */
  @Test
  void oneValueProvesNothing() {
    Moments one = sample(4);
    assertThat(new MeanCheck(declare(Requirement.equal(4), 1), 1).judge(one).passed()).isFalse();
    assertThat(one.variance()).isNaN();
    assertThat(sample(4, 6).variance()).isEqualTo(2);
    assertThat(new Moments().mean()).isNaN();
  }

  @Test
  void samplesOfAMean() {
    NormalDistribution normal = new NormalDistribution();
    double quantiles =
        normal.inverseCumulativeProbability(0.975) + normal.inverseCumulativeProbability(0.99);
    MeanCheck mean = new MeanCheck(declare(Requirement.equal(0), 0.01), 3);
    assertThat(mean.samples()).isEqualTo((long) Math.ceil(Math.pow(quantiles * 3 / 0.01, 2)));
    DifferenceCheck difference = new DifferenceCheck(declare(Requirement.equal(0), 0.01), 3, 4);
    assertThat(difference.samples()).isEqualTo((long) Math.ceil(Math.pow(quantiles * 5 / 0.01, 2)));
  }

  /** Welch's degrees of freedom: here {@code (2 + 1/2)^2 / (2^2 / 1 + (1/2)^2 / 3)}. */
  @Test
  void welch() {
    Moments values = sample(9, 13 - 8);
    Moments others = sample(1, 1, 3, 3);
    double a = 8 / 2.;
    double b = 4 / 3. / 4;
    double freedom = Math.pow(a + b, 2) / (a * a + b * b / 3);
    double quantile = -new TDistribution(freedom).inverseCumulativeProbability(0.025);
    Verdict verdict =
        new DifferenceCheck(declare(Requirement.equal(5), 1), 1, 1).judge(values, others);
    double half = quantile * Math.sqrt(a + b);
    assertIs(verdict.interval(), 5 - half, 5 + half);
    assertThat(verdict.estimate()).isEqualTo(5);
    assertThat(verdict.samples()).isEqualTo(2);
  }

  /**
   * Of values in [-1, 3]: what {@code exp(-2 n (t / 4)^2)} makes as rare as a side of the level.
   */
  @Test
  void hoeffding() {
    Moments values = new Moments();
    for (int i = 0; i < 100; i++) {
      values.add(i % 2 == 0 ? 0 : 2);
    }
    BoundedMeanCheck equal = new BoundedMeanCheck(declare(Requirement.equal(1), 0.01), -1, 3);
    double half = 4 * Math.sqrt(Math.log(2 / 0.05) / 200);
    assertIs(equal.judge(values).interval(), 1 - half, 1 + half);
    assertThat(equal.judge(values).samples()).isEqualTo(100);
    half = 4 * Math.sqrt(Math.log(1 / 0.01) / 200);
    BoundedMeanCheck most = new BoundedMeanCheck(declare(Requirement.atMost(1), 0.01), -1, 3);
    assertIs(most.judge(values).interval(), 1 - half, 1 + half);
    double[] ends = new double[100];
    Arrays.fill(ends, 3);
    assertIs(most.judge(sample(ends)).interval(), 3 - half, 3);
    Arrays.fill(ends, -1);
    assertIs(most.judge(sample(ends)).interval(), -1, -1 + half);
    double roots = Math.sqrt(Math.log(2 / 0.05) / 2) + Math.sqrt(Math.log(1 / 0.01) / 2);
    assertThat(equal.samples()).isEqualTo((long) Math.ceil(Math.pow(4 * roots / 0.01, 2)));
  }

  @Test
  void kolmogorov() {
    KolmogorovCheck check =
        new KolmogorovCheck(declare(Requirement.within(0, 0.2), 0.1), new double[] {0.5, 0.3, 0.2});
    Verdict verdict = check.judge(new long[] {40, 30, 30});
    double half = Math.sqrt(Math.log(1 / 0.01) / 200);
    assertThat(verdict.estimate()).isCloseTo(0.1, within(1e-12));
    assertIs(verdict.interval(), 0, 0.1 + half);
    assertIs(
        check.judge(new long[] {0, 0, 1000}).interval(),
        0.8 - half / Math.sqrt(10),
        0.8 + half / Math.sqrt(10));
  }

  /**
   * Birgé's bounds: with k degrees of freedom and noncentrality l, both tails at {@code exp(-t)}.
   */
  @Test
  void chiSquareInterval() {
    double[] law = {0.1, 0.2, 0.3, 0.4};
    for (int family : new int[] {1, 3}) {
      double t = Math.log(2 * family / 0.05);
      ChiSquareCheck check = new ChiSquareCheck(declare(Requirement.equal(0), 0.1), law, family);
      long[][] rows = new long[family][];
      Arrays.fill(rows, new long[] {400, 200, 100, 300});
      Verdict verdict = check.judge(rows);
      double chiSquare = 90000 / 100. + 40000 / 300. + 10000 / 400.;
      assertThat(verdict.samples()).isEqualTo(1000);
      assertThat(verdict.estimate()).isCloseTo((chiSquare - 3) / 1000, within(1e-12));
      double low = 1000 * verdict.interval().lower();
      double high = 1000 * verdict.interval().upper();
      assertThat(3 + low + 2 * Math.sqrt((3 + 2 * low) * t) + 2 * t)
          .isCloseTo(chiSquare, within(1e-6));
      assertThat(3 + high - 2 * Math.sqrt((3 + 2 * high) * t)).isCloseTo(chiSquare, within(1e-6));
    }
  }

  /** So many that the miss rate's lower tail begins where the false-alarm rate's upper one ends. */
  @Test
  void samplesOfAChiSquare() {
    double effect = 1e-9;
    double[] law = {0.1, 0.2, 0.3, 0.4};
    for (int family : new int[] {1, 3}) {
      ChiSquareCheck check = new ChiSquareCheck(declare(Requirement.equal(0), effect), law, family);
      double t = Math.log(2 * family / 0.05);
      double l = check.samples() * effect;
      assertThat(3 + l - 2 * Math.sqrt((3 + 2 * l) * Math.log(1 / 0.01)))
          .isCloseTo(3 + 2 * Math.sqrt(3 * t) + 2 * t, within(1e-6));
    }
  }

  /** Of rows that all pass, or all fail, the one that is further from the law. */
  @Test
  void theWorstRowIsJudged() {
    double[] law = {0.5, 0.5};
    ChiSquareCheck check = new ChiSquareCheck(declare(Requirement.equal(0), 0.1), law, 2);
    long[] near = {495, 505};
    long[] further = {470, 530};
    long[] failing = {300, 700};
    for (long[][] rows : new long[][][] {{near, further}, {further, near}}) {
      assertThat(check.judge(rows).estimate()).isCloseTo((3.6 - 1) / 1000, within(1e-12));
    }
    for (long[][] rows : new long[][][] {{near, failing}, {failing, near}}) {
      Verdict verdict = check.judge(rows);
      assertThat(verdict.passed()).isFalse();
      assertThat(verdict.estimate()).isCloseTo((160 - 1) / 1000., within(1e-12));
    }
  }

  static Stream<Declaration> proportions() {
    return Stream.of(
        declare(Requirement.equal(0.02), 0.015),
        declare(Requirement.equal(0.98), 0.015),
        declare(Requirement.equal(0.5), 0.1),
        declare(Requirement.equal(0.01), 0.02),
        declare(Requirement.equal(0.99), 0.02),
        declare(Requirement.equal(0.125), 0.125),
        declare(Requirement.equal(0.875), 0.125),
        declare(Requirement.within(0, 0.1), 0.06),
        declare(Requirement.within(0.9, 1), 0.06),
        declare(Requirement.atLeast(0.9), 0.06),
        declare(Requirement.atMost(0.1), 0.06),
        declare(Requirement.atLeast(0.9), 0.1),
        declare(Requirement.within(0.3, 0.7), 0.1),
        declare(Requirement.within(0.1, 0.7), 0.12));
  }

  /**
   * The error rates of a proportion, summed up over all counts with their verdicts: met by the
   * sample size, and by none that is one smaller.
   */
  @ParameterizedTest
  @MethodSource("proportions")
  void samplesOfAProportion(Declaration declared) {
    ProportionCheck check = new ProportionCheck(declared);
    int n = (int) check.samples();
    assertThat(meetsItsRates(check, n)).isTrue();
    assertThat(meetsItsRates(check, n - 1)).isFalse();
  }

  private static boolean meetsItsRates(ProportionCheck check, int n) {
    Requirement required = check.declaration().requirement();
    double effect = check.declaration().effect();
    double lower = required.lower();
    double upper = required.upper();
    if (required.proven()) {
      return (lower <= 0 || 1 - passes(check, n, lower + effect) <= alarm(required))
          && (upper >= 1 || 1 - passes(check, n, upper - effect) <= alarm(required));
    }
    return (lower - effect < 0 || passes(check, n, lower - effect) <= RATES.miss())
        && (upper + effect > 1 || passes(check, n, upper + effect) <= RATES.miss());
  }

  /** Either end of the requirement has half of the rate. */
  private static double alarm(Requirement required) {
    return RATES.falseAlarm() / 2 + (required.lower() > 0 && required.upper() < 1 ? 1e-6 : 0);
  }

  private static double passes(ProportionCheck check, int n, double p) {
    BinomialDistribution law = new BinomialDistribution(null, n, p);
    double sum = 0;
    for (int yes = 0; yes <= n; yes++) {
      if (check.judge(yes, n).passed()) {
        sum += law.probability(yes);
      }
    }
    return sum;
  }

  /** The ends of Clopper and Pearson: 3 or more, and 3 or fewer, of ten are as rare as a side. */
  @Test
  void clopperPearson() {
    Verdict verdict = new ProportionCheck(declare(Requirement.equal(0.5), 0.2)).judge(3, 10);
    ConfidenceInterval interval = verdict.interval();
    assertThat(1 - new BinomialDistribution(10, interval.lower()).cumulativeProbability(2))
        .isCloseTo(0.025, within(1e-9));
    assertThat(new BinomialDistribution(10, interval.upper()).cumulativeProbability(3))
        .isCloseTo(0.025, within(1e-9));
    assertThat(verdict.estimate()).isEqualTo(0.3);
    assertThat(verdict.samples()).isEqualTo(10);
    assertThatThrownBy(() -> new ProportionCheck(declare(Requirement.equal(0.5), 1e-6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("check: effect is too small");
  }

  @Test
  void requirementsAreMetAtTheirEnds() {
    Requirement within = Requirement.within(1, 2);
    assertThat(within.isMetBy(new ConfidenceInterval(1, 2))).isTrue();
    assertThat(within.isMetBy(new ConfidenceInterval(Math.nextDown(1.), 2))).isFalse();
    assertThat(within.isMetBy(new ConfidenceInterval(1, Math.nextUp(2.)))).isFalse();
    Requirement equal = Requirement.equal(1);
    assertThat(equal.isMetBy(new ConfidenceInterval(1, 2))).isTrue();
    assertThat(equal.isMetBy(new ConfidenceInterval(0, 1))).isTrue();
    assertThat(equal.isMetBy(new ConfidenceInterval(Math.nextUp(1.), 2))).isFalse();
    assertThat(equal.isMetBy(new ConfidenceInterval(0, Math.nextDown(1.)))).isFalse();
  }

  @Test
  void requirementsAsText() {
    assertThat(Requirement.equal(1)).hasToString("= 1.00000");
    assertThat(Requirement.atLeast(0.25)).hasToString(">= 0.250000");
    assertThat(Requirement.atMost(0.25)).hasToString("<= 0.250000");
    assertThat(Requirement.within(1, 2)).hasToString("in [1.00000, 2.00000]");
  }

  @Test
  void verdictsAsText() {
    ExactCheck check = new ExactCheck("exact", "error", 0.5, 1);
    assertThat(check.judge(0.25, 3))
        .hasToString(
            "pass  exact: error = 0.250000, interval [0.250000, 0.250000],"
                + " required <= 0.500000, n = 3");
    assertThat(check.judge(1, 3).toString()).startsWith("FAIL  exact: error = 1.00000");
  }

  @Test
  void methodsHaveTheNamesOfTheirAuthors() {
    Declaration zero = declare(Requirement.equal(0), 1);
    double[] law = {0.5, 0.5};
    assertThat(
            Stream.of(
                    new MeanCheck(zero, 1),
                    new MeanCheck(zero, 1, 3),
                    new BoundedMeanCheck(zero, 0, 1),
                    new DifferenceCheck(zero, 1, 1),
                    new ChiSquareCheck(zero, law),
                    new ChiSquareCheck(zero, law, 3),
                    new KolmogorovCheck(zero, law),
                    new ProportionCheck(declare(Requirement.equal(0.5), 0.2)),
                    new ExactCheck("exact", "error", 1, 1))
                .map(Check::method))
        .containsExactly(
            "Student",
            "Student, worst of 3",
            "Hoeffding",
            "Welch",
            "chi-square",
            "chi-square, worst of 3",
            "Dvoretzky-Kiefer-Wolfowitz-Massart",
            "Clopper-Pearson",
            "exact");
  }

  @Test
  void ratesAreBelowOneHalf() {
    assertThat(new ErrorRates(0, 0)).isEqualTo(ErrorRates.NONE);
    for (double bad : new double[] {-0.1, 0.5, Double.NaN}) {
      assertThatThrownBy(() -> new ErrorRates(bad, 0.1))
          .hasMessage("falseAlarm = " + bad + ": must be in [0, 0.5)");
      assertThatThrownBy(() -> new ErrorRates(0.1, bad))
          .hasMessage("miss = " + bad + ": must be in [0, 0.5)");
    }
  }

  @Test
  void asManySamplesAsAnIntHolds() {
    ExactCheck check = new ExactCheck("exact", "error", 0.5, 1);
    assertThat(check.samples(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> check.samples(Integer.MAX_VALUE + 1.))
        .hasMessage("exact: scale = 2.147483648E9: asks for more than 2^31 - 1 samples");
  }
}
