package antipgd.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.Rademacher;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The regenerated Anti-PGD step with Rademacher noise of constant scale on whole tiles. A cipher
 * word serves 32 elements, so the noise is nearly free if its bits become signs in registers,
 * between the loads and the store of a plain gradient step.
 */
final class SimdRademacherStep {

  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final VectorSpecies<Integer> INTS = Lanes.INTS;
  private static final int LANES = Lanes.COUNT;
  private static final int TILE = Law.RADEMACHER.tile();
  private static final IntVector SIGN = IntVector.broadcast(INTS, Rademacher.SIGN);
  private static final IntVector ONE = IntVector.broadcast(INTS, Rademacher.ONE);

  private static final ThreadLocal<SimdRademacherStep> SCRATCH =
      ThreadLocal.withInitial(SimdRademacherStep::new);

  private final NoiseBlock block = new NoiseBlock();
  private final int[] next = new int[block.words.length];
  private final int[] last = new int[block.words.length];

  private SimdRademacherStep() {}

  /** Steps {@code count} tiles from {@code from} on; {@code step} is positive. */
  static void antiPgd(
      float[] w,
      float[] g,
      int from,
      int count,
      float eta,
      float sigma,
      NoiseStream noise,
      long step,
      long tile) {
    SimdRademacherStep scratch = SCRATCH.get();
    for (int done = 0; done < count; ) {
      scratch.words(noise, step - 1, tile + done, count - done, scratch.last);
      int taken = scratch.words(noise, step, tile + done, count - done, scratch.next);
      for (int t = 0; t < taken; t++, done++) {
        int words = t * NoiseBlock.TILE_WORDS;
        tile(w, g, from + done * TILE, eta, sigma, scratch.next, scratch.last, words);
      }
    }
  }

  private int words(NoiseStream noise, long step, long tile, int count, int[] out) {
    block.key(noise, step);
    int taken = block.take(tile, count);
    SimdNoise.run(SimdNoise.cipher(noise), block);
    block.copyWords(out);
    return taken;
  }

  private static void tile(
      float[] w, float[] g, int from, float eta, float sigma, int[] next, int[] last, int words) {
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigma);
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      int at = from + bit * NoiseBlock.TILE_WORDS;
      for (int j = 0; j < NoiseBlock.TILE_WORDS; j += LANES) {
        FloatVector b = load(g, at + j).fma(minusEta, load(w, at + j));
        FloatVector xiNext = signs(next, words + j, bit);
        xiNext.sub(signs(last, words + j, bit)).fma(scale, b).intoArray(w, at + j);
      }
    }
  }

  private static FloatVector signs(int[] words, int i, int bit) {
    IntVector word = IntVector.fromArray(INTS, words, i);
    return word.lanewise(LSHL, 31 - bit).and(SIGN).or(ONE).reinterpretAsFloats();
  }

  private static FloatVector load(float[] array, int i) {
    return FloatVector.fromArray(FLOATS, array, i);
  }
}
