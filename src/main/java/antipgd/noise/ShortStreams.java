// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/**
 * Many short streams of Jenkins' small fast generator (B. Jenkins, <i>A small noncryptographic
 * PRNG</i>, 2007, 32-bit version with two rotations), each of 32 words and with a seed of its own.
 *
 * <p>A step is {@code e = a - (b <<< 27); a = b ^ (c <<< 17); b = c + d; c = d + e; d = e + a} on
 * words of 32 bits, where {@code <<<} rotates, and its word is the new d. A stream begins with a,
 * b, c and d as words 0 to 3 of a block of {@link Threefry4x32} with thirteen rounds, so that the
 * seeds of any two streams are as unrelated as cipher blocks are. There is no run-in, as the
 * published generator has: its seeds are poor, these are not. A word costs seven operations and an
 * eighth of a cipher word. Sixteen streams side by side make eight tiles: word {@code q} of lane
 * {@code l} of tile {@code 8 u + k} is word {@code 4 k + q} of stream {@code 16 u + l}.
 */
public final class ShortStreams {

  /** Tiles that share sixteen streams. */
  public static final int TILES = 8;

  /** Words of a stream. */
  public static final int WORDS = 4 * TILES;

  /** By how much the small generator rotates its second and third word. */
  public static final int ROTATE_B = 27;

  /** See {@link #ROTATE_B}. */
  public static final int ROTATE_C = 17;

  private ShortStreams() {}

  /**
   * One step of the small generator, whose word is then {@code state[3]}.
   *
   * @param state its four words. Modified.
   * @throws NullPointerException if {@code state} is null
   * @throws ArrayIndexOutOfBoundsException if it has less than four words
   */
  static void next(int[] state) {
    int e = state[0] - Integer.rotateLeft(state[1], ROTATE_B);
    state[0] = state[1] ^ Integer.rotateLeft(state[2], ROTATE_C);
    state[1] = state[2] + state[3];
    state[2] = state[3] + e;
    state[3] = e + state[0];
  }

  /** The stream of a block, of which sixteen make a tile. */
  static long stream(long block) {
    int lanes = NoiseStream.TILE_BLOCKS;
    return block / (TILES * lanes) * lanes + block % lanes;
  }

  /** Turns a stream's state to the words of a block of it. */
  static void words(long block, int[] state) {
    int skipped = 4 * (int) (block / NoiseStream.TILE_BLOCKS % TILES);
    for (int r = 0; r < skipped; r++) {
      next(state);
    }
    next(state);
    int w0 = state[3];
    next(state);
    int w1 = state[3];
    next(state);
    int w2 = state[3];
    next(state);
    state[0] = w0;
    state[1] = w1;
    state[2] = w2;
  }
}
