// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static antipgd.noise.Fma.fma;
import static antipgd.noise.Gaussian.C0;
import static antipgd.noise.Gaussian.C1;
import static antipgd.noise.Gaussian.C2;
import static antipgd.noise.Gaussian.C3;
import static antipgd.noise.Gaussian.C4;
import static antipgd.noise.Gaussian.N0;
import static antipgd.noise.Gaussian.N1;
import static antipgd.noise.Gaussian.N2;
import static antipgd.noise.Gaussian.N3;
import static antipgd.noise.Gaussian.N4;
import static antipgd.noise.Gaussian.N5;
import static antipgd.noise.Gaussian.N6;
import static antipgd.noise.Gaussian.N7;
import static antipgd.noise.Gaussian.N8;
import static antipgd.noise.Gaussian.S0;
import static antipgd.noise.Gaussian.S1;
import static antipgd.noise.Gaussian.S2;
import static antipgd.noise.Gaussian.S3;
import static antipgd.noise.Gaussian.S4;
import static antipgd.noise.Gaussian.UNIT;

/**
 * {@link Gaussian} on arrays of words, the same operations in the same order. A loop has no more in
 * it than C2 makes vectors of: bits of floats are taken between loops, conversions, of which JDK 17
 * makes none, have loops of their own, and the sign of a radius is a factor.
 */
final class BlockedGaussian {

  /** {@code -2 ln 2}. */
  private static final float LN = Gaussian.LN * 0x1p23f;

  /** A float of {@code SHIFT + k} has k in its last bits, where {@code |k| < 2^22}. */
  private static final float SHIFT = 0x1.8p23f;

  private static final int SHIFT_BITS = Float.floatToRawIntBits(SHIFT);

  private final FloatBits floatBits;
  private final int[] bits;
  private final int[] mantissaBits;
  private final int[] exponentBits;
  private final float[] u;
  private final float[] t;
  private final float[] mantissa;
  private final float[] exponent;
  private final float[] radius;

  BlockedGaussian(int pairs) {
    floatBits = new FloatBits(pairs);
    bits = new int[pairs];
    mantissaBits = new int[pairs];
    exponentBits = new int[pairs];
    u = new float[pairs];
    t = new float[pairs];
    mantissa = new float[pairs];
    exponent = new float[pairs];
    radius = new float[pairs];
  }

  /** {@code n} pairs: cosine members to {@code even}, sine members to {@code odd}. */
  void pairs(int n, int[] radii, int[] angles, float[] even, float[] odd) {
    convert(n, radii, u);
    convert(n, angles, t);
    floatBits.toInts(u, bits, n);
    split(n);
    floatBits.toFloats(mantissaBits, mantissa, 0, n);
    floatBits.toFloats(exponentBits, exponent, 0, n);
    radius(n);
    cosine(n, even);
    sine(n, odd);
  }

  private static void convert(int n, int[] words, float[] floats) {
    for (int i = 0; i < n; i++) {
      floats[i] = (float) (words[i] | Gaussian.ODD);
    }
  }

  /** {@code |u| = 2^k m}: the bits of m, and of SHIFT + k. */
  private void split(int n) {
    int[] bits = this.bits;
    int[] mantissaBits = this.mantissaBits;
    int[] exponentBits = this.exponentBits;
    for (int i = 0; i < n; i++) {
      int magnitude = bits[i] & ~Gaussian.SIGN;
      int exponent = (magnitude - Gaussian.SPLIT) & Gaussian.EXPONENT;
      mantissaBits[i] = magnitude - exponent;
      exponentBits[i] = SHIFT_BITS + (exponent >> 23);
    }
  }

  private void radius(int n) {
    float[] u = this.u;
    float[] mantissa = this.mantissa;
    float[] exponent = this.exponent;
    float[] radius = this.radius;
    for (int i = 0; i < n; i++) {
      float x = fma(mantissa[i], UNIT, -1f);
      float k = exponent[i] - SHIFT;
      float x2 = x * x;
      float x4 = x2 * x2;
      float low = fma(fma(N3, x, N2), x2, fma(N1, x, N0));
      float high = fma(N8, x4, fma(fma(N7, x, N6), x2, fma(N5, x, N4)));
      float minusTwoLogU = fma(k, LN, fma(high, x4, low) * x);
      float sign = Math.max(-1f, Math.min(1f, u[i]));
      radius[i] = Math.abs((float) Math.sqrt(minusTwoLogU)) * sign;
    }
  }

  private void cosine(int n, float[] even) {
    float[] t = this.t;
    float[] radius = this.radius;
    for (int i = 0; i < n; i++) {
      float x = t[i] * UNIT;
      float s = x * x;
      float c = fma(fma(fma(fma(C4, s, C3), s, C2), s, C1), s, C0);
      even[i] = (radius[i] * ((1f - x) * (1f + x))) * c;
    }
  }

  private void sine(int n, float[] odd) {
    float[] t = this.t;
    float[] radius = this.radius;
    for (int i = 0; i < n; i++) {
      float x = t[i] * UNIT;
      float s = x * x;
      float c = fma(fma(fma(fma(S4, s, S3), s, S2), s, S1), s, S0);
      odd[i] = (radius[i] * x) * c;
    }
  }
}
