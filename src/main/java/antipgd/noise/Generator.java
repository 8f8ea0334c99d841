// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/**
 * What makes the random words of a {@link NoiseStream}. Both are pure functions of key, step and
 * place, and both pass this project's claims about noise; batteries of others' tests have read the
 * second here, and the first by its authors. What they differ in is reserve against tests that
 * nobody has thought of yet, and time.
 */
public enum Generator {

  /**
   * The default: {@link Threefry4x32} with the twenty rounds that its authors recommend. Each word
   * belongs to a cipher block of its own four words, so one value costs one block.
   */
  THREEFRY_20(20, 1, 0),

  /**
   * For speed: {@link ShortStreams}, Jenkins' small fast generator for 32 words at a time, seeded
   * by {@link Threefry4x32} with thirteen rounds. One value costs a block and up to 32 steps of the
   * small generator.
   */
  SHORT_STREAMS(13, ShortStreams.TILES, 0x4a534632);

  private final int rounds;
  private final int tiles;
  private final int tag;

  Generator(int rounds, int tiles, int tag) {
    this.rounds = rounds;
    this.tiles = tiles;
    this.tag = tag;
  }

  /**
   * Rounds of the cipher that makes the words or their seeds.
   *
   * @return the number
   */
  public int rounds() {
    return rounds;
  }

  /**
   * Tiles that come from the same cipher blocks, so that making one of them costs as much as all.
   * They begin where tile numbers are multiples of this.
   *
   * @return a power of two
   */
  public int tiles() {
    return tiles;
  }

  /** What keeps its cipher blocks apart from those of others under the same key. */
  int tag() {
    return tag;
  }
}
