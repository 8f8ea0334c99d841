// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

/**
 * How far a thread goes through its arrays before it comes back: all that it can know of where they
 * come from, since a range may be a part of one that was split.
 */
final class Stretch {

  /** Where this thread goes on, if it does not jump. */
  private long next;

  /** Elements since this thread last jumped, and from there to the jump before. */
  private long run;

  private long lastRun;

  /** Takes note of a range, and returns the elements of the stretch that it seems to belong to. */
  long with(long from, long length) {
    if (from != next) {
      lastRun = run;
      run = 0;
    }
    next = from + length;
    run += length;
    return Math.max(run, lastRun);
  }
}
