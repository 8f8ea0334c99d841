package antipgd.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;

import antipgd.noise.Rademacher;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Rademacher} on a tile of cipher words: each vector of words gives 32 vectors of signs. */
final class SimdRademacher {

  private static final VectorSpecies<Integer> INTS = Lanes.INTS;

  private SimdRademacher() {}

  static void signs(int[] words, float[] out, int outFrom) {
    for (int o = 0; o < SimdThreefry.TILE_WORDS; o += Lanes.COUNT) {
      IntVector w = IntVector.fromArray(INTS, words, o);
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        w.lanewise(LSHL, 31 - bit)
            .and(Rademacher.SIGN)
            .or(Rademacher.ONE)
            .reinterpretAsFloats()
            .intoArray(out, outFrom + bit * SimdThreefry.TILE_WORDS + o);
      }
    }
  }
}
