// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.CompilerControl;

/**
 * Loops of vector operations on registers alone, the only benchmark code with the Vector API. They
 * are written out, because the JIT keeps no array of vectors in registers; as many chains as
 * sixteen registers hold do not depend on each other, so that no operation waits for another. Each
 * is compiled by itself, or it would be too large for C2 to inline all of it, and learns its width
 * from the class of the vectors that it loads: a process measures one width.
 */
final class VectorArithmetic {

  /** Vectors that {@link #fma} works on. */
  static final int FMA_VECTORS = 12;

  /** Vectors that {@link #mix} works on, in pairs. */
  static final int MIX_VECTORS = 16;

  /** Of the pairs. */
  static final int[] ROTATIONS = {10, 26, 11, 21, 13, 27, 23, 5};

  private VectorArithmetic() {}

  /** The width that the SIMD kernel has in this process, in bits. */
  static int bits() {
    return Integer.getInteger("antipgd.width", FloatVector.SPECIES_PREFERRED.vectorBitSize());
  }

  /**
   * {@code x <- a x + c}, so many times.
   *
   * @param bits 512, 256 or 128
   * @param x {@link #FMA_VECTORS} vectors, then a vector a and a vector c: one that is made of a
   *     number would be an object
   */
  static void fma(int bits, float[] x, int trips) {
    fmaLoop(VectorShape.forBitSize(bits).withLanes(float.class), x, trips);
  }

  /**
   * The mix of Threefry4x32, {@code x <- x + y}, then {@code y <- rotated y xor x}, so many times.
   *
   * @param bits 512, 256 or 128
   * @param x {@link #MIX_VECTORS} vectors: x and y of each pair
   */
  static void mix(int bits, int[] x, int trips) {
    mixLoop(VectorShape.forBitSize(bits).withLanes(int.class), x, trips);
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static void fmaLoop(VectorSpecies<Float> species, float[] x, int trips) {
    int lanes = species.length();
    FloatVector a = FloatVector.fromArray(species, x, 12 * lanes);
    FloatVector c = FloatVector.fromArray(species, x, 13 * lanes);
    FloatVector x0 = FloatVector.fromArray(species, x, 0);
    FloatVector x1 = FloatVector.fromArray(species, x, lanes);
    FloatVector x2 = FloatVector.fromArray(species, x, 2 * lanes);
    FloatVector x3 = FloatVector.fromArray(species, x, 3 * lanes);
    FloatVector x4 = FloatVector.fromArray(species, x, 4 * lanes);
    FloatVector x5 = FloatVector.fromArray(species, x, 5 * lanes);
    FloatVector x6 = FloatVector.fromArray(species, x, 6 * lanes);
    FloatVector x7 = FloatVector.fromArray(species, x, 7 * lanes);
    FloatVector x8 = FloatVector.fromArray(species, x, 8 * lanes);
    FloatVector x9 = FloatVector.fromArray(species, x, 9 * lanes);
    FloatVector x10 = FloatVector.fromArray(species, x, 10 * lanes);
    FloatVector x11 = FloatVector.fromArray(species, x, 11 * lanes);
    for (int i = 0; i < trips; i++) {
      x0 = x0.fma(a, c);
      x1 = x1.fma(a, c);
      x2 = x2.fma(a, c);
      x3 = x3.fma(a, c);
      x4 = x4.fma(a, c);
      x5 = x5.fma(a, c);
      x6 = x6.fma(a, c);
      x7 = x7.fma(a, c);
      x8 = x8.fma(a, c);
      x9 = x9.fma(a, c);
      x10 = x10.fma(a, c);
      x11 = x11.fma(a, c);
    }
    x0.intoArray(x, 0);
    x1.intoArray(x, lanes);
    x2.intoArray(x, 2 * lanes);
    x3.intoArray(x, 3 * lanes);
    x4.intoArray(x, 4 * lanes);
    x5.intoArray(x, 5 * lanes);
    x6.intoArray(x, 6 * lanes);
    x7.intoArray(x, 7 * lanes);
    x8.intoArray(x, 8 * lanes);
    x9.intoArray(x, 9 * lanes);
    x10.intoArray(x, 10 * lanes);
    x11.intoArray(x, 11 * lanes);
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static void mixLoop(VectorSpecies<Integer> species, int[] x, int trips) {
    int lanes = species.length();
    IntVector x0 = IntVector.fromArray(species, x, 0);
    IntVector y0 = IntVector.fromArray(species, x, lanes);
    IntVector x1 = IntVector.fromArray(species, x, 2 * lanes);
    IntVector y1 = IntVector.fromArray(species, x, 3 * lanes);
    IntVector x2 = IntVector.fromArray(species, x, 4 * lanes);
    IntVector y2 = IntVector.fromArray(species, x, 5 * lanes);
    IntVector x3 = IntVector.fromArray(species, x, 6 * lanes);
    IntVector y3 = IntVector.fromArray(species, x, 7 * lanes);
    IntVector x4 = IntVector.fromArray(species, x, 8 * lanes);
    IntVector y4 = IntVector.fromArray(species, x, 9 * lanes);
    IntVector x5 = IntVector.fromArray(species, x, 10 * lanes);
    IntVector y5 = IntVector.fromArray(species, x, 11 * lanes);
    IntVector x6 = IntVector.fromArray(species, x, 12 * lanes);
    IntVector y6 = IntVector.fromArray(species, x, 13 * lanes);
    IntVector x7 = IntVector.fromArray(species, x, 14 * lanes);
    IntVector y7 = IntVector.fromArray(species, x, 15 * lanes);
    for (int i = 0; i < trips; i++) {
      x0 = x0.add(y0);
      y0 = y0.lanewise(ROL, 10).lanewise(XOR, x0);
      x1 = x1.add(y1);
      y1 = y1.lanewise(ROL, 26).lanewise(XOR, x1);
      x2 = x2.add(y2);
      y2 = y2.lanewise(ROL, 11).lanewise(XOR, x2);
      x3 = x3.add(y3);
      y3 = y3.lanewise(ROL, 21).lanewise(XOR, x3);
      x4 = x4.add(y4);
      y4 = y4.lanewise(ROL, 13).lanewise(XOR, x4);
      x5 = x5.add(y5);
      y5 = y5.lanewise(ROL, 27).lanewise(XOR, x5);
      x6 = x6.add(y6);
      y6 = y6.lanewise(ROL, 23).lanewise(XOR, x6);
      x7 = x7.add(y7);
      y7 = y7.lanewise(ROL, 5).lanewise(XOR, x7);
    }
    x0.intoArray(x, 0);
    y0.intoArray(x, lanes);
    x1.intoArray(x, 2 * lanes);
    y1.intoArray(x, 3 * lanes);
    x2.intoArray(x, 4 * lanes);
    y2.intoArray(x, 5 * lanes);
    x3.intoArray(x, 6 * lanes);
    y3.intoArray(x, 7 * lanes);
    x4.intoArray(x, 8 * lanes);
    y4.intoArray(x, 9 * lanes);
    x5.intoArray(x, 10 * lanes);
    y5.intoArray(x, 11 * lanes);
    x6.intoArray(x, 12 * lanes);
    y6.intoArray(x, 13 * lanes);
    x7.intoArray(x, 14 * lanes);
    y7.intoArray(x, 15 * lanes);
  }
}
