// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import antipgd.noise.Generator;
import antipgd.noise.NoiseStream;
import antipgd.noise.ShortStreams;
import antipgd.noise.Threefry4x32;

/** Some tiles of noise while they are made: which ones, their key, and their words so far. */
final class NoiseBlock {

  /** Tiles of a full block: its words leave most of the L1 cache to the rest. */
  private static final int THREEFRY_TILES = 16;

  /** The same for short streams, whose seeds are then enough for whole vectors of the cipher. */
  private static final int SHORT_STREAMS_TILES = 32;

  /** Most tiles of any block. */
  static final int MOST_TILES = SHORT_STREAMS_TILES;

  /**
   * Until tiles were taken so often, one is taken at a time. A stage is compiled after so many
   * calls, and until then each of its vector operations is hundreds of calls: so a stage that is
   * called for one tile is compiled after fewer of them. Twice 6000 are some more than the 5000
   * calls that HotSpot waits for, since it goes on counting while the compiler is busy.
   */
  private static final int YOUNG = 6000;

  private static final int BLOCKS = NoiseStream.TILE_BLOCKS;

  /** Words of a tile. */
  static final int TILE_WORDS = 4 * BLOCKS;

  /** Where words 1 to 3 of a cipher block stand after word 0. */
  static final int W1 = BLOCKS;

  static final int W2 = 2 * BLOCKS;
  static final int W3 = 3 * BLOCKS;

  /** Tile after tile, in the order of a Gaussian tile's elements. */
  final int[] words = new int[MOST_TILES * TILE_WORDS];

  /** Short streams of a full block. */
  static final int MOST_STREAMS = SHORT_STREAMS_TILES / ShortStreams.TILES * BLOCKS;

  private final int[] seeds = new int[4 * MOST_STREAMS];

  /** What the cipher makes: the words themselves, or the seeds of short streams. */
  int[] cipher = words;

  /** Where the words of the tiles that were taken begin, and how many they are. */
  int first;

  int count;

  /** Four words for each key of the cipher, from that before round 0 to that after round 19. */
  final int[] keys = new int[4 * 6];

  long step;

  /** Number of the first cipher block. */
  long block;

  /** Number of cipher blocks. */
  int lanes;

  /** How often tiles were taken; it ends at {@link #YOUNG}. */
  private int takes;

  /** Whose keys these are. The same object, not an equal one: that is the usual case. */
  private NoiseStream keyed;

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

  /** Tiles of a full block. */
  static int tiles(Generator generator) {
    return switch (generator) {
      case THREEFRY_20 -> THREEFRY_TILES;
      case SHORT_STREAMS -> SHORT_STREAMS_TILES;
    };
  }

  void key(NoiseStream noise, long step) {
    this.step = step;
    if (noise == keyed) {
      return;
    }
    keyed = noise;
    cipher = noise.generator() == Generator.SHORT_STREAMS ? seeds : words;
    int k0 = (int) noise.seed();
    int k1 = (int) (noise.seed() >>> 32);
    int k2 = noise.tensor();
    int k3 = noise.domainTag();
    int k4 = Threefry4x32.PARITY ^ k0 ^ k1 ^ k2 ^ k3;
    for (int n = 0; n < keys.length / 4; n++) {
      keys[4 * n] = k0;
      keys[4 * n + 1] = k1;
      keys[4 * n + 2] = k2;
      keys[4 * n + 3] = k3 + n;
      int used = k0;
      k0 = k1;
      k1 = k2;
      k2 = k3;
      k3 = k4;
      k4 = used;
    }
  }

  /**
   * Takes as many tiles as fit, at most {@code count}, and returns how many. It ends at a multiple
   * of its size, so that the low word of the counter does not overflow inside. A young block takes
   * as few as can be: see {@link #YOUNG}.
   */
  int take(long tile, int count) {
    int shared = keyed.generator().tiles();
    int size = tiles(keyed.generator());
    if (takes < YOUNG) {
      takes++;
      size = shared;
    }
    int taken = Math.min(count, size - (int) (tile & size - 1));
    int skipped = (int) (tile & shared - 1);
    first = skipped * TILE_WORDS;
    this.count = taken * TILE_WORDS;
    block = tile / shared * BLOCKS;
    lanes = (skipped + taken + shared - 1) / shared * BLOCKS;
    return taken;
  }
}
