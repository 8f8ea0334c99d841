// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/**
 * Rademacher noise minus that of the step before, {@code stream.at(n, e) - stream.at(n - 1, e)}:
 * -2, 0 or 2, by plain loops as {@link BlockedNoise} makes noise. As floats, or as what a caller's
 * own loop needs to make it on the way. For one thread.
 */
public final class RademacherDifferences {

  private static final int TILES = 64;
  private static final int LANES = NoiseStream.TILE_BLOCKS;

  private final BlockedThreefry next = new BlockedThreefry(TILES * LANES);
  private final BlockedThreefry last = new BlockedThreefry(TILES * LANES);
  private final BlockedRademacher rademacher = new BlockedRademacher();

  /** Makes the arrays that it needs. */
  public RademacherDifferences() {}

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
    int taken = Math.min(count, TILES - (int) (tile & TILES - 1));
    next.encipher(stream, n, tile * LANES, taken * LANES);
    last.encipher(stream, n - 1, tile * LANES, taken * LANES);
    return taken;
  }

  /**
   * Chooses one of the tiles.
   *
   * @param tile its number, counted from the first that was taken
   */
  public void tile(int tile) {
    rademacher.take(next, last, tile);
  }

  /**
   * The tile.
   *
   * @param out receives the differences, from index 0 on. Modified.
   */
  public void floats(float[] out) {
    rademacher.differences(out);
  }

  /** {@return the new noise's word of each element of the tile} Not to be modified. */
  public int[] words() {
    return rademacher.words;
  }

  /** {@return the last noise's word of each element of the tile} Not to be modified. */
  public int[] lastWords() {
    return rademacher.lastWords;
  }

  /** {@return what else belongs to each element of a tile: a factor} Not to be modified. */
  public static int[] toTop() {
    return BlockedRademacher.TO_TOP;
  }

  /**
   * The difference of an element.
   *
   * @param word its word of the new noise
   * @param lastWord its word of the last noise
   * @param toTop its factor
   * @return -2, 0 or 2
   */
  public static int of(int word, int lastWord, int toTop) {
    int difference = (word * toTop >> 31) - (lastWord * toTop >> 31);
    return difference + difference;
  }
}
