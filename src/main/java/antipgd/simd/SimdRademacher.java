// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;

import antipgd.noise.Rademacher;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Rademacher} on whole tiles of words. The words of a tile stand in the order of its
 * elements, so each bit of them makes one row of signs.
 */
final class SimdRademacher {

  private static final VectorSpecies<Integer> INTS = Lanes.INTS;
  private static final int LANES = Lanes.COUNT;

  private static final IntVector SIGN = IntVector.broadcast(INTS, Rademacher.SIGN);
  private static final IntVector ONE = IntVector.broadcast(INTS, Rademacher.ONE);

  static final List<Stage> STAGES = List.of(SimdRademacher::tiles);

  private SimdRademacher() {}

  private static void tiles(NoiseBlock b) {
    int at = b.outFrom;
    for (int tile = b.first; tile < b.first + b.count; tile += NoiseBlock.TILE_WORDS) {
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        row(b.words, tile, 31 - bit, b.out, at);
        at += NoiseBlock.TILE_WORDS;
      }
    }
  }

  private static void row(int[] words, int from, int shift, float[] out, int at) {
    for (int j = 0; j < NoiseBlock.TILE_WORDS; j += LANES) {
      signs(words, from + j, shift).intoArray(out, at + j);
    }
  }

  /** One bit of some words, moved to the sign. */
  static FloatVector signs(int[] words, int i, int shift) {
    IntVector word = IntVector.fromArray(INTS, words, i);
    return word.lanewise(LSHL, shift).and(SIGN).or(ONE).reinterpretAsFloats();
  }
}
