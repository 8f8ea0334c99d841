// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static antipgd.noise.ShortStreams.ROTATE_B;
import static antipgd.noise.ShortStreams.ROTATE_C;

/**
 * The words of consecutive tiles by plain loops, an array a word. Tiles that share their cipher
 * blocks come in turns: first the first tile of each such group, then the second, until all are
 * there. A {@link Generator#THREEFRY_20} tile has cipher blocks of its own, so there is one turn.
 */
final class BlockedWords {

  private static final int LANES = NoiseStream.TILE_BLOCKS;

  /** Makes the words, or the states of the short streams. */
  private final BlockedThreefry cipher;

  /** Words 0 to 3 of one turn. */
  private final int[][] one;

  /** Words 0 to 3 of several turns. */
  private final int[][] several;

  private Generator generator;

  /** Tiles of a group. */
  private int together;

  /** The turns that were made last, from the first of them to before the other. */
  private int turn;

  private int nextTurn;
  private int turns;

  /** Tiles of the first group before the first that is wanted. */
  private int skipped;

  private int count;

  /** Blocks of a turn. */
  private int blocks;

  BlockedWords(int blocks) {
    cipher = new BlockedThreefry(blocks);
    one = new int[4][blocks];
    several = new int[4][blocks];
  }

  /** Begins with tiles over which the low word of the counter does not overflow. */
  void begin(NoiseStream stream, long step, long tile, int count) {
    generator = stream.generator();
    together = generator.tiles();
    skipped = (int) (tile % together);
    nextTurn = 0;
    turns = Math.min(together, skipped + count);
    this.count = count;
    blocks = (skipped + count + together - 1) / together * LANES;
    cipher.encipher(stream, step, tile / together * LANES, blocks);
  }

  /** Makes the words of the next turns, as many as fit, if there are any: long loops are fast. */
  boolean next() {
    turn = nextTurn;
    if (generator == Generator.THREEFRY_20) {
      nextTurn = 1;
      return turn == 0;
    }
    nextTurn = Math.min(turns, turn + one[0].length / blocks);
    for (int t = turn; t < nextTurn; t++) {
      streams(blocks);
      for (int q = 0; q < 4 && nextTurn - turn > 1; q++) {
        System.arraycopy(one[q], 0, several[q], (t - turn) * blocks, blocks);
      }
    }
    return turn < turns;
  }

  /** Blocks of these turns. */
  int blocks() {
    return (nextTurn - turn) * blocks;
  }

  /** One of words 0 to 3, of each block of these turns. */
  int[] word(int q) {
    if (generator == Generator.THREEFRY_20) {
      return cipher.word(q);
    }
    return nextTurn - turn > 1 ? several[q] : one[q];
  }

  /**
   * Which tile the sixteen blocks from {@code block} on belong to, counted from the first that is
   * wanted; -1 if it is not wanted.
   */
  int tile(int block) {
    int tile = block % blocks / LANES * together + turn + block / blocks - skipped;
    return tile < count ? Math.max(-1, tile) : -1;
  }

  /** Words 0 to 3 of all tiles in their order, all turns. */
  void copyTo(int[][] words) {
    while (next()) {
      for (int q = 0; q < 4; q++) {
        copyTo(words[q], word(q));
      }
    }
  }

  private void copyTo(int[] to, int[] word) {
    for (int i = 0; i < blocks(); i += LANES) {
      int tile = tile(i);
      if (tile >= 0) {
        System.arraycopy(word, i, to, tile * LANES, LANES);
      }
    }
  }

  /** Four steps of {@code n} short streams, a word each. */
  private void streams(int n) {
    int[] s0 = cipher.word(0);
    int[] s1 = cipher.word(1);
    int[] s2 = cipher.word(2);
    int[] s3 = cipher.word(3);
    int[] w0 = one[0];
    int[] w1 = one[1];
    int[] w2 = one[2];
    int[] w3 = one[3];
    for (int i = 0; i < n; i++) {
      int a = s0[i];
      int b = s1[i];
      int c = s2[i];
      int d = s3[i];
      int e = a - Integer.rotateLeft(b, ROTATE_B);
      a = b ^ Integer.rotateLeft(c, ROTATE_C);
      b = c + d;
      c = d + e;
      d = e + a;
      w0[i] = d;
      e = a - Integer.rotateLeft(b, ROTATE_B);
      a = b ^ Integer.rotateLeft(c, ROTATE_C);
      b = c + d;
      c = d + e;
      d = e + a;
      w1[i] = d;
      e = a - Integer.rotateLeft(b, ROTATE_B);
      a = b ^ Integer.rotateLeft(c, ROTATE_C);
      b = c + d;
      c = d + e;
      d = e + a;
      w2[i] = d;
      e = a - Integer.rotateLeft(b, ROTATE_B);
      a = b ^ Integer.rotateLeft(c, ROTATE_C);
      b = c + d;
      c = d + e;
      d = e + a;
      w3[i] = d;
      s0[i] = a;
      s1[i] = b;
      s2[i] = c;
      s3[i] = d;
    }
  }
}
