// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import java.util.Arrays;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;

/**
 * Whether this VM turns the Vector API into instructions, measured once, for a VM that cannot be
 * asked. The gauge is a chain of as many fmas, each of which waits for the last one: it takes about
 * as long in C1's code as in C2's, and no JIT makes vectors of it. A loop of vectors becomes
 * several times as fast at any width, or stays slower. It takes less than a tenth of a second where
 * the answer is yes.
 */
final class VectorSpeed {

  private static final int ELEMENTS = 1024;

  /** The longest that is waited for a compiler, in nanoseconds. */
  private static final long PATIENCE = 400_000_000;

  /** Calls after which the chain is compiled, so that nothing is compared with an interpreter. */
  private static final int CHAINS_FIRST = 1000;

  /** Vectors are fast if the chain takes so many times as long. */
  private static final int FASTER = 2;

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
    long chain = Long.MAX_VALUE;
    for (int i = 0; i < CHAINS_FIRST; i++) {
      chain = Math.min(chain, nanosOfChain());
    }
    long vectors = nanosOfVectors(); // loads the Vector API
    long start = System.nanoTime();
    do {
      chain = Math.min(chain, nanosOfChain());
      vectors = Math.min(vectors, nanosOfVectors());
      if (FASTER * vectors <= chain) {
        return "";
      }
    } while (System.nanoTime() - start < PATIENCE);
    return String.format(
        Locale.ROOT,
        "this VM does not compile the Vector API to vector instructions (a loop over %d elements"
            + " took %.1f us after %.1f s, a chain of as many scalar operations %.1f us)",
        ELEMENTS,
        vectors / 1e3,
        PATIENCE / 1e9,
        chain / 1e3);
  }

  private static long nanosOfChain() {
    long start = System.nanoTime();
    chain(X, Y);
    return System.nanoTime() - start;
  }

  private static long nanosOfVectors() {
    long start = System.nanoTime();
    vectors(X, Y);
    return System.nanoTime() - start;
  }

  private static void chain(float[] x, float[] y) {
    float sum = x[0];
    for (int i = 0; i < ELEMENTS; i++) {
      sum = Math.fma(sum, 0.5f, y[i]);
    }
    x[0] = sum;
  }

  private static void vectors(float[] x, float[] y) {
    for (int i = 0; i < ELEMENTS; i += Lanes.COUNT) {
      FloatVector b = FloatVector.fromArray(Lanes.FLOATS, y, i);
      b.fma(b, FloatVector.fromArray(Lanes.FLOATS, x, i)).intoArray(x, i);
    }
  }
}
