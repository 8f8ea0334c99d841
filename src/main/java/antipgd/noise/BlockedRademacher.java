// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import java.util.Arrays;

/**
 * {@link Rademacher} on whole tiles. C2 makes no vectors of shifts whose distances differ, but of
 * products with powers of two: so each element has a copy of its word, and a factor that moves its
 * bit to the top.
 */
final class BlockedRademacher {

  private static final int TILE = Law.RADEMACHER.tile();
  private static final int LANES = NoiseStream.TILE_BLOCKS;
  private static final int TILE_WORDS = 4 * LANES;

  /** Bits of 2f. */
  private static final int TWO = 0x40000000;

  /** What moves the bit of each element to the top. */
  static final int[] TO_TOP = toTop();

  private final FloatBits floatBits = new FloatBits(TILE);

  /** The word of each element, and that of the step before. */
  final int[] words = new int[TILE];

  final int[] lastWords = new int[TILE];
  private final int[] bits = new int[TILE];

  private static int[] toTop() {
    int[] factors = new int[TILE];
    Arrays.setAll(factors, i -> 1 << (Integer.SIZE - 1 - i / TILE_WORDS));
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
    for (int length = TILE_WORDS; length < TILE; length *= 2) {
      System.arraycopy(words, 0, words, length, length);
    }
  }

  /** The tile. */
  void signs(float[] out, int from) {
    signBits();
    floatBits.toFloats(bits, out, from, TILE);
  }

  private void signBits() {
    int[] words = this.words;
    int[] toTop = TO_TOP;
    int[] bits = this.bits;
    for (int i = 0; i < TILE; i++) {
      bits[i] = words[i] * toTop[i] & Rademacher.SIGN | Rademacher.ONE;
    }
  }

  /** The tile minus that of the step before: -2, 0 or 2. */
  void differences(float[] out) {
    differenceBits();
    floatBits.toFloats(bits, out, 0, TILE);
  }

  private void differenceBits() {
    int[] words = this.words;
    int[] lastWords = this.lastWords;
    int[] toTop = TO_TOP;
    int[] bits = this.bits;
    for (int i = 0; i < TILE; i++) {
      int top = words[i] * toTop[i];
      int changed = (top ^ lastWords[i] * toTop[i]) >> 31;
      bits[i] = (top & Rademacher.SIGN | TWO) & changed;
    }
  }
}
