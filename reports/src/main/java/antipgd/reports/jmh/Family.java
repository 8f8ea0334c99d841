// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * The results of one table and the comparisons between them, which share one error rate.
 *
 * <p>A fork is the unit: iterations within it add nothing. Times are compared by their logarithms
 * with Student's law. Of two forks alone it knows next to nothing of their spread, so a result
 * borrows from its table, as in the moderated t of Smyth (2004): its variance is drawn towards the
 * mean variance of all results with the weight of {@value #BORROWED} degrees of freedom, and is
 * never taken to be less than that mean. The weight is fixed, and less in small tables, because an
 * estimated one fails where few rows are noisier than all others; {@code docs/notes.md} has the
 * figures. Intervals hold the truth in 95 % of cases. Those that decide whether two results differ
 * are wider: Bonferroni's, so that all of them hold the truth at once in 99 % of tables.
 */
final class Family {

  /** In how many tables anything is called a difference where there is none. */
  static final double FALSE_ALARMS = 0.01;

  /** How often {@link #forksToSee} forks see what is there. */
  static final double POWER = 0.9;

  static final int MOST_FORKS = 1000;

  private static final double MISSES = 0.05;

  /** Half of the widest interval that is worth showing: a factor of a thousand. */
  private static final double WIDEST = Math.log(1000);

  private static final double BORROWED = 4;

  /** Degrees of freedom of other results for each that is borrowed. */
  private static final double LENDERS = 4;

  private static final double POWER_QUANTILE =
      new NormalDistribution(null, 0, 1).inverseCumulativeProbability(POWER);

  private final double rate;
  private final double variance;
  private final double freedom;
  private final Map<Quantile, Double> quantiles = new HashMap<>();

  private record Quantile(double misses, double freedom) {}

  /** A variance and its degrees of freedom. */
  private record Spread(double variance, double freedom) {

    /** Half an interval's width for a standard error of {@code sqrt(variance * share)}. */
    private double times(double quantile, double share) {
      return quantile * Math.sqrt(variance * share);
    }
  }

  /**
   * How a time compares with another.
   *
   * @param estimate the ratio with its own 95 % interval
   * @param simultaneous the ratio with the interval that holds at the table's rate
   */
  record Ratio(Estimate estimate, Estimate simultaneous) {

    /** Of a result to itself. */
    static final Ratio ONE = new Ratio(new Estimate(1, 1, 1), new Estimate(1, 1, 1));

    boolean isMore() {
      return simultaneous.lower() > 1;
    }

    boolean isLess() {
      return simultaneous.upper() < 1;
    }

    /** Whether it can be told from 1, which a result is to itself. */
    boolean isTold() {
      return isMore() || isLess() || equals(ONE);
    }
  }

  /**
   * A table.
   *
   * @param forkTimes times of the forks of each of its results
   * @param comparisons how many ratios it shows
   */
  Family(Collection<List<Double>> forkTimes, int comparisons) {
    rate = FALSE_ALARMS / Math.max(1, comparisons);
    freedom = forkTimes.stream().mapToInt(times -> times.size() - 1).sum();
    variance = forkTimes.stream().mapToDouble(Family::squares).sum() / freedom;
  }

  /** The mean of forks, times or rates, with its 95 % interval, which is not known of one fork. */
  Estimate mean(List<Double> times) {
    double estimate = average(times);
    if (times.size() < 2) {
      return Estimate.unknown(estimate);
    }
    Spread spread = moderated(squares(times), times.size() - 1);
    double half = spread.times(quantile(MISSES, spread.freedom()), 1.0 / times.size());
    return shown(estimate, meanLog(times), half);
  }

  /** The ratio of two such means; its intervals are not known if either has one fork. */
  Ratio ratio(List<Double> numerator, List<Double> denominator) {
    double estimate = average(numerator) / average(denominator);
    if (numerator.size() < 2 || denominator.size() < 2) {
      return new Ratio(Estimate.unknown(estimate), Estimate.unknown(estimate));
    }
    Spread spread = ofPair(numerator, denominator);
    double share = 1.0 / numerator.size() + 1.0 / denominator.size();
    double centre = meanLog(numerator) - meanLog(denominator);
    double half = spread.times(quantile(MISSES, spread.freedom()), share);
    double wide = spread.times(quantile(rate, spread.freedom()), share);
    return new Ratio(shown(estimate, centre, half), interval(estimate, centre, wide));
  }

  /**
   * The forks on each side with which a change is told from none in {@link #POWER} of cases, if
   * forks differ as these do. The noncentral law is approximated as by Johnson and Welch (1940).
   *
   * @param change a ratio of times above 1
   * @return forks, or more than {@value #MOST_FORKS}; nothing if these do not differ at all
   */
  OptionalInt forksToSee(double change, List<Double> numerator, List<Double> denominator) {
    Spread spread = ofPair(numerator, denominator);
    if (spread.variance() == 0) {
      return OptionalInt.empty();
    }
    double others = freedom / (numerator.size() + denominator.size() - 2) - 1;
    int tooFew = 1;
    int enough = MOST_FORKS + 1;
    while (enough - tooFew > 1) {
      int forks = (tooFew + enough) / 2;
      double own = 2.0 * forks - 2;
      double needed = detected(own + borrowed(others * own));
      if (needed * Math.sqrt(spread.variance() * 2 / forks) <= Math.log(change)) {
        enough = forks;
      } else {
        tooFew = forks;
      }
    }
    return OptionalInt.of(enough);
  }

  /** The effect, in standard errors, that is seen with the stated power. */
  private double detected(double freedom) {
    double critical = quantile(rate, freedom);
    double bias =
        Math.exp(Gamma.logGamma((freedom + 1) / 2) - Gamma.logGamma(freedom / 2))
            * Math.sqrt(2 / freedom);
    return critical * bias
        + POWER_QUANTILE * Math.sqrt(1 + critical * critical * (1 - bias * bias));
  }

  private Spread ofPair(List<Double> numerator, List<Double> denominator) {
    return moderated(
        squares(numerator) + squares(denominator), numerator.size() + denominator.size() - 2);
  }

  private Spread moderated(double squares, int own) {
    double borrowed = borrowed(freedom - own);
    double drawn = (borrowed * variance + squares) / (borrowed + own);
    return new Spread(Math.max(variance, drawn), own + borrowed);
  }

  private static double borrowed(double others) {
    return Math.min(BORROWED, Math.max(0, others) / LENDERS);
  }

  /** Kept, since it is slow and a table needs few of them. */
  private double quantile(double misses, double freedom) {
    return quantiles.computeIfAbsent(
        new Quantile(misses, freedom),
        of -> -new TDistribution(null, freedom).inverseCumulativeProbability(misses / 2));
  }

  private static Estimate shown(double estimate, double centre, double half) {
    return half < WIDEST ? interval(estimate, centre, half) : Estimate.unknown(estimate);
  }

  /**
   * It is made of logarithms, but holds the ratio of means, which tables show. Forks that do not
   * differ at all are rounded times, of whose spread nothing is known.
   */
  private static Estimate interval(double estimate, double centre, double half) {
    return half > 0
        ? new Estimate(
            Math.min(estimate, Math.exp(centre - half)),
            estimate,
            Math.max(estimate, Math.exp(centre + half)))
        : Estimate.unknown(estimate);
  }

  private static double squares(List<Double> times) {
    double mean = meanLog(times);
    return times.stream().mapToDouble(time -> Math.pow(Math.log(time) - mean, 2)).sum();
  }

  private static double meanLog(List<Double> times) {
    return times.stream().mapToDouble(Math::log).average().orElseThrow();
  }

  private static double average(List<Double> times) {
    return times.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
