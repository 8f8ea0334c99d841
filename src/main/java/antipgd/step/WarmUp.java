// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.time.Duration;

/** {@link StepKernel#warmUp}: steps until the JIT has nothing left to do. No benchmark. */
final class WarmUp {

  /** Whole chunks of every kernel and enough parts to be split, with ragged ends on both sides. */
  private static final int LENGTH = (1 << 14) + 100;

  private static final long ELEMENT = 1000;

  /** What is looked at in one go, in nanoseconds. */
  private static final long WINDOW = 250_000_000;

  /** Windows without progress until the end: longer than C2 works on one method. */
  private static final int QUIET = 2;

  private static final long MOST = 20_000_000_000L;

  /** A step that takes less than so much of the fastest before is a step forward. */
  private static final double FASTER = 0.9;

  /** Of a window: what compilers may do for others meanwhile. */
  private static final double IDLE = 0.05;

  private final StepKernel kernel;
  private final Rule rule;
  private final Noise xi;
  private final Slice at = Slice.of(new float[LENGTH], new float[LENGTH], 0, LENGTH, ELEMENT);

  /** Time of the fastest step. */
  private long fastest = Long.MAX_VALUE;

  WarmUp(StepKernel kernel, Rule rule, Noise xi) {
    this.kernel = kernel;
    this.rule = rule;
    this.xi = ofOurOwn(xi);
  }

  Duration run() {
    long start = System.nanoTime();
    for (int idle = 0; idle < QUIET && System.nanoTime() - start < MOST; ) {
      idle = improves() ? 0 : idle + 1;
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Steps for a while, and tells whether that was of use. */
  private boolean improves() {
    long before = fastest;
    long compilers = Vm.compilerMillis();
    long start = System.nanoTime();
    do {
      steps();
    } while (System.nanoTime() - start < WINDOW);
    return fastest < FASTER * before || (Vm.compilerMillis() - compilers) * 1e6 > IDLE * WINDOW;
  }

  /** The first step, which has no last noise; one like most others, which is timed; two scales. */
  private void steps() {
    kernel.step(rule, at, xi, 0, 0.1f, 0.1f, 0.1f);
    long start = System.nanoTime();
    kernel.step(rule, at, xi, 1, 0.1f, 0.1f, 0.1f);
    fastest = Math.min(fastest, System.nanoTime() - start);
    kernel.step(rule, at, xi, 2, 0.1f, 0.1f, 0.2f);
  }

  /** Noise that is held in the same way, in other arrays. */
  private static Noise ofOurOwn(Noise xi) {
    if (xi instanceof Noise.Stored stored) {
      return Noise.stored(stored.stream(), new float[LENGTH]);
    }
    if (xi instanceof Noise.Supplied supplied) {
      return new Noise.Supplied(
          supplied.xiLast() == null ? null : new float[LENGTH], new float[LENGTH]);
    }
    return xi;
  }
}
