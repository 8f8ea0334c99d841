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

  /** What moves the bit of each element to the top. */
  private static final int[] TO_TOP = toTop();

  private final FloatBits floatBits = new FloatBits(TILE);

  /** The word of each element. */
  private final int[] words = new int[TILE];

  private final int[] bits = new int[TILE];

  private static int[] toTop() {
    int[] factors = new int[TILE];
    Arrays.setAll(factors, i -> 1 << (Integer.SIZE - 1 - i / TILE_WORDS));
    return factors;
  }

  /** Takes the words of a tile, whose blocks begin at {@code block}. */
  void take(BlockedWords from, int block) {
    for (int q = 0; q < 4; q++) {
      System.arraycopy(from.word(q), block, words, q * LANES, LANES);
    }
    repeat(words);
  }

  /** Repeats the first words, a tile's, until the array is full. */
  static void repeat(int[] words) {
    for (int length = TILE_WORDS; length < words.length; length *= 2) {
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
}
