// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import antipgd.noise.NoiseStream;
import antipgd.noise.Threefry4x32;

/** Some tiles of noise while they are made: which ones, their key, and their words so far. */
final class NoiseBlock {

  /** Tiles of a full block: its words leave most of the L1 cache to the rest. */
  static final int TILES = 16;

  private static final int BLOCKS = NoiseStream.TILE_BLOCKS;

  /** Words of a tile. */
  static final int TILE_WORDS = 4 * BLOCKS;

  /** Where words 1 to 3 of a cipher block stand after word 0. */
  static final int W1 = BLOCKS;

  static final int W2 = 2 * BLOCKS;
  static final int W3 = 3 * BLOCKS;

  /** Tile after tile, in the order of a Gaussian tile's elements. */
  final int[] words = new int[TILES * TILE_WORDS];

  int k0;
  int k1;
  int k2;
  int k3;
  int k4;
  long step;

  /** Number of the first cipher block. */
  long block;

  /** Number of cipher blocks. */
  int lanes;

  /** Where the noise goes. */
  float[] out;

  int outFrom;

  /**
   * Where word 0 of cipher block {@code j} stands: sixteen blocks, then a gap of three more
   * sixteens. With sixteen lanes j is a multiple of 16 and the index is linear in j, which the JIT
   * rewards.
   */
  static int word0(int j) {
    return Lanes.COUNT == BLOCKS ? 4 * j : 4 * (j & -BLOCKS) + (j & BLOCKS - 1);
  }

  /** Where the radius word of pair {@code j} stands; the angle word is {@link #W1} after it. */
  static int radius(int j) {
    return Lanes.COUNT == BLOCKS ? 2 * j : 2 * (j & -BLOCKS) + (j & BLOCKS - 1);
  }

  void key(NoiseStream noise, long step) {
    k0 = (int) noise.seed();
    k1 = (int) (noise.seed() >>> 32);
    k2 = noise.tensor();
    k3 = noise.law().domainTag();
    k4 = Threefry4x32.PARITY ^ k0 ^ k1 ^ k2 ^ k3;
    this.step = step;
  }

  /**
   * Takes as many tiles as fit, at most {@code count}, and returns how many. It ends at a multiple
   * of its size, so that the low word of the counter does not overflow inside.
   */
  int take(long tile, int count) {
    int taken = Math.min(count, TILES - (int) (tile & TILES - 1));
    block = tile * BLOCKS;
    lanes = taken * BLOCKS;
    return taken;
  }
}
