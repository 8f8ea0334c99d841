// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether the iterations that were measured have one level. A mean of others says nothing: code was
 * still being compiled, was thrown away, or the machine changed (Barrett et al., 2017; Traini et
 * al., 2022).
 *
 * <p>Each fork is judged by itself, on the logarithms of its iterations' times. It is not steady if
 *
 * <ul>
 *   <li>its first iteration took more than {@value #COLD} times the median of the others, unless
 *       the last iteration of warm-up is known and had their level;
 *   <li>some point parts them into two whose medians are more than {@value #LEAST} apart, and with
 *       a median for each part they are likelier than with one by more than e^{@value #LIKELIER},
 *       under Laplace's law: {@code n log(d / (d1 + d2))}, where {@code d} are sums of distances
 *       from medians;
 *   <li>they rise or fall by more than {@value #LEAST} along the median slope (Theil and Sen), and
 *       the number of pairs in order is beyond {@value #DEVIATIONS} standard deviations (Mann and
 *       Kendall).
 * </ul>
 *
 * <p>Either of the last two calls at most one fork in two hundred unsteady where chance alone
 * orders its iterations, under a normal, Laplace, exponential or lognormal law (simulated for 5 to
 * 30 iterations). Before them the slowest iteration is left out, for a neighbour's: one slow
 * iteration is not a slow kernel. A neighbour that stays to the end is a change of level like any
 * other.
 *
 * @param state what can be said
 * @param reason why it is not steady; empty otherwise
 */
public record Steadiness(State state, String reason) {

  /** What can be said of iterations. */
  public enum State {
    /** One level in every fork. */
    STEADY,
    /** Some fork changed while it was measured. */
    NOT_STEADY,
    /** Too few iterations to tell. */
    UNKNOWN
  }

  /** Of fewer iterations no order is rare. */
  private static final int LEAST_ITERATIONS = 5;

  private static final double COLD = 1.5;
  private static final double LEVEL = 1.25;
  private static final double LEAST = 1.1;
  private static final double LIKELIER = 12.5;
  private static final double DEVIATIONS = 2.81;

  private static final Steadiness STEADY = new Steadiness(State.STEADY, "");
  private static final Steadiness UNKNOWN = new Steadiness(State.UNKNOWN, "");

  /**
   * Judges all forks of a result.
   *
   * @param forks times of the measured iterations of each fork, in any unit
   * @return not steady if one fork is not, unknown if one has too few iterations
   */
  public static Steadiness ofForks(List<List<Double>> forks) {
    Steadiness all = STEADY;
    for (int i = 0; i < forks.size(); i++) {
      Steadiness fork = ofFork(List.of(), forks.get(i));
      if (fork.state == State.NOT_STEADY) {
        return new Steadiness(State.NOT_STEADY, "fork " + (i + 1) + " " + fork.reason);
      }
      all = fork.state == State.UNKNOWN ? fork : all;
    }
    return all;
  }

  /**
   * Judges a fork.
   *
   * @param warmUp times of the iterations before, in the same unit; empty if they are not known
   * @param measured times of the measured iterations
   * @return whether they have one level
   */
  public static Steadiness ofFork(List<Double> warmUp, List<Double> measured) {
    if (measured.size() < LEAST_ITERATIONS) {
      return UNKNOWN;
    }
    double[] times = logarithms(measured);
    double others = median(Arrays.copyOfRange(times, 1, times.length));
    boolean wasWarm =
        !warmUp.isEmpty() && Math.log(warmUp.get(warmUp.size() - 1)) <= others + Math.log(LEVEL);
    if (!wasWarm && times[0] > others + Math.log(COLD)) {
      return notSteady(
          "was still warming up: its first iteration took %s times as long as the others",
          times[0] - others);
    }
    double[] kept = withoutSlowest(times, wasWarm);
    Change change = Change.of(kept);
    if (Math.abs(change.by) > Math.log(LEAST) && change.likelier > LIKELIER) {
      return notSteady("became %s times " + direction(change.by), change.by);
    }
    double drift = slope(kept) * (kept.length - 1);
    if (Math.abs(drift) > Math.log(LEAST) && Math.abs(inOrder(kept)) > DEVIATIONS) {
      return notSteady("drifted: it became %s times " + direction(drift), drift);
    }
    return STEADY;
  }

  private static String direction(double by) {
    return (by < 0 ? "faster" : "slower") + " while it was measured";
  }

  private static Steadiness notSteady(String how, double by) {
    double factor = Math.exp(Math.abs(by));
    String shown = String.format(Locale.ROOT, factor < 10 ? "%.2f" : "%.0f", factor);
    return new Steadiness(State.NOT_STEADY, String.format(Locale.ROOT, how, shown));
  }

  private static double[] logarithms(List<Double> times) {
    return times.stream().mapToDouble(Math::log).toArray();
  }

  /** A slow first iteration is kept where it may be one of warming up. */
  private static double[] withoutSlowest(double[] times, boolean wasWarm) {
    int slowest = 0;
    for (int i = 1; i < times.length; i++) {
      slowest = times[i] > times[slowest] ? i : slowest;
    }
    if (slowest == 0 && !wasWarm) {
      return times;
    }
    double[] kept = new double[times.length - 1];
    System.arraycopy(times, 0, kept, 0, slowest);
    System.arraycopy(times, slowest + 1, kept, slowest, kept.length - slowest);
    return kept;
  }

  /**
   * The point that parts a series best.
   *
   * @param by how much higher the median is after it
   * @param likelier the logarithm of how much likelier the series is with a median for each part
   */
  private record Change(double by, double likelier) {

    static Change of(double... series) {
      double whole = distances(series, 0, series.length);
      double least = whole;
      double by = 0;
      for (int at = 1; at < series.length; at++) {
        double parts = distances(series, 0, at) + distances(series, at, series.length);
        if (parts < least) {
          least = parts;
          by =
              median(Arrays.copyOfRange(series, at, series.length))
                  - median(Arrays.copyOfRange(series, 0, at));
        }
      }
      return new Change(by, by == 0 ? 0 : series.length * Math.log(whole / least));
    }

    private static double distances(double[] series, int from, int to) {
      double[] part = Arrays.copyOfRange(series, from, to);
      double median = median(part);
      double sum = 0;
      for (double value : part) {
        sum += Math.abs(value - median);
      }
      return sum;
    }
  }

  /** The median slope between two iterations. */
  private static double slope(double... series) {
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < series.length; i++) {
      for (int j = i + 1; j < series.length; j++) {
        slopes.add((series[j] - series[i]) / (j - i));
      }
    }
    return median(slopes.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Pairs that rise, less those that fall, in standard deviations of their number by chance. */
  private static double inOrder(double... series) {
    double sum = 0;
    double n = series.length;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        sum += Math.signum(series[j] - series[i]);
      }
    }
    return sum / Math.sqrt(n * (n - 1) * (2 * n + 5) / 18);
  }

  /** The median of some numbers. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
