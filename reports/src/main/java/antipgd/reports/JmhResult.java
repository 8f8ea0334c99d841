package antipgd.reports;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One benchmark of a JMH run: a method at one set of parameters.
 *
 * @param benchmarkClass fully qualified name of the class
 * @param method name of the method
 * @param mode JMH's short name of the mode, as in {@code avgt}
 * @param params parameters in the order of the file
 * @param threads threads that ran the method side by side
 * @param forkMeans mean time of one call in each fork, in ns
 * @param allocation bytes allocated by one call, if the profiler {@code gc} ran
 * @param environment what it ran on, in the order of the file; empty in JMH's own files
 */
public record JmhResult(
    String benchmarkClass,
    String method,
    String mode,
    Map<String, String> params,
    int threads,
    List<Double> forkMeans,
    OptionalDouble allocation,
    Map<String, String> environment) {

  /**
   * The mean of the fork means.
   *
   * @return time of one call, in ns
   */
  public double time() {
    return forkMeans.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /**
   * The length of the arrays, which parameter {@code n} holds by this project's convention.
   *
   * @return elements a call works on, or nothing without such a parameter
   */
  public OptionalInt elements() {
    try {
      int n = Integer.parseInt(params.getOrDefault("n", ""));
      return n > 0 ? OptionalInt.of(n) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
