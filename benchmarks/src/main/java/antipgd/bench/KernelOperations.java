// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

/**
 * The {@link Operations} of the SIMD kernel's parts, an element. They are here for annotations,
 * which take constants alone; a test counts them in the compiled kernel.
 */
final class KernelOperations {

  /** A word of Threefry4x32: four words are made of one counter. */
  static final double CIPHER_20 = 135 / 4.0;

  private static final double CIPHER_13 = 85 / 4.0;

  /** A word of the small generator, and its part of a seed, which four cipher words make. */
  static final double SHORT_STREAMS = 7 + CIPHER_13 / 8;

  /** Two words to two normal numbers: a radius, then cosine and sine. */
  static final double PAIR = (23 + 19) / 2.0;

  /** A bit to a sign. */
  static final double SIGN = 3;

  /** {@code w - eta g}. */
  static final double GRADIENT = 1;

  /** {@code w - eta g + sigma (xiNew - xiLast)}. */
  static final double UPDATE = 3;

  /** The same with two scales. */
  static final double UPDATE_TWO_SCALES = 4;

  /** Gaussian noise. */
  static final double GAUSSIAN_20 = CIPHER_20 + PAIR;

  static final double GAUSSIAN_SHORT = SHORT_STREAMS + PAIR;

  /** Rademacher noise, which takes one bit of a word. */
  static final double RADEMACHER_20 = CIPHER_20 / Integer.SIZE + SIGN;

  static final double RADEMACHER_SHORT = SHORT_STREAMS / Integer.SIZE + SIGN;

  /** Settings of parameters. */
  static final String GAUSSIAN = "law=GAUSSIAN";

  static final String RADEMACHER = "law=RADEMACHER";
  static final String OF_THREEFRY = "generator=THREEFRY_20";
  static final String OF_SHORT_STREAMS = "generator=SHORT_STREAMS";

  private KernelOperations() {}
}
