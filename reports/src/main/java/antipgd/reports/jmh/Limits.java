// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.BenchmarkLegend;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the machine can do at all in one environment: the memory limit is the most bytes a second
 * that a pattern of reads and writes moved at a length, the arithmetic limit the most operations on
 * lanes a second that registers alone did. Both are of as many threads as the kernel has.
 *
 * <p>A kernel cannot be faster than either lets it. The limit of which it reaches the larger share
 * binds it; above 100 % something is wrong with a count, a pattern or the run.
 *
 * @param results those that measured limits
 */
record Limits(List<JmhResult> results) {

  static final String ABOUT =
      "% limit is how much a kernel reaches of the limit that binds it: memory, the most GB/s of any"
          + " pattern that the run measured at the same n, or arithmetic, the most operations a second"
          + " on registers alone.";

  /** Threads that a kernel uses by itself, by this project's convention. */
  private static final String OWN_THREADS = "threads";

  /** What is below is shown as 100 %. */
  private static final double ROUNDED = 1.005;

  /** A limit, and what its sort is called. */
  enum Sort {
    MEMORY("memory", JmhResult::bandwidth),
    ARITHMETIC("arithmetic", JmhResult::arithmetic);

    final String label;
    final Function<JmhResult, Optional<Estimate>> rate;

    Sort(String label, Function<JmhResult, Optional<Estimate>> rate) {
      this.label = label;
      this.rate = rate;
    }

    private boolean isMeasuredBy(JmhResult limit) {
      BenchmarkLegend legend = limit.legend();
      return this == (legend.bytesPerElement() > 0 ? MEMORY : ARITHMETIC);
    }
  }

  /**
   * How much of a limit a kernel reaches.
   *
   * @param of which limit
   * @param value 1 for all of it, with the interval of the kernel
   */
  record Share(Sort of, Estimate value) {

    /** Beyond its interval, where that is known. */
    boolean isFault() {
      return (value.isKnown() ? value.lower() : value.estimate()) >= ROUNDED;
    }

    /** Per cent, and of what. */
    @Override
    public String toString() {
      return perCent() + " " + of.label + (isFault() ? " (fault)" : "");
    }

    String perCent() {
      return value.estimate() < 0.01 ? "<1" : String.valueOf(Math.round(100 * value.estimate()));
    }
  }

  /** What faults mean, if there are any. */
  static Optional<String> about(List<String> faults) {
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Fault: nothing can be above a limit, but this run has "
                + String.join(", ", faults)
                + ". So a limit was measured too low, or the work of a kernel is stated too high.");
  }

  static Limits of(Collection<JmhResult> all) {
    return new Limits(all.stream().filter(result -> result.legend().limit()).toList());
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  /** Those of memory. */
  List<JmhResult> patterns() {
    return results.stream().filter(Sort.MEMORY::isMeasuredBy).toList();
  }

  /** What measured the limit that holds for a kernel. */
  Optional<JmhResult> best(Sort sort, JmhResult kernel) {
    return results.stream()
        .filter(sort::isMeasuredBy)
        .filter(JmhResult::mayBeCompared)
        .filter(limit -> sort == Sort.ARITHMETIC || limit.elements().equals(kernel.elements()))
        .filter(limit -> threads(limit) == threads(kernel))
        .filter(limit -> sort.rate.apply(limit).isPresent())
        .max(Comparator.comparingDouble(limit -> sort.rate.apply(limit).get().estimate()));
  }

  /** What else measured arithmetic on as many threads. */
  List<JmhResult> others(JmhResult best) {
    return results.stream()
        .filter(other -> other != best)
        .filter(Sort.ARITHMETIC::isMeasuredBy)
        .filter(other -> threads(other) == threads(best))
        .filter(JmhResult::mayBeCompared)
        .filter(other -> other.arithmetic().isPresent())
        .toList();
  }

  private static long threads(JmhResult result) {
    String own = result.params().getOrDefault(OWN_THREADS, "1");
    return result.threads() * (own.matches("\\d{1,9}") ? Long.parseLong(own) : 1);
  }

  /**
   * How much of a limit a kernel reaches.
   *
   * @param time the kernel's, in any unit, for the interval
   */
  Optional<Share> share(Sort sort, JmhResult kernel, Estimate time) {
    if (!kernel.mayBeCompared()) {
      return Optional.empty();
    }
    return sort.rate
        .apply(kernel)
        .flatMap(
            rate ->
                best(sort, kernel)
                    .flatMap(sort.rate)
                    .map(limit -> rate.estimate() / limit.estimate())
                    .map(share -> new Share(sort, time.inverse().times(share * time.estimate()))));
  }
}
