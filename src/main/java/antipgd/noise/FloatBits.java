// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Floats to their bits and back, an array at a time by way of memory: C2 makes no vectors of {@link
 * Float#floatToRawIntBits} and {@link Float#intBitsToFloat}.
 */
final class FloatBits {

  private final IntBuffer ints;
  private final FloatBuffer floats;

  FloatBits(int capacity) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(capacity * Float.BYTES).order(ByteOrder.nativeOrder());
    ints = bytes.asIntBuffer();
    floats = bytes.asFloatBuffer();
  }

  /** {@code to[i] <- bits of from[i]}. */
  void toInts(float[] from, int[] to, int n) {
    floats.put(0, from, 0, n);
    ints.get(0, to, 0, n);
  }

  /** {@code to[toFrom + i] <- float of the bits from[i]}. */
  void toFloats(int[] from, float[] to, int toFrom, int n) {
    ints.put(0, from, 0, n);
    floats.get(0, to, toFrom, n);
  }
}
