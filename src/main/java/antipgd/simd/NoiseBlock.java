package antipgd.simd;

import antipgd.noise.NoiseStream;
import antipgd.noise.Threefry4x32;

/** Some tiles of noise while they are made: which ones, their key, and their words so far. */
final class NoiseBlock {

  /** Words of a tile. */
  static final int TILE_WORDS = 4 * NoiseStream.TILE_BLOCKS;

  /** Tiles of a full block: its words and numbers leave most of the L1 cache to the rest. */
  static final int TILES = 8;

  private static final int STRIDE = TILES * NoiseStream.TILE_BLOCKS;

  /** Where each of the four words begins. */
  static final int W0 = 0;

  static final int W1 = STRIDE;
  static final int W2 = 2 * STRIDE;
  static final int W3 = 3 * STRIDE;

  /** Word q of cipher block j at {@code Wq + j}; a Gaussian stage turns words 0 and 2 to radii. */
  final int[] words = new int[4 * STRIDE];

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
   * Where word 0 of cipher block j goes in a tile's order: blocks in sixteens, a gap of three more
   * sixteens between them. With sixteen lanes j is a multiple of 16 and the sum is linear in j,
   * which the JIT rewards.
   */
  static int interleaved(int j) {
    return Lanes.COUNT == NoiseStream.TILE_BLOCKS
        ? 4 * j
        : 4 * (j & -NoiseStream.TILE_BLOCKS) + (j & NoiseStream.TILE_BLOCKS - 1);
  }

  /** The inverse within one tile: where the word of the tile's element {@code j < 64} stands. */
  static int wordAt(int j) {
    return Lanes.COUNT == NoiseStream.TILE_BLOCKS
        ? TILES * j
        : TILES * (j & -NoiseStream.TILE_BLOCKS) + (j & NoiseStream.TILE_BLOCKS - 1);
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
    block = tile * NoiseStream.TILE_BLOCKS;
    lanes = taken * NoiseStream.TILE_BLOCKS;
    return taken;
  }
}
