// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import java.util.Arrays;

/**
 * Rademacher noise minus that of the step before, {@code stream.at(n, e) - stream.at(n - 1, e)}:
 * -2, 0 or 2, by plain loops as {@link BlockedNoise} makes noise. As floats, or as what a caller's
 * own loop needs to make it on the way. For one thread.
 *
 * <p>Half of a new word, above the same half of the last one, stands for an element: a product with
 * a power of two moves both of its bits to the tops of the halves. So a piece is half a tile.
 */
public final class RademacherDifferences {

  private static final int LANES = NoiseStream.TILE_BLOCKS;
  private static final int WORDS = 4 * LANES;
  private static final int HALF_BITS = Integer.SIZE / 2;
  private static final int LOW = 0xffff;

  /** Elements of a piece: half a tile. */
  public static final int PIECE = WORDS * HALF_BITS;

  /** Bits of 2f. */
  private static final int TWO = 0x40000000;

  private static final int[] TO_TOP = toTops();

  private final int tiles;
  private final BlockedWords words;

  /** Words 0 to 3 of all blocks. */
  private final int[][] next;

  private final int[][] last;

  /** Lower and upper halves of words 0 to 3, of all blocks. */
  private final int[][] lower;

  private final int[][] upper;

  private final int[] halves = new int[PIECE];
  private final int[] bits = new int[PIECE];
  private final FloatBits floatBits = new FloatBits(PIECE);

  /**
   * Makes the arrays that it needs.
   *
   * @param tiles most tiles that are taken at once, a power of two
   */
  public RademacherDifferences(int tiles) {
    this.tiles = tiles;
    words = new BlockedWords(tiles * LANES);
    next = new int[4][tiles * LANES];
    last = new int[4][tiles * LANES];
    lower = new int[4][tiles * LANES];
    upper = new int[4][tiles * LANES];
  }

  private static int[] toTops() {
    int[] factors = new int[PIECE];
    Arrays.setAll(factors, i -> 1 << (HALF_BITS - 1 - i / WORDS));
    return factors;
  }

  /**
   * Takes as many tiles as fit.
   *
   * @param stream which noise, of {@link Law#RADEMACHER}
   * @param n number of the step, 1 or more
   * @param tile number of the first tile, 0 or more
   * @param count how many are wanted, 1 or more
   * @return how many were taken, 1 or more
   */
  public int take(NoiseStream stream, long n, long tile, int count) {
    // Ends at a multiple of its size: the low word of the counter does not overflow inside.
    int taken = Math.min(count, tiles - (int) (tile & tiles - 1));
    int blocks = taken * LANES;
    words.begin(stream, n, tile, taken);
    words.copyTo(next);
    words.begin(stream, n - 1, tile, taken);
    words.copyTo(last);
    for (int q = 0; q < 4; q++) {
      lowerHalves(blocks, next[q], last[q], lower[q]);
      upperHalves(blocks, next[q], last[q], upper[q]);
    }
    return taken;
  }

  private static void lowerHalves(int n, int[] next, int[] last, int[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = next[i] << HALF_BITS | last[i] & LOW;
    }
  }

  private static void upperHalves(int n, int[] next, int[] last, int[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = next[i] & ~LOW | last[i] >>> HALF_BITS;
    }
  }

  /**
   * Chooses a piece.
   *
   * @param piece its number, counted from the first tile that was taken
   */
  public void piece(int piece) {
    int[][] words = piece % 2 == 0 ? lower : upper;
    for (int q = 0; q < 4; q++) {
      System.arraycopy(words[q], piece / 2 * LANES, halves, q * LANES, LANES);
    }
    BlockedRademacher.repeat(halves);
  }

  /**
   * The piece.
   *
   * @param out receives the differences, from index 0 on. Modified.
   */
  public void floats(float[] out) {
    differenceBits();
    floatBits.toFloats(bits, out, 0, PIECE);
  }

  private void differenceBits() {
    int[] halves = this.halves;
    int[] toTop = TO_TOP;
    int[] bits = this.bits;
    for (int i = 0; i < PIECE; i++) {
      int top = halves[i] * toTop[i];
      int changed = (top ^ top << HALF_BITS) >> 31;
      bits[i] = (top & Rademacher.SIGN | TWO) & changed;
    }
  }

  /** {@return halves of words, for each element of the piece} Not to be modified. */
  public int[] halves() {
    return halves;
  }

  /** {@return a factor for each element of any piece} Not to be modified. */
  public int[] toTop() {
    return TO_TOP;
  }

  /**
   * The difference of an element.
   *
   * @param halves its halves of words
   * @param toTop its factor
   * @return -2, 0 or 2
   */
  public static int of(int halves, int toTop) {
    int top = halves * toTop;
    int difference = (top >> 31) - (top << HALF_BITS >> 31);
    return difference + difference;
  }
}
