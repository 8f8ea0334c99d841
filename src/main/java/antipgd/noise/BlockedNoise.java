// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/**
 * Tiles of a noise stream by plain loops over arrays in the nearest cache, each so simple that
 * HotSpot's C2 makes vectors of it; but JDK 17 makes none of conversions to float.
 */
public final class BlockedNoise {

  /** Cipher blocks of a chunk: a loop wastes about sixteen trips at its ends. */
  private static final int BLOCKS = 1024;

  private static final int LANES = NoiseStream.TILE_BLOCKS;
  private static final int TILES = BLOCKS / LANES;

  /**
   * The first chunks are a tile: HotSpot compiles a method that was called a hundred times, and
   * until then long loops would be interpreted. Only so few, because C2 makes no vectors of loops
   * that its profile has as short; see {@code docs/notes.md}.
   */
  private static final int FIRST_CHUNKS = 50;

  /** Rademacher tiles of a block for steps: 32 KB. */
  private static final int RADEMACHER_TILES = 4;

  private final BlockedWords words = new BlockedWords(BLOCKS);
  private final BlockedGaussian gaussian = new BlockedGaussian(BLOCKS);
  private final BlockedRademacher rademacher = new BlockedRademacher();

  private final float[] xi0 = new float[BLOCKS];
  private final float[] xi1 = new float[BLOCKS];
  private final float[] xi2 = new float[BLOCKS];
  private final float[] xi3 = new float[BLOCKS];

  /** Short chunks so far. */
  private int first;

  /** Makes what tiles need on their way; for one thread. */
  public BlockedNoise() {}

  /**
   * Elements of a block that steps best have made at once.
   *
   * @param law the law of the noise
   * @param generator what makes its words
   * @return a power of two, and whole tiles
   */
  public static int block(Law law, Generator generator) {
    return most(law, generator) * law.tile();
  }

  /** Most tiles of a chunk. */
  private static int most(Law law, Generator generator) {
    return law == Law.GAUSSIAN ? TILES * generator.tiles() : RADEMACHER_TILES;
  }

  /**
   * Whole tiles of noise, {@code out <- stream.at(n, ...)}.
   *
   * @param stream which noise
   * @param n number of the step, 0 or more
   * @param tile number of the first tile, of {@link Law#tile} elements each, 0 or more
   * @param count number of tiles
   * @param out receives the noise. Modified.
   * @param from where it begins there
   */
  public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
    int taken;
    for (int done = 0; done < count; done += taken) {
      int most = first < FIRST_CHUNKS ? 1 : most(stream.law(), stream.generator());
      first = Math.min(first + 1, FIRST_CHUNKS);
      // Ends at a multiple of its size: the low word of the counter does not overflow inside.
      taken = Math.min(count - done, most - (int) (tile + done & most - 1));
      int at = from + done * stream.law().tile();
      switch (stream.law()) {
        case GAUSSIAN -> gaussian(stream, n, tile + done, taken, out, at);
        case RADEMACHER -> rademacher(stream, n, tile + done, taken, out, at);
      }
    }
  }

  private void gaussian(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
    words.begin(stream, n, tile, count);
    while (words.next()) {
      gaussian.pairs(words.blocks(), words.word(0), words.word(1), xi0, xi1);
      gaussian.pairs(words.blocks(), words.word(2), words.word(3), xi2, xi3);
      interleave(out, from);
    }
  }

  private void interleave(float[] out, int from) {
    float[] xi0 = this.xi0;
    float[] xi1 = this.xi1;
    float[] xi2 = this.xi2;
    float[] xi3 = this.xi3;
    for (int i = 0; i < words.blocks(); i += LANES) {
      int tile = words.tile(i);
      if (tile >= 0) {
        int at = from + tile * Law.GAUSSIAN.tile();
        System.arraycopy(xi0, i, out, at, LANES);
        System.arraycopy(xi1, i, out, at + LANES, LANES);
        System.arraycopy(xi2, i, out, at + 2 * LANES, LANES);
        System.arraycopy(xi3, i, out, at + 3 * LANES, LANES);
      }
    }
  }

  private void rademacher(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
    words.begin(stream, n, tile, count);
    while (words.next()) {
      for (int i = 0; i < words.blocks(); i += LANES) {
        int t = words.tile(i);
        if (t >= 0) {
          rademacher.take(words, i);
          rademacher.signs(out, from + t * Law.RADEMACHER.tile());
        }
      }
    }
  }
}
