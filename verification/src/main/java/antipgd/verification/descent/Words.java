// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import antipgd.noise.NoiseStream;

/**
 * Random words for what is not noise on weights: those of a stream, of blocks that lie beyond the
 * weights of any model, so that one stream serves for both. Made by the reference, whatever kernel
 * is on trial.
 */
final class Words {

  /** What words are for; each has blocks of its own. */
  enum Use {
    /** Which examples are a batch. */
    ORDER,
    /** What label noise does to a batch. */
    LABELS,
    /** Directions of a probe. */
    PROBE
  }

  private static final int BLOCKS_OF_A_USE = 40;

  private final NoiseStream stream;
  private final long firstBlock;
  private final int[] block = new int[4];

  Words(NoiseStream stream, Use use) {
    this.stream = stream;
    this.firstBlock = (1L + use.ordinal()) << BLOCKS_OF_A_USE;
  }

  /**
   * Fills an array.
   *
   * @param step names the words
   * @param words receives as many as it is long. Modified.
   */
  void fill(long step, int[] words) {
    for (int from = 0; from < words.length; from += block.length) {
      stream.words(step, firstBlock + from / block.length, block);
      System.arraycopy(block, 0, words, from, Math.min(block.length, words.length - from));
    }
  }
}
