// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The lane width of this process, from {@code antipgd.width}: constants, because the JIT makes
 * vectors of registers only for a species that it knows at compile time.
 */
final class Lanes {

  static final VectorSpecies<Float> FLOATS;
  static final VectorSpecies<Integer> INTS;

  private static final int NARROWEST = 128;

  /** Elements in a vector. */
  static final int COUNT;

  static {
    VectorShape shape =
        switch (width()) {
          case "128" -> VectorShape.S_128_BIT;
          case "256" -> VectorShape.S_256_BIT;
          case "512" -> VectorShape.S_512_BIT;
          default -> VectorShape.preferredShape();
        };
    FLOATS = VectorSpecies.of(float.class, shape);
    INTS = VectorSpecies.of(int.class, shape);
    COUNT = FLOATS.length();
  }

  private Lanes() {}

  private static String width() {
    try {
      return System.getProperty("antipgd.width", "preferred");
    } catch (SecurityException e) {
      return "preferred"; // Where a security manager hides it.
    }
  }

  static int bits() {
    return FLOATS.vectorBitSize();
  }

  /**
   * Wider vectors than the JVM prefers work, but in memory instead of in registers; and those of 64
   * bits lack instructions.
   *
   * @throws IllegalStateException if this CPU and JVM have no registers for the width
   */
  static void requireRegisters() {
    int widest =
        Math.max(
            FloatVector.SPECIES_PREFERRED.vectorBitSize(),
            IntVector.SPECIES_PREFERRED.vectorBitSize());
    if (widest < NARROWEST) {
      throw new IllegalStateException(
          "vectors of this CPU and JVM have " + widest + " bits: at least 128 are needed");
    }
    if (bits() > widest) {
      throw new IllegalStateException(
          "antipgd.width = " + bits() + ": this CPU and JVM allow at most " + widest);
    }
  }
}
