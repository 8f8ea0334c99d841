// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import java.util.Arrays;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;

/**
 * Whether this VM turns the Vector API into instructions, measured once, for a VM that cannot be
 * asked: a loop of vectors becomes about as fast as the same loop without, or stays five to a
 * hundred times slower. It takes less than a tenth of a second where the answer is yes.
 */
final class VectorSpeed {

  private static final int ELEMENTS = 1024;

  /** The longest that is waited for a compiler, in nanoseconds. */
  private static final long PATIENCE = 400_000_000;

  /**
   * Calls after which the plain loop is compiled, so that nothing is compared with an interpreter.
   */
  private static final int PLAIN_FIRST = 1000;

  /** Vectors are fast if their loop takes no longer than so many plain ones. */
  private static final int LIMIT = 2;

  private static final float[] X = new float[ELEMENTS];
  private static final float[] Y = new float[ELEMENTS];

  /** What was measured if it was slow, else empty. */
  private static final String SLOW = measure();

  private VectorSpeed() {}

  /**
   * Measures, if nobody has yet.
   *
   * @throws IllegalStateException if vectors are slow here; the message has figures
   */
  static void requireFast() {
    if (!SLOW.isEmpty()) {
      throw new IllegalStateException(SLOW);
    }
  }

  private static String measure() {
    Arrays.fill(Y, 0x1p-10f);
    long plain = Long.MAX_VALUE;
    for (int i = 0; i < PLAIN_FIRST; i++) {
      plain = Math.min(plain, nanosOfPlain());
    }
    long vectors = nanosOfVectors(); // loads the Vector API
    long start = System.nanoTime();
    do {
      plain = Math.min(plain, nanosOfPlain());
      vectors = Math.min(vectors, nanosOfVectors());
      if (vectors <= LIMIT * plain) {
        return "";
      }
    } while (System.nanoTime() - start < PATIENCE);
    return String.format(
        Locale.ROOT,
        "this VM does not compile the Vector API to vector instructions (a loop over %d elements"
            + " took %.2f us after %.1f s, without vectors %.2f us)",
        ELEMENTS,
        vectors / 1e3,
        PATIENCE / 1e9,
        plain / 1e3);
  }

  private static long nanosOfPlain() {
    long start = System.nanoTime();
    plain(X, Y);
    return System.nanoTime() - start;
  }

  private static long nanosOfVectors() {
    long start = System.nanoTime();
    vectors(X, Y);
    return System.nanoTime() - start;
  }

  private static void plain(float[] x, float[] y) {
    for (int i = 0; i < ELEMENTS; i++) {
      x[i] = Math.fma(y[i], y[i], x[i]);
    }
  }

  private static void vectors(float[] x, float[] y) {
    for (int i = 0; i < ELEMENTS; i += Lanes.COUNT) {
      FloatVector b = FloatVector.fromArray(Lanes.FLOATS, y, i);
      b.fma(b, FloatVector.fromArray(Lanes.FLOATS, x, i)).intoArray(x, i);
    }
  }
}
