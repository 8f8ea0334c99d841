// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * Intervals from forks, by a hierarchical bootstrap (Davison and Hinkley, 1997, section 3.8): forks
 * are drawn with replacement, then iterations within each, and the means of forks are averaged. The
 * central 95 % of {@value #DRAWS} draws are the interval. JMH's own error pools the iterations of
 * all forks as if they were independent, which is too narrow where forks differ.
 *
 * <p>With few forks such an interval is little more than the range of the fork means, and it is too
 * narrow by about {@code sqrt((k - 1) / k)} at {@code k} forks. With one fork there is none.
 */
final class Bootstrap {

  private static final int DRAWS = 2000;
  private static final double TAIL = 0.025;

  /** The same for every interval, so that none depends on what else is shown. */
  private static final long SEED = 2022;

  private final Random random = new Random(SEED);

  private Bootstrap() {}

  /** The mean of the fork means. */
  static Estimate mean(List<List<Double>> forks) {
    Bootstrap bootstrap = new Bootstrap();
    return forks.size() < 2
        ? Estimate.unknown(meanOfMeans(forks))
        : interval(meanOfMeans(forks), () -> bootstrap.draw(forks));
  }

  /** The ratio of two such means. */
  static Estimate ratio(List<List<Double>> numerator, List<List<Double>> denominator) {
    Bootstrap bootstrap = new Bootstrap();
    double estimate = meanOfMeans(numerator) / meanOfMeans(denominator);
    return numerator.size() < 2 || denominator.size() < 2
        ? Estimate.unknown(estimate)
        : interval(estimate, () -> bootstrap.draw(numerator) / bootstrap.draw(denominator));
  }

  private static Estimate interval(double estimate, DoubleSupplier draw) {
    double[] draws = new double[DRAWS];
    Arrays.setAll(draws, i -> draw.getAsDouble());
    Arrays.sort(draws);
    int below = (int) (TAIL * DRAWS);
    return new Estimate(draws[below], estimate, draws[DRAWS - 1 - below]);
  }

  private double draw(List<List<Double>> forks) {
    double sum = 0;
    for (int i = 0; i < forks.size(); i++) {
      List<Double> fork = forks.get(random.nextInt(forks.size()));
      double forkSum = 0;
      for (int j = 0; j < fork.size(); j++) {
        forkSum += fork.get(random.nextInt(fork.size()));
      }
      sum += forkSum / fork.size();
    }
    return sum / forks.size();
  }

  static double mean(List<Double> values, double ifEmpty) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(ifEmpty);
  }

  private static double meanOfMeans(List<List<Double>> forks) {
    return forks.stream().mapToDouble(fork -> mean(fork, Double.NaN)).average().orElseThrow();
  }
}
