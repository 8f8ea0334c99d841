package antipgd.simd;

import static antipgd.simd.NoiseBlock.W0;
import static antipgd.simd.NoiseBlock.W1;
import static antipgd.simd.NoiseBlock.W2;
import static antipgd.simd.NoiseBlock.W3;
import static jdk.incubator.vector.VectorOperators.LSHL;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.Rademacher;
import java.util.List;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Rademacher} on whole tiles of cipher words: a vector of words gives 32 of signs. */
final class SimdRademacher {

  private static final VectorSpecies<Integer> INTS = Lanes.INTS;

  private static final int LANES = Lanes.COUNT;
  private static final int BLOCKS = NoiseStream.TILE_BLOCKS;
  private static final int TILE = Law.RADEMACHER.tile();

  private static final IntVector SIGN = IntVector.broadcast(INTS, Rademacher.SIGN);
  private static final IntVector ONE = IntVector.broadcast(INTS, Rademacher.ONE);

  static final List<Stage> STAGES =
      List.of(
          b -> signs(b, W0, 0),
          b -> signs(b, W1, BLOCKS),
          b -> signs(b, W2, 2 * BLOCKS),
          b -> signs(b, W3, 3 * BLOCKS));

  private SimdRademacher() {}

  private static void signs(NoiseBlock b, int word, int offset) {
    for (int j = 0; j < b.lanes; j += LANES) {
      IntVector w = IntVector.fromArray(INTS, b.words, word + j);
      int at = b.outFrom + TILE / BLOCKS * (j & -BLOCKS) + (j & BLOCKS - 1) + offset;
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        w.lanewise(LSHL, 31 - bit)
            .and(SIGN)
            .or(ONE)
            .reinterpretAsFloats()
            .intoArray(b.out, at + bit * 4 * BLOCKS);
      }
    }
  }
}
