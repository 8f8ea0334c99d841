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

  private final BlockedThreefry cipher = new BlockedThreefry(BLOCKS);
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
   * @return a power of two, and whole tiles
   */
  public static int block(Law law) {
    return law == Law.GAUSSIAN ? TILES * law.tile() : RADEMACHER_TILES * law.tile();
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
      int most = first < FIRST_CHUNKS ? 1 : TILES;
      first = Math.min(first + 1, FIRST_CHUNKS);
      // Ends at a multiple of its size: the low word of the counter does not overflow inside.
      taken = Math.min(count - done, most - (int) (tile + done & most - 1));
      chunk(stream, n, tile + done, taken, out, from + done * stream.law().tile());
    }
  }

  private void chunk(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
    int blocks = count * LANES;
    cipher.encipher(stream, n, tile * LANES, blocks);
    if (stream.law() == Law.GAUSSIAN) {
      gaussian.pairs(blocks, cipher.word(0), cipher.word(1), xi0, xi1);
      gaussian.pairs(blocks, cipher.word(2), cipher.word(3), xi2, xi3);
      interleave(blocks, out, from);
    } else {
      for (int t = 0; t < count; t++) {
        rademacher.take(cipher, t);
        rademacher.signs(out, from + t * stream.law().tile());
      }
    }
  }

  private void interleave(int blocks, float[] out, int from) {
    float[] xi0 = this.xi0;
    float[] xi1 = this.xi1;
    float[] xi2 = this.xi2;
    float[] xi3 = this.xi3;
    for (int i = 0; i < blocks; i += LANES) {
      int at = from + 4 * i;
      System.arraycopy(xi0, i, out, at, LANES);
      System.arraycopy(xi1, i, out, at + LANES, LANES);
      System.arraycopy(xi2, i, out, at + 2 * LANES, LANES);
      System.arraycopy(xi3, i, out, at + 3 * LANES, LANES);
    }
  }
}
