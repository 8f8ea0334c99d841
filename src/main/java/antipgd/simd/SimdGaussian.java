// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import static antipgd.simd.NoiseBlock.W1;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.SQRT;

import antipgd.noise.Gaussian;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Gaussian} on whole tiles of words, same operations in the same order. What is static here
 * and what is broadcast before a loop is decided by speed: see {@code docs/notes.md}.
 */
final class SimdGaussian {

  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final VectorSpecies<Integer> INTS = Lanes.INTS;
  private static final int LANES = Lanes.COUNT;

  private static final IntVector ODD = all(Gaussian.ODD);
  private static final FloatVector UNIT = all(Gaussian.UNIT);
  private static final FloatVector MINUS_ONE = all(-1f);
  private static final FloatVector LN = all(Gaussian.LN);
  private static final FloatVector N0 = all(Gaussian.N0);
  private static final FloatVector N1 = all(Gaussian.N1);
  private static final FloatVector N2 = all(Gaussian.N2);
  private static final FloatVector N3 = all(Gaussian.N3);
  private static final FloatVector N4 = all(Gaussian.N4);
  private static final FloatVector N5 = all(Gaussian.N5);
  private static final FloatVector N6 = all(Gaussian.N6);
  private static final FloatVector N7 = all(Gaussian.N7);
  private static final FloatVector N8 = all(Gaussian.N8);

  /** Words 0 and 2 to radii, then these and words 1 and 3 to normal numbers. */
  static final List<Stage> RADII = List.of(SimdGaussian::radii);

  static final List<Stage> STAGES = List.of(SimdGaussian::radii, SimdGaussian::pairs);

  private SimdGaussian() {}

  /** Replaces words 0 and 2 by the bits of signed radii. */
  static void radii(NoiseBlock b) {
    IntVector odd = all(Gaussian.ODD);
    IntVector sign = all(Gaussian.SIGN);
    IntVector split = all(Gaussian.SPLIT);
    IntVector exponents = all(Gaussian.EXPONENT);
    int[] words = b.words;
    int first = b.first;
    for (int j = 0, end = b.count / 2; j < end; j += LANES) {
      int i = first + NoiseBlock.radius(j);
      FloatVector f = (FloatVector) load(words, i).or(odd).convertShape(I2F, FLOATS, 0);
      IntVector bits = f.reinterpretAsInts();
      IntVector magnitude = bits.and(Integer.MAX_VALUE);
      IntVector exponent = magnitude.sub(split).and(exponents);
      FloatVector x = magnitude.sub(exponent).reinterpretAsFloats().fma(UNIT, MINUS_ONE);
      FloatVector x2 = x.mul(x);
      FloatVector x4 = x2.mul(x2);
      FloatVector low = N3.fma(x, N2).fma(x2, N1.fma(x, N0));
      FloatVector high = N8.fma(x4, N7.fma(x, N6).fma(x2, N5.fma(x, N4)));
      FloatVector n = high.fma(x4, low);
      FloatVector k = (FloatVector) exponent.convertShape(I2F, FLOATS, 0);
      IntVector root = k.fma(LN, n.mul(x)).lanewise(SQRT).reinterpretAsInts();
      root.or(bits.and(sign)).intoArray(words, i);
    }
  }

  /** Radii and angle words to normal numbers. */
  private static void pairs(NoiseBlock b) {
    FloatVector unit = all(Gaussian.UNIT);
    FloatVector one = all(1f);
    FloatVector c1 = all(Gaussian.C1);
    FloatVector c2 = all(Gaussian.C2);
    FloatVector c3 = all(Gaussian.C3);
    FloatVector c4 = all(Gaussian.C4);
    FloatVector s0 = all(Gaussian.S0);
    FloatVector s1 = all(Gaussian.S1);
    FloatVector s2 = all(Gaussian.S2);
    FloatVector s3 = all(Gaussian.S3);
    FloatVector s4 = all(Gaussian.S4);
    int[] words = b.words;
    float[] out = b.out;
    int first = b.first;
    int outFrom = b.outFrom - first;
    for (int j = 0, end = b.count / 2; j < end; j += LANES) {
      int i = first + NoiseBlock.radius(j);
      int at = outFrom + i;
      FloatVector r = load(words, i).reinterpretAsFloats();
      FloatVector t =
          ((FloatVector) load(words, i + W1).or(ODD).convertShape(I2F, FLOATS, 0)).mul(unit);
      FloatVector s = t.mul(t);
      FloatVector c = c4.fma(s, c3).fma(s, c2).fma(s, c1).fma(s, one);
      r.mul(one.sub(t).mul(one.add(t))).mul(c).intoArray(out, at);
      FloatVector p = s4.fma(s, s3).fma(s, s2).fma(s, s1).fma(s, s0);
      r.mul(t).mul(p).intoArray(out, at + W1);
    }
  }

  private static IntVector load(int[] words, int i) {
    return IntVector.fromArray(INTS, words, i);
  }

  private static IntVector all(int value) {
    return IntVector.broadcast(INTS, value);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }
}
