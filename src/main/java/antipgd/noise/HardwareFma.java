// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/**
 * Whether {@link Math#fma(float, float, float)} is an instruction here. Without one it is computed
 * in {@link java.math.BigDecimal}: the same bits, some hundred to a thousand times slower.
 *
 * <p>It is measured, because that works on every VM and takes half a millisecond, where asking for
 * {@code UseFMA} takes ten milliseconds: a square root, an instruction everywhere, is the gauge. An
 * interpreter that does not know the instruction that its compiler will use counts as a VM without.
 */
public final class HardwareFma {

  private static final int BATCHES = 5;
  private static final int CALLS = 64;

  /** An instruction takes about as long as the gauge, software a hundred times longer. */
  private static final int LIMIT = 10;

  /** What a clock may round away, in nanoseconds. */
  private static final int TICK = 100;

  /** So far from 1 that BigDecimal has a hundred digits to add, which is slow when compiled too. */
  private static final float SMALL = 0x1p-100f;

  private static final boolean PRESENT = measure();

  private HardwareFma() {}

  /**
   * Tells whether fma is fast.
   *
   * @return true if this VM has it in hardware
   */
  public static boolean isPresent() {
    return PRESENT;
  }

  /** By the quickest batch of each: others may have been interrupted, or waited for a compiler. */
  private static boolean measure() {
    long fmas = Long.MAX_VALUE;
    long roots = Long.MAX_VALUE;
    for (int batch = 0; batch < BATCHES; batch++) {
      fmas = Math.min(fmas, nanosOfFmas());
      roots = Math.min(roots, nanosOfRoots());
    }
    return fmas < LIMIT * (TICK + roots);
  }

  private static long nanosOfFmas() {
    float x = 1f;
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      x = Math.fma(x, SMALL, 1f);
    }
    return since(start, x);
  }

  private static long nanosOfRoots() {
    double x = 2;
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      x = Math.sqrt(x);
    }
    return since(start, x);
  }

  /** Reads the result, so that no compiler leaves the loop out. */
  private static long since(long start, double result) {
    long nanos = System.nanoTime() - start;
    return result > 0 ? nanos : Long.MAX_VALUE;
  }
}
