// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How long a run will take, from the time that a VM takes to start here and the lengths of the
 * iterations; corrected by what the cases that are done took.
 */
final class Schedule {

  private static final double SECONDS_PER_MINUTE = 60;
  private static final double NS = 1e9;

  /**
   * Elements whose arrays take as long to be made as a VM to start, by the runs of this project.
   */
  private static final double ELEMENTS_PER_START = 5e6;

  private final double startSeconds;
  private final double limit;
  private final LongSupplier clock;
  private final long begin;
  private final int cases;
  private final double planned;
  private double donePlanned;
  private int begun;

  /**
   * Plans a run that begins now.
   *
   * @param plan all its cases
   * @param startSeconds what a fork takes before its first iteration
   * @param limit seconds that the run shall take at most; infinite if there is no limit
   * @param clock time in ns
   */
  Schedule(List<Planned> plan, double startSeconds, double limit, LongSupplier clock) {
    this.startSeconds = startSeconds;
    this.limit = limit;
    this.clock = clock;
    begin = clock.getAsLong();
    cases = plan.size();
    planned = plan.stream().mapToDouble(this::seconds).sum();
  }

  private double seconds(Planned of) {
    return Math.max(1, of.effort().forks()) * forkSeconds(of);
  }

  private double forkSeconds(Planned of) {
    double elements = Double.parseDouble(of.what().params().getOrDefault(Parameters.LENGTH, "0"));
    double starts = (of.effort().forks() == 0 ? 0 : 1) + elements / ELEMENTS_PER_START;
    return starts * startSeconds + of.effort().seconds();
  }

  /** What to say before anything runs. */
  String announcement() {
    return String.format(
        Locale.ROOT,
        "%d benchmarks, about %.1f min%s",
        cases,
        planned / SECONDS_PER_MINUTE,
        limit < Double.POSITIVE_INFINITY
            ? String.format(
                Locale.ROOT,
                "; forks that are not steady run again with a longer warm-up as long as it all ends"
                    + " within %.0f min",
                limit / SECONDS_PER_MINUTE)
            : "");
  }

  /** Tells that a case begins: how far the run is. */
  String next() {
    begun++;
    return String.format(
        Locale.ROOT,
        "# Benchmark %d of %d, %.1f min so far, about %.1f min left",
        begun,
        cases,
        elapsed() / SECONDS_PER_MINUTE,
        left() / SECONDS_PER_MINUTE);
  }

  /** Tells that a case has ended. */
  void done(Planned of) {
    donePlanned += seconds(of);
  }

  private double elapsed() {
    return (clock.getAsLong() - begin) / NS;
  }

  /** As if a minute had gone as planned before, so that no single case at the beginning decides. */
  private double left() {
    double slower = (elapsed() + SECONDS_PER_MINUTE) / (donePlanned + SECONDS_PER_MINUTE);
    return (planned - donePlanned) * (donePlanned == 0 ? 1 : slower);
  }

  /** Whether there is time to run a fork again, and longer by some seconds. */
  boolean allowsAgain(Planned of, double longerBySeconds) {
    return elapsed() + left() + forkSeconds(of) + longerBySeconds <= limit;
  }
}
