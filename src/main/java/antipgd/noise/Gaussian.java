// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/**
 * Two random words to two independent standard normal floats: Box and Muller (1958), in float32
 * with every rounding fixed.
 *
 * <p>The radius word {@code a} gives a sign and {@code u = |float(a | 1)| / 2^31} in (0, 1]; the
 * angle word {@code b} gives {@code t = float(b | 1) / 2^31} in [-1, 1]. With {@code r = +-sqrt(-2
 * ln u)} the pair is {@code r cos(pi t / 2)} and {@code r sin(pi t / 2)}: the angle needs only half
 * a turn, because the sign of {@code r} gives the other half, so nothing has to be reduced. Setting
 * the last bit makes both grids exactly symmetric about zero, hence every odd moment and the
 * correlation of a pair exactly zero.
 *
 * <p><b>Logarithm.</b> {@code u = 2^k m} with {@code m} in [1/sqrt 2, sqrt 2), {@code x = m - 1},
 * and {@code -2 ln u = -2 k ln 2 + x N(x)}. {@code N}, of degree 8, minimises the relative error of
 * the whole logarithm; the coefficient of {@code x} is -2 exactly, so that the result stays
 * accurate relative to itself down to {@code u = 1}. <b>Sine and cosine.</b> With {@code s = t^2}:
 * {@code sin(pi t / 2) = t S(s)} and {@code cos(pi t / 2) = (1 - t) (1 + t) C(s)}, both of degree
 * 4, minimal in relative error on [0, 1]; taking out the factors keeps both accurate at their
 * zeros. All three come from Remez exchange in 50 digits, coefficients rounded to float one at a
 * time, lowest first, with the rest fitted anew each time ({@code docs/polynomials.py}). {@code N}
 * is summed in Estrin's order, because a vector pipeline waits for a chain of eight multiplications
 * longer than for the two more that this takes.
 *
 * <p><b>Accuracy</b>, against the exact values at the same floats {@code u}, {@code t} and {@code
 * r}: the radius errs by less than 2.03 ulp (all {@code u} were tried), the cosine member by less
 * than 3.81 and the sine member by less than 3.23 (all {@code t} were tried, with the roundings of
 * the two multiplications that meet {@code r} added; the worst seen are 3.79 and 3.14).
 * <b>Tail.</b> {@code u} is 2^-31 or more, so {@code |xi|} ends at {@code sqrt(62 ln 2)} = 6.5555,
 * within two ulp. A normal variable is larger with probability 5.54e-11.
 */
public final class Gaussian {

  /** Sets the last bit, which centres the grid. */
  public static final int ODD = 1;

  /** {@code 2^-31}. */
  public static final float UNIT = 0x1p-31f;

  /** Bits of {@code 2^31 / sqrt 2}, where the mantissa's interval begins. */
  public static final int SPLIT = Float.floatToRawIntBits(0x1.6a09e6p30f);

  /** The sign bit of a float. */
  public static final int SIGN = 0x80000000;

  /** The exponent's bits in a float, with its sign. */
  public static final int EXPONENT = 0xff800000;

  /** {@code -2 ln 2 / 2^23}: the exponent's bits, as a number, times this is {@code -2 k ln 2}. */
  public static final float LN = -0x1.62e430p-23f;

  /** Coefficients of {@code N}, lowest first. Relative error of the logarithm below 2^-25.6. */
  public static final float N0 = -2f,
      N1 = 0x1.ffffc2p-1f,
      N2 = -0x1.5557aap-1f,
      N3 = 0x1.0010bap-1f,
      N4 = -0x1.98b334p-2f,
      N5 = 0x1.51b04ap-2f,
      N6 = -0x1.313d2ep-2f,
      N7 = 0x1.2ea616p-2f,
      N8 = -0x1.7c6bf6p-3f;

  /** Coefficients of {@code S}, lowest first. Relative error below 2^-25.0. */
  public static final float S0 = 0x1.921fb6p0f,
      S1 = -0x1.4abbf0p-1f,
      S2 = 0x1.466f3ep-4f,
      S3 = -0x1.32e974p-8f,
      S4 = 0x1.4701dep-13f;

  /** Coefficients of {@code C}, lowest first. Relative error below 2^-29.5. */
  public static final float C0 = 1f,
      C1 = -0x1.de9e60p-3f,
      C2 = 0x1.472a76p-6f,
      C3 = -0x1.d4786ep-11f,
      C4 = 0x1.8bd856p-16f;

  private Gaussian() {}

  /**
   * The signed radius.
   *
   * @param a radius word
   * @return {@code +-sqrt(-2 ln u)}
   */
  public static float radius(int a) {
    float f = (float) (a | ODD);
    int magnitude = Float.floatToRawIntBits(Math.abs(f));
    int exponent = (magnitude - SPLIT) & EXPONENT;
    float x = Math.fma(Float.intBitsToFloat(magnitude - exponent), UNIT, -1f);
    float x2 = x * x;
    float x4 = x2 * x2;
    float low = Math.fma(Math.fma(N3, x, N2), x2, Math.fma(N1, x, N0));
    float high = Math.fma(N8, x4, Math.fma(Math.fma(N7, x, N6), x2, Math.fma(N5, x, N4)));
    float n = Math.fma(high, x4, low);
    float minusTwoLogU = Math.fma((float) exponent, LN, n * x);
    return Math.copySign((float) Math.sqrt(minusTwoLogU), f);
  }

  /**
   * The cosine member of a pair, which belongs to the radius word's element.
   *
   * @param radius signed radius
   * @param b angle word
   * @return {@code radius cos(pi t / 2)}
   */
  public static float cosine(float radius, int b) {
    float t = (float) (b | ODD) * UNIT;
    float s = t * t;
    float c = Math.fma(Math.fma(Math.fma(Math.fma(C4, s, C3), s, C2), s, C1), s, C0);
    return (radius * ((1f - t) * (1f + t))) * c;
  }

  /**
   * The sine member of a pair, which belongs to the angle word's element.
   *
   * @param radius signed radius
   * @param b angle word
   * @return {@code radius sin(pi t / 2)}
   */
  public static float sine(float radius, int b) {
    float t = (float) (b | ODD) * UNIT;
    float s = t * t;
    float c = Math.fma(Math.fma(Math.fma(Math.fma(S4, s, S3), s, S2), s, S1), s, S0);
    return (radius * t) * c;
  }
}
