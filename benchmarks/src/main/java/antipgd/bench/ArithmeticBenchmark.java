// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What this machine can compute: operations on registers alone, on chains that do not wait for each
 * other. The best of them is the limit for all kernels. {@code fma} is all that a polynomial does,
 * {@code mix} all that the cipher does; a kernel has both, and a CPU may have units for both side
 * by side.
 *
 * <p>A call does the same number of {@link Operations} however wide the vectors are, so times show
 * what width is worth.
 */
@State(Scope.Thread)
public class ArithmeticBenchmark extends Settings {

  /** Trips over a single lane; a loop over vectors of L lanes takes an Lth of them. */
  static final int TRIPS = 1 << 16;

  /** How wide vectors are. */
  public enum Width {
    /** As wide as the SIMD kernel's. */
    WHOLE,
    /** Half as wide, but no narrower than 128 bits. */
    HALF
  }

  private static final int NARROWEST = 128;

  @Param public Width width;

  float[] floats;
  int[] ints;

  /**
   * Short calls before the long ones. The JIT compiles a method after so many calls of it; after as
   * many turns of a loop within a call it compiles from the middle of that loop, and then vectors
   * are objects in memory.
   */
  private static final int SHORT_CALLS = 10_000;

  private int bits;
  private int trips;

  @Setup
  public void setUp() {
    int whole = VectorArithmetic.bits();
    bits = width == Width.WHOLE ? whole : Math.max(NARROWEST, whole / 2);
    int lanes = bits / Float.SIZE;
    trips = TRIPS / lanes;
    floats = Data.exact((VectorArithmetic.FMA_VECTORS + 2) * lanes, 1);
    int coefficients = VectorArithmetic.FMA_VECTORS * lanes;
    Arrays.fill(floats, coefficients, coefficients + lanes, -1);
    Arrays.fill(floats, coefficients + lanes, floats.length, Data.ETA);
    ints = new int[VectorArithmetic.MIX_VECTORS * lanes];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = i;
    }
    for (int call = 0; call < SHORT_CALLS; call++) {
      VectorArithmetic.fma(bits, floats, 2);
      VectorArithmetic.mix(bits, ints, 2);
    }
  }

  /** {@code x <- eta - x}: fused multiply-adds that do not round. */
  @Benchmark
  @Work(operations = @Operations((double) VectorArithmetic.FMA_VECTORS * TRIPS), limit = true)
  public void fma() {
    VectorArithmetic.fma(bits, floats, trips);
  }

  /** Additions, rotations and exclusive ors of integers. */
  @Benchmark
  @Work(operations = @Operations(1.5 * VectorArithmetic.MIX_VECTORS * TRIPS), limit = true)
  public void mix() {
    VectorArithmetic.mix(bits, ints, trips);
  }
}
