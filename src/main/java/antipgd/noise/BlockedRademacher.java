// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import java.util.Arrays;

/**
 * {@link Rademacher} on half tiles. C2 makes no vectors of shifts whose distances differ, but of
 * products with powers of two: so each element has a copy of its word, and a factor that moves its
 * bit to the top.
 */
final class BlockedRademacher {

  /** Elements of a half tile: half of the bits of all words. */
  static final int HALF = Law.RADEMACHER.tile() / 2;

  private static final int LANES = NoiseStream.TILE_BLOCKS;
  private static final int TILE_WORDS = 4 * LANES;
  private static final int HALF_BITS = Integer.SIZE / 2;

  /** Bits of 2f. */
  private static final int TWO = 0x40000000;

  /** What moves the bit of each element to the top, for both halves. */
  static final int[][] TO_TOP = {toTop(0), toTop(1)};

  private final FloatBits floatBits = new FloatBits(HALF);
  final int[] words = new int[HALF];

  final int[] lastWords = new int[HALF];
  private final int[] elements = new int[HALF];

  private static int[] toTop(int half) {
    int[] factors = new int[HALF];
    Arrays.setAll(factors, i -> 1 << (Integer.SIZE - 1 - half * HALF_BITS - i / TILE_WORDS));
    return factors;
  }

  /** Takes the words of a tile. */
  void take(BlockedThreefry cipher, int tile) {
    spread(cipher, tile, words);
  }

  /** Takes the words of a tile, and those of the step before. */
  void take(BlockedThreefry cipher, BlockedThreefry last, int tile) {
    spread(cipher, tile, words);
    spread(last, tile, lastWords);
  }

  private static void spread(BlockedThreefry cipher, int tile, int[] words) {
    System.arraycopy(cipher.w0, tile * LANES, words, 0, LANES);
    System.arraycopy(cipher.w1, tile * LANES, words, LANES, LANES);
    System.arraycopy(cipher.w2, tile * LANES, words, 2 * LANES, LANES);
    System.arraycopy(cipher.w3, tile * LANES, words, 3 * LANES, LANES);
    for (int length = TILE_WORDS; length < HALF; length *= 2) {
      System.arraycopy(words, 0, words, length, length);
    }
  }

  /** Half a tile of noise. */
  void signs(int half, float[] out, int from) {
    signBits(words, TO_TOP[half], elements);
    floatBits.toFloats(elements, out, from, HALF);
  }

  private static void signBits(int[] words, int[] toTop, int[] out) {
    for (int i = 0; i < HALF; i++) {
      out[i] = words[i] * toTop[i] & Rademacher.SIGN | Rademacher.ONE;
    }
  }

  /** Half a tile of the new noise minus the last: -2, 0 or 2. */
  void differences(int half, float[] out) {
    differenceBits(words, lastWords, TO_TOP[half], elements);
    floatBits.toFloats(elements, out, 0, HALF);
  }

  private static void differenceBits(int[] words, int[] lastWords, int[] toTop, int[] out) {
    for (int i = 0; i < HALF; i++) {
      int top = words[i] * toTop[i];
      int changed = (top ^ lastWords[i] * toTop[i]) >> 31;
      out[i] = (top & Rademacher.SIGN | TWO) & changed;
    }
  }
}
