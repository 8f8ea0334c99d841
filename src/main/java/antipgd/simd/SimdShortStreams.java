// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import static antipgd.noise.ShortStreams.ROTATE_B;
import static antipgd.noise.ShortStreams.ROTATE_C;
import static antipgd.simd.NoiseBlock.W1;
import static antipgd.simd.NoiseBlock.W2;
import static antipgd.simd.NoiseBlock.W3;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import antipgd.noise.NoiseStream;
import antipgd.noise.ShortStreams;
import java.util.List;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ShortStreams}: a lane a stream, from the seeds that the cipher has made to words in the
 * order of a Gaussian tile's elements.
 */
final class SimdShortStreams {

  private static final VectorSpecies<Integer> INTS = Lanes.INTS;
  private static final int LANES = Lanes.COUNT;

  /** From a word to the next one of the same stream. */
  private static final int ROW = NoiseStream.TILE_BLOCKS;

  private static final int UNIT_WORDS = ShortStreams.TILES * NoiseBlock.TILE_WORDS;

  /**
   * Two vectors of streams side by side, because each operation of one waits for the one before; on
   * JDK 17, where a rotation is three operations, that is more than C2 keeps in registers.
   */
  static final List<Stage> STAGES =
      List.of(SimdThreefry.ROTATES ? SimdShortStreams::pairs : SimdShortStreams::singles);

  private SimdShortStreams() {}

  private static void singles(NoiseBlock block) {
    for (int j = 0; j < block.lanes; j += LANES) {
      single(block.cipher, j, block.words);
    }
  }

  private static void single(int[] seeds, int j, int[] words) {
    int seed = NoiseBlock.word0(j);
    IntVector a = load(seeds, seed);
    IntVector b = load(seeds, seed + W1);
    IntVector c = load(seeds, seed + W2);
    IntVector d = load(seeds, seed + W3);
    int from = word(j);
    for (int r = 0; r < UNIT_WORDS; r += ROW) {
      IntVector e = a.sub(b.lanewise(ROL, ROTATE_B));
      a = b.lanewise(XOR, c.lanewise(ROL, ROTATE_C));
      b = c.add(d);
      c = d.add(e);
      d = e.add(a);
      d.intoArray(words, from + r);
    }
  }

  /** An odd last vector takes along one of which nothing is used. */
  private static void pairs(NoiseBlock block) {
    for (int j = 0; j < block.lanes; j += 2 * LANES) {
      pair(block.cipher, j, block.words);
    }
  }

  private static void pair(int[] seeds, int j, int[] words) {
    int seed0 = NoiseBlock.word0(j);
    int seed1 = NoiseBlock.word0(j + LANES);
    IntVector a0 = load(seeds, seed0);
    IntVector b0 = load(seeds, seed0 + W1);
    IntVector c0 = load(seeds, seed0 + W2);
    IntVector d0 = load(seeds, seed0 + W3);
    IntVector a1 = load(seeds, seed1);
    IntVector b1 = load(seeds, seed1 + W1);
    IntVector c1 = load(seeds, seed1 + W2);
    IntVector d1 = load(seeds, seed1 + W3);
    int from0 = word(j);
    int from1 = word(j + LANES);
    for (int r = 0; r < UNIT_WORDS; r += ROW) {
      IntVector e0 = a0.sub(b0.lanewise(ROL, ROTATE_B));
      a0 = b0.lanewise(XOR, c0.lanewise(ROL, ROTATE_C));
      b0 = c0.add(d0);
      c0 = d0.add(e0);
      d0 = e0.add(a0);
      d0.intoArray(words, from0 + r);
      IntVector e1 = a1.sub(b1.lanewise(ROL, ROTATE_B));
      a1 = b1.lanewise(XOR, c1.lanewise(ROL, ROTATE_C));
      b1 = c1.add(d1);
      c1 = d1.add(e1);
      d1 = e1.add(a1);
      d1.intoArray(words, from1 + r);
    }
  }

  /** Where the first word of stream {@code j} stands. */
  private static int word(int j) {
    return j / ROW * UNIT_WORDS + j % ROW;
  }

  private static IntVector load(int[] words, int i) {
    return IntVector.fromArray(INTS, words, i);
  }
}
