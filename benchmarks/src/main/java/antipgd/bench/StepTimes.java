// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import java.util.stream.IntStream;

/**
 * When each step of a run ended, and when the run was warm.
 *
 * <p>The <em>steady</em> time of a step is the median of those that ended in the last quarter of
 * the run's time. A step is <em>slow</em> if it took more than {@value #SLOW} times that. The run
 * is <em>warm</em> from the moment on that best parts slow steps from others: the moment for which
 * the time of others before it and of slow ones after it is least together. So it takes neither a
 * window nor a number of steps to wait for: a late slow step, or a neighbour's burst that is
 * shorter than the good time before it, does not put the moment off, and a short spell of fast
 * steps between slow ones does not bring it forward.
 */
final class StepTimes {

  private static final double SLOW = 1.5;

  private final long[] ends;
  private final int steps;

  /**
   * A run.
   *
   * @param ends when each step ended, in ns since the run began, in ascending order; what comes
   *     after the steps is not looked at
   * @param steps number of steps, 1 or more
   */
  StepTimes(long[] ends, int steps) {
    this.ends = ends;
    this.steps = steps;
  }

  /** How long the first step took, in ns. */
  long first() {
    return ends[0];
  }

  /** How long the whole run took, in ns. */
  long all() {
    return ends[steps - 1];
  }

  /**
   * Counts steps.
   *
   * @param time in ns since the run began
   * @return steps that had ended by then; NaN if the run was shorter
   */
  double endedBy(long time) {
    return time > all() ? Double.NaN : endedBefore(time + 1);
  }

  private int endedBefore(long time) {
    int step = 0;
    while (step < steps && ends[step] < time) {
      step++;
    }
    return step;
  }

  /** The steady time of a step, in ns. */
  double steady() {
    long[] last =
        IntStream.range(endedBefore(all() - all() / 4), steps)
            .mapToLong(this::time)
            .sorted()
            .toArray();
    return (last[(last.length - 1) / 2] + last[last.length / 2]) / 2.0;
  }

  private long time(int step) {
    return step == 0 ? ends[0] : ends[step] - ends[step - 1];
  }

  /** When the run was warm, in ns since it began; 0 if it was from the beginning. */
  long warm() {
    double limit = SLOW * steady();
    long warm = 0;
    long most = 0;
    long sum = 0;
    for (int step = 0; step < steps; step++) {
      long time = time(step);
      sum += time > limit ? time : -time;
      if (sum > most) {
        most = sum;
        warm = ends[step];
      }
    }
    return warm;
  }
}
