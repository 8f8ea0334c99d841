// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/**
 * {@link Math#fma(float, float, float)}, the same bits, also where the CPU has no such instruction:
 * there the JDK computes it with {@link java.math.BigDecimal}, a thousand times slower, and this
 * class with doubles.
 *
 * <p>The product of two floats is exact in double: 48 bits at most, exponents from -298 to 256.
 * {@code s}, its sum with {@code c} in double, is rounded, and to float would be rounded again.
 * That harms only where {@code s} is a float or half-way between two neighbouring ones, because
 * rounding is monotonic: any other {@code s} has the same such numbers below and above it as the
 * exact sum. All of those have at most 25 significant bits, hence 28 zeros at the end of the
 * double. Where {@code s} ends so, it is rounded to odd instead (Boldo and Melquiond, <i>Emulation
 * of a FMA and Correctly Rounded Sums</i>, IEEE Transactions on Computers, 2008): its exact error
 * comes from Knuth's two-sum, in which nothing overflows or underflows here, and unless that is
 * zero {@code s} gives way to its neighbour on the error's side, which is odd because {@code s} is
 * even, and lies on the exact sum's side of {@code s}. Zeros, infinities and NaN come out of the
 * double operations as they should.
 */
public final class Fma {

  private static final boolean HARDWARE = HardwareFma.isPresent();

  /** Zero in the double form of every float and of every number half-way between two. */
  private static final long LAST_BITS = (1L << 28) - 1;

  private Fma() {}

  /**
   * {@code a * b + c}, rounded once.
   *
   * @param a a factor
   * @param b the other factor
   * @param c what is added to the product
   * @return the float nearest to the exact result, the even one of two
   */
  public static float fma(float a, float b, float c) {
    return HARDWARE ? Math.fma(a, b, c) : byDoubles(a, b, c);
  }

  static float byDoubles(float a, float b, float c) {
    double product = (double) a * b;
    double sum = product + c;
    return (Double.doubleToRawLongBits(sum) & LAST_BITS) != 0
        ? (float) sum
        : (float) toOdd(product, c, sum);
  }

  private static double toOdd(double product, double c, double sum) {
    double added = sum - product;
    double error = (product - (sum - added)) + (c - added);
    if (error > 0) {
      return Math.nextUp(sum);
    }
    return error < 0 ? Math.nextDown(sum) : sum;
  }
}
