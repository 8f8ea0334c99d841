// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

/**
 * Each kind of check keeps its two promises. Rates are large here, so that 4000 repetitions can see
 * them; the bounds are the declared rates plus six standard errors, and fixed seeds make each test
 * repeatable.
 */
class ChecksTest {

  private static final int REPETITIONS = 4000;
  private static final ErrorRates RATES = new ErrorRates(0.05, 0.1);
  private static final double FALSE_ALARM = atMost(RATES.falseAlarm());
  private static final double MISS = atMost(RATES.miss());

  private static double atMost(double rate) {
    return rate + 6 * Math.sqrt(rate * (1 - rate) / REPETITIONS);
  }

  private static Declaration declare(Requirement requirement, double effect) {
    return new Declaration("check", "mean", requirement, effect, RATES);
  }

  private static double passes(ToIntFunction<Random> oneOrZero) {
    Random random = new Random(11);
    int passes = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      passes += oneOrZero.applyAsInt(random);
    }
    return (double) passes / REPETITIONS;
  }

  private static Moments sample(long n, DoubleSupplier value) {
    Moments moments = new Moments();
    for (long i = 0; i < n; i++) {
      moments.add(value.getAsDouble());
    }
    return moments;
  }

  private static double passesOfMean(MeanCheck check, double mean) {
    return passes(
        random ->
            check.judge(sample(check.samples(), () -> mean + 2 * random.nextGaussian())).passed()
                ? 1
                : 0);
  }

  @Test
  void meanEqual() {
    MeanCheck check = new MeanCheck(declare(Requirement.equal(3), 0.7), 2);
    assertThat(check.samples()).isBetween(80L, 90L);
    assertThat(1 - passesOfMean(check, 3)).isBetween(0.03, FALSE_ALARM);
    assertThat(passesOfMean(check, 3.7)).isLessThan(MISS);
    assertThat(passesOfMean(check, 2.3)).isLessThan(MISS);
  }

  @Test
  void meanWithin() {
    MeanCheck check = new MeanCheck(declare(Requirement.within(1, 4), 0.7), 2);
    assertThat(passesOfMean(check, 1)).isBetween(0.06, MISS);
    assertThat(passesOfMean(check, 4)).isBetween(0.06, MISS);
    assertThat(1 - passesOfMean(check, 1.7)).isLessThan(FALSE_ALARM);
    assertThat(1 - passesOfMean(check, 3.3)).isLessThan(FALSE_ALARM);
  }

  /** Squares of normal values, of skewness 2.8: Student's own interval errs on 7 % of them. */
  @Test
  void meanOfSkewedValues() {
    MeanCheck check = new MeanCheck(declare(Requirement.equal(1), 0.7), Math.sqrt(2));
    assertThat(check.samples()).isBetween(40L, 45L);
    double passes =
        passes(
            random -> {
              Moments squares = sample(check.samples(), () -> square(random.nextGaussian()));
              return check.judge(squares).passed() ? 1 : 0;
            });
    assertThat(1 - passes).isBetween(0.04, FALSE_ALARM);
  }

  private static double square(double x) {
    return x * x;
  }

  /** Of a law with two values, most of them small, no interval of Student's would be safe. */
  @Test
  void bernsteinKeepsItsPromisesWhereValuesAreRarelyLarge() {
    BernsteinCheck check = new BernsteinCheck(declare(Requirement.atMost(0.4), 0.3), 0, 4, 0.7);
    assertThat(passesOfRare(check, 0.4, 4)).isLessThan(RATES.miss());
    assertThat(1 - passesOfRare(check, 0.1, 4)).isLessThan(RATES.falseAlarm());
    BernsteinCheck equal = new BernsteinCheck(declare(Requirement.equal(0.4), 0.3), 0, 4, 1.6);
    assertThat(1 - passesOfRare(equal, 0.4, 4)).isLessThan(RATES.falseAlarm());
    assertThat(passesOfRare(equal, 0.7, 4)).isLessThan(RATES.miss());
    assertThat(new BernsteinCheck(declare(Requirement.atMost(0.4), 0.3), 0, 1, 0.7).samples())
        .isLessThan(check.samples());
  }

  private static double passesOfRare(BernsteinCheck check, double mean, double value) {
    return passes(
        random -> {
          DoubleSupplier values = () -> random.nextDouble() < mean / value ? value : 0;
          return check.judge(sample(check.samples(), values)).passed() ? 1 : 0;
        });
  }

  @Test
  void bernsteinIntervalIsMaurersAndPontils() {
    Declaration declared = new Declaration("check", "mean", Requirement.atMost(1), 0.5);
    Moments values = new Moments();
    for (int i = 0; i < 1000; i++) {
      values.add(i % 2);
    }
    double t = Math.log(2 / 1e-6);
    double halfWidth = Math.sqrt(2 * values.variance() * t / 1000) + 7 * t / (3 * 999);
    ConfidenceInterval interval = new BernsteinCheck(declared, 0, 1, 0.5).judge(values).interval();
    assertThat(interval.upper()).isCloseTo(0.5 + halfWidth, within(1e-12));
    assertThat(interval.lower()).isCloseTo(0.5 - halfWidth, within(1e-12));
  }

  @Test
  void variance() {
    VarianceCheck check = new VarianceCheck(declare(Requirement.equal(4), 2));
    assertThat(1 - passesOfVariance(check, 4)).isBetween(0.03, FALSE_ALARM);
    assertThat(passesOfVariance(check, 6)).isLessThan(MISS);
    assertThat(passesOfVariance(check, 2)).isLessThan(MISS);
    assertThat(passesOfVariance(check, 6)).isGreaterThan(0.05);
    assertThatThrownBy(() -> new VarianceCheck(declare(Requirement.atMost(4), 2)))
        .hasMessage("check: required <= 4.00000: must be = a value above 0");
  }

  private static double passesOfVariance(VarianceCheck check, double variance) {
    return passes(
        random ->
            check
                    .judge(sample(check.samples(), () -> variance * square(random.nextGaussian())))
                    .passed()
                ? 1
                : 0);
  }

  @Test
  void boundedMeanKeepsItsPromisesWithRoomToSpare() {
    BoundedMeanCheck check = new BoundedMeanCheck(declare(Requirement.atLeast(0.4), 0.2), 0, 1);
    assertThat(passesOfCoin(check, 0.4)).isLessThan(RATES.miss());
    assertThat(1 - passesOfCoin(check, 0.6)).isLessThan(RATES.falseAlarm());
    BoundedMeanCheck equal = new BoundedMeanCheck(declare(Requirement.equal(0.4), 0.2), 0, 1);
    assertThat(1 - passesOfCoin(equal, 0.4)).isLessThan(RATES.falseAlarm());
    assertThat(passesOfCoin(equal, 0.6)).isLessThan(RATES.miss());
  }

  private static double passesOfCoin(BoundedMeanCheck check, double p) {
    return passes(
        random ->
            check.judge(sample(check.samples(), () -> random.nextDouble() < p ? 1 : 0)).passed()
                ? 1
                : 0);
  }

  @Test
  void difference() {
    DifferenceCheck check = new DifferenceCheck(declare(Requirement.equal(0), 0.5), 1, 2);
    assertThat(1 - passesOfDifference(check, 0)).isBetween(0.03, FALSE_ALARM);
    assertThat(passesOfDifference(check, 0.5)).isLessThan(MISS);
  }

  private static double passesOfDifference(DifferenceCheck check, double difference) {
    return passes(
        random -> {
          Moments a = sample(check.samples(), () -> difference + random.nextGaussian());
          Moments b = sample(check.samples(), () -> 2 * random.nextGaussian());
          return check.judge(a, b).passed() ? 1 : 0;
        });
  }

  @Test
  void median() {
    MedianCheck check = new MedianCheck("check", "median", Requirement.within(1, 9), 0.05, RATES);
    // Two values are left out on each side, as (1 + 9 + 36) / 2^9 is below 0.1.
    assertThat(check.samples()).isEqualTo(9);
    assertThat(passesOfMedian(check, 0, 0.5)).isBetween(0.01, MISS);
    assertThat(passesOfMedian(check, 0.5, 0)).isBetween(0.01, MISS);
    assertThat(1 - passesOfMedian(check, 0.05, 0.05)).isBetween(0.001, FALSE_ALARM);

    Verdict verdict = check.judge(8, 2, 3, 4, 5, 6, 7, 7, 7);
    assertThat(verdict.estimate()).isEqualTo(6);
    assertThat(verdict.interval()).isEqualTo(new ConfidenceInterval(4, 7));
    assertThat(verdict.passed()).isTrue();
    assertThat(check.judge(0, 0, 3, 4, 5, 6, 7, 10, 10).passed()).isTrue();
    assertThat(check.judge(0, 0, 0, 4, 5, 6, 7, 7, 7).passed()).isFalse();
    double none = Double.NaN;
    assertThat(check.judge(none, none, none, 4, 5, 6, 7, 7, 7).passed()).isFalse();
    MedianCheck least = new MedianCheck("check", "x", Requirement.atLeast(1), 0.05, RATES);
    assertThat(least.judge(none, none, none, 4, 5, 6, 7, 7, 7).passed()).isFalse();
    assertThatThrownBy(() -> check.judge(1, 2, 3))
        .hasMessage("check: values.length = 3: must be at least 9");
    assertThatThrownBy(() -> new MedianCheck("check", "x", Requirement.equal(1), 0.1, RATES))
        .hasMessage("check: requirement = 1.00000: must be an inequality");
    assertThatThrownBy(() -> new MedianCheck("check", "x", Requirement.atMost(1), 0.5, RATES))
        .hasMessage("check: outside = 0.5: must be in (0, 0.5)");
  }

  /** Values are 0, 5 or 10, of which 5 alone is within the bounds. */
  private static double passesOfMedian(MedianCheck check, double below, double above) {
    return passes(
        random -> {
          double[] values = new double[(int) check.samples()];
          for (int i = 0; i < values.length; i++) {
            double u = random.nextDouble();
            values[i] = u < below ? 0 : u < below + above ? 10 : 5;
          }
          return check.judge(values).passed() ? 1 : 0;
        });
  }

  @Test
  void proportion() {
    ProportionCheck rare = new ProportionCheck(declare(Requirement.equal(0.02), 0.015));
    assertThat(1 - passesOfProportion(rare, 0.02)).isLessThan(FALSE_ALARM);
    assertThat(passesOfProportion(rare, 0.035)).isLessThan(MISS);
    assertThat(passesOfProportion(rare, 0.005)).isLessThan(MISS);
    ProportionCheck most = new ProportionCheck(declare(Requirement.atLeast(0.9), 0.06));
    assertThat(passesOfProportion(most, 0.9)).isLessThan(MISS);
    assertThat(1 - passesOfProportion(most, 0.96)).isLessThan(FALSE_ALARM);
    ProportionCheck few = new ProportionCheck(declare(Requirement.atMost(0.1), 0.06));
    assertThat(few.samples()).isEqualTo(most.samples());
  }

  private static double passesOfProportion(ProportionCheck check, double p) {
    int n = (int) check.samples();
    return passes(
        random -> {
          int yes = 0;
          for (int i = 0; i < n; i++) {
            yes += random.nextDouble() < p ? 1 : 0;
          }
          return check.judge(yes, n).passed() ? 1 : 0;
        });
  }

  /** One that is out of bounds fails all, and each is judged with the whole miss rate. */
  @Test
  void familyOfProportions() {
    Declaration declared = declare(Requirement.atLeast(0.5), 0.3);
    ProportionCheck check = new ProportionCheck(declared, 4);
    int n = (int) check.samples();
    assertThat(check.samples()).isGreaterThan(new ProportionCheck(declared).samples());
    assertThat(passesOfProportions(check, 0.5, 0.8, 0.8, 1)).isBetween(0.02, MISS);
    assertThat(1 - passesOfProportions(check, 0.8, 0.8, 0.8, 0.8)).isLessThan(FALSE_ALARM);
    assertThat(check.judge(new int[] {n, n - 1, n, n}, n).estimate()).isEqualTo((n - 1.0) / n);
    assertThatThrownBy(() -> check.judge(n, n)).hasMessage("check: yes.length = 1: must be 4");
  }

  private static double passesOfProportions(ProportionCheck check, double... p) {
    int n = (int) check.samples();
    return passes(
        random -> {
          int[] yes = new int[p.length];
          for (int i = 0; i < p.length; i++) {
            double chance = p[i];
            yes[i] = (int) random.doubles(n).filter(u -> u < chance).count();
          }
          return check.judge(yes, n).passed() ? 1 : 0;
        });
  }

  @Test
  void proportionAtItsEnds() {
    ProportionCheck check =
        new ProportionCheck(new Declaration("side", "up", Requirement.atLeast(0.98), 0.0199));
    ConfidenceInterval all = check.judge(1000, 1000).interval();
    assertThat(all.upper()).isEqualTo(1);
    assertThat(Math.pow(all.lower(), 1000)).isCloseTo(1e-6, within(1e-12));
    ConfidenceInterval none = check.judge(0, 1000).interval();
    assertThat(none.lower()).isZero();
    assertThat(Math.pow(1 - none.upper(), 1000)).isCloseTo(1e-6, within(1e-12));
    ConfidenceInterval one = check.judge(999, 1000).interval();
    assertThat(one.lower()).isBetween(all.lower() - 0.01, all.lower());
    assertThat(one.upper()).isBetween(0.99999, 1.0);
  }

  /** Of a rare event the number is as good as Poisson's, with which the ends are checked. */
  @Test
  void proportionOfMoreThanABillion() {
    ProportionCheck check =
        new ProportionCheck(new Declaration("tail", "beyond", Requirement.equal(5e-8), 2e-7));
    int trials = 2_000_000_000;
    ConfidenceInterval interval = check.judge(100, trials).interval();
    PoissonDistribution most = new PoissonDistribution(interval.upper() * trials);
    PoissonDistribution least = new PoissonDistribution(interval.lower() * trials);
    assertThat(most.cumulativeProbability(100)).isCloseTo(1e-9, within(1e-12));
    assertThat(1 - least.cumulativeProbability(99)).isCloseTo(1e-9, within(1e-12));
  }

  private static final double[] LAW = {0.1, 0.2, 0.3, 0.4};

  private static long[] counts(Random random, long n, double... law) {
    long[] counts = new long[law.length];
    for (long i = 0; i < n; i++) {
      double u = random.nextDouble();
      int cell = 0;
      while (cell < law.length - 1 && u >= law[cell]) {
        u -= law[cell++];
      }
      counts[cell]++;
    }
    return counts;
  }

  @Test
  void distribution() {
    KolmogorovCheck check = new KolmogorovCheck(declare(Requirement.equal(0), 0.15), LAW);
    assertThat(1 - passesOfDistribution(check, LAW)).isLessThan(FALSE_ALARM);
    assertThat(passesOfDistribution(check, 0.1, 0.2, 0.45, 0.25)).isLessThan(MISS);
    assertThat(passesOfDistribution(check, 0.1, 0.05, 0.3, 0.55)).isLessThan(MISS);
    KolmogorovCheck near = new KolmogorovCheck(declare(Requirement.within(0, 0.2), 0.15), LAW);
    assertThat(passesOfDistribution(near, 0.3, 0.2, 0.1, 0.4)).isLessThan(MISS);
    assertThat(1 - passesOfDistribution(near, 0.15, 0.15, 0.3, 0.4)).isLessThan(FALSE_ALARM);
    assertThat(check.judge(new long[] {20, 20, 30, 30}).estimate()).isCloseTo(0.1, within(1e-12));
  }

  private static double passesOfDistribution(KolmogorovCheck check, double... law) {
    return passes(random -> check.judge(counts(random, check.samples(), law)).passed() ? 1 : 0);
  }

  @Test
  void chiSquare() {
    ChiSquareCheck check = new ChiSquareCheck(declare(Requirement.equal(0), 0.1), LAW);
    assertThat(1 - passesOfChiSquare(check, LAW)).isLessThan(FALSE_ALARM);
    // sum (q - p)^2 / p = 0.1 by 0.1, and by 0.08, in two cells
    double quarter = Math.sqrt(0.1 / (1 / 0.1 + 1 / 0.4));
    assertThat(passesOfChiSquare(check, 0.1 + quarter, 0.2, 0.3, 0.4 - quarter)).isLessThan(MISS);
    double half = Math.sqrt(0.1 / (1 / 0.2 + 1 / 0.3));
    assertThat(passesOfChiSquare(check, 0.1, 0.2 - half, 0.3 + half, 0.4)).isLessThan(MISS);
    Verdict verdict = check.judge(new long[] {20, 20, 30, 30});
    assertThat(verdict.estimate()).isCloseTo((10 + 100 / 40. - 3) / 100, within(1e-12));
    assertThatThrownBy(() -> check.judge(new long[3]))
        .hasMessage("check: counts.length = 3: must be 4");
  }

  private static double passesOfChiSquare(ChiSquareCheck check, double... law) {
    return passes(random -> check.judge(counts(random, check.samples(), law)).passed() ? 1 : 0);
  }

  /** The interval holds the true value, 0 or not, as often as declared. */
  @Test
  void intervalOfChiSquareHoldsTheTruth() {
    ChiSquareCheck check = new ChiSquareCheck(declare(Requirement.equal(0), 0.1), LAW);
    double truth = 0.1 * 0.1 / 0.1 + 0.1 * 0.1 / 0.4;
    double held =
        passes(
            random -> {
              ConfidenceInterval interval =
                  check.judge(counts(random, 300, 0.2, 0.2, 0.3, 0.3)).interval();
              return interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
            });
    assertThat(1 - held).isLessThan(FALSE_ALARM);
  }

  @Test
  void familyOfChiSquaresSharesTheFalseAlarmRate() {
    ChiSquareCheck check = new ChiSquareCheck(declare(Requirement.equal(0), 0.1), LAW, 3);
    assertThat(check.samples())
        .isGreaterThan(new ChiSquareCheck(declare(Requirement.equal(0), 0.1), LAW).samples());
    double shift = Math.sqrt(0.1 / (1 / 0.1 + 1 / 0.4));
    assertThat(1 - passesOfFamily(check, LAW)).isLessThan(FALSE_ALARM);
    assertThat(passesOfFamily(check, 0.1 + shift, 0.2, 0.3, 0.4 - shift)).isLessThan(MISS);
    assertThatThrownBy(() -> check.judge(new long[4]))
        .hasMessage("check: rows.length = 1: must be 3");
  }

  /** Two rows of the law and one other. */
  private static double passesOfFamily(ChiSquareCheck check, double... other) {
    return passes(
        random -> {
          long n = check.samples();
          return check
                  .judge(counts(random, n, LAW), counts(random, n, other), counts(random, n, LAW))
                  .passed()
              ? 1
              : 0;
        });
  }

  @Test
  void countsCloserThanChanceAllowsAreAnAlarm() {
    double[] law = new double[200];
    long[] even = new long[200];
    Arrays.fill(law, 1. / 200);
    Arrays.fill(even, 1000);
    Declaration declared = declare(Requirement.equal(0), 0.1);
    assertThat(new ChiSquareCheck(declared, law).judge(even).passed()).isFalse();
    assertThat(
            new ChiSquareCheck(declared, law, 2)
                .judge(counts(new Random(1), 9999, law), even)
                .passed())
        .isFalse();
  }

  @Test
  void chiSquareRequiresTheLaw() {
    assertThatThrownBy(() -> new ChiSquareCheck(declare(Requirement.equal(1), 0.1), LAW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("check: required = 1.00000: must be = 0");
  }

  @Test
  void exact() {
    ExactCheck check = new ExactCheck("exact", "error", 0.5, 1);
    assertThat(check.judge(0.5, 1).passed()).isTrue();
    assertThat(check.judge(Math.nextUp(0.5), 1).passed()).isFalse();
    assertThat(check.judge(Double.NaN, 1).passed()).isFalse();
  }

  @Test
  void whatIsNotANumberFails() {
    Moments broken = sample(100, () -> Double.NaN);
    Moments whole = sample(100, () -> 0);
    assertThat(new MeanCheck(declare(Requirement.equal(0), 1), 1).judge(broken).passed()).isFalse();
    assertThat(
            new BernsteinCheck(declare(Requirement.atLeast(0), 1), 0, 1, 1).judge(broken).passed())
        .isFalse();
    assertThat(new VarianceCheck(declare(Requirement.equal(1), 1)).judge(broken).passed())
        .isFalse();
    assertThat(
            new BoundedMeanCheck(declare(Requirement.atLeast(0), 1), 0, 1).judge(broken).passed())
        .isFalse();
    assertThat(
            new DifferenceCheck(declare(Requirement.equal(0), 1), 1, 1)
                .judge(broken, whole)
                .passed())
        .isFalse();
    Declaration nothing = declare(Requirement.equal(0), 1);
    assertThat(new ChiSquareCheck(nothing, LAW).judge(new long[4]).passed()).isFalse();
    assertThat(new KolmogorovCheck(nothing, LAW).judge(new long[4]).passed()).isFalse();
  }

  @Test
  void scaleChangesPowerButNeverProofs() {
    MeanCheck equal = new MeanCheck(declare(Requirement.equal(0), 0.01), 1);
    assertThat(equal.samples(0.5)).isEqualTo((int) Math.ceil(equal.samples() * 0.5));
    assertThat(equal.samples(1e-9)).isEqualTo(64);
    MeanCheck proof = new MeanCheck(declare(Requirement.atLeast(0), 0.01), 1);
    assertThat(proof.samples(0.5)).isEqualTo((int) proof.samples());
    assertThat(proof.samples(2)).isEqualTo((int) (2 * proof.samples()));
    assertThatThrownBy(() -> proof.samples(1e9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scale = 1.0E9");
  }

  @Test
  void refusesBadDeclarations() {
    assertThatThrownBy(() -> declare(Requirement.equal(0), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("check: effect = 0.0: must be above 0");
    assertThatThrownBy(() -> new ErrorRates(0.5, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("falseAlarm = 0.5: must be in [0, 0.5)");
  }

  @Test
  void moments() {
    double[] values = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    assertThat(moments.count()).isEqualTo(4);
    assertThat(moments.mean()).isEqualTo(1e9 + 10);
    assertThat(moments.variance()).isEqualTo(30);
    assertThat(moments.standardError()).isEqualTo(Math.sqrt(7.5));
    assertThat(moments.skewness()).isZero();
    moments.add(1e9 + 40);
    // Of -12, -9, -3, 0 and 24: the mean cube over the mean square to the power of 3/2.
    assertThat(moments.skewness())
        .isCloseTo((13824 - 1728 - 729 - 27) / 5. / Math.pow(810 / 5., 1.5), within(1e-9));
    assertThat(sample(5, () -> 3).skewness()).isZero();
    assertThat(new Moments().skewness()).isNaN();
  }
}
