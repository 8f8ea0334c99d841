// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/** One random bit to one sign: a clear bit is +1, a set bit is -1. */
public final class Rademacher {

  /** Bits of 1f. */
  public static final int ONE = 0x3f800000;

  /** The sign bit of a float. */
  public static final int SIGN = 0x80000000;

  private Rademacher() {}

  /**
   * The sign that a bit of a word stands for.
   *
   * @param word random word
   * @param bit which bit, 0 to 31, lowest first
   * @return +1 or -1
   */
  public static float sign(int word, int bit) {
    return Float.intBitsToFloat(word << (31 - bit) & SIGN | ONE);
  }
}
