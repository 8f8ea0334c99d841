package antipgd.simd;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The regenerated Anti-PGD step with Rademacher noise of constant scale on whole tiles. A cipher
 * word serves 32 elements, so the noise is nearly free if its bits become signs in registers,
 * between the loads and the store of a plain gradient step.
 */
final class SimdRademacherStep {

  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final int LANES = Lanes.COUNT;
  private static final int TILE = Law.RADEMACHER.tile();

  private static final ThreadLocal<SimdRademacherStep> SCRATCH =
      ThreadLocal.withInitial(SimdRademacherStep::new);

  private final NoiseBlock next = new NoiseBlock();
  private final NoiseBlock last = new NoiseBlock();

  /**
   * Called as a stage so that C2 compiles it by itself: inlined here, its loops run half as fast.
   */
  private final Stage[] step = {block -> stepTile()};

  private float[] w;
  private float[] g;
  private float eta;
  private float sigma;

  /** First element of the tile in {@code w} and {@code g}, and its first cipher block. */
  private int from;

  private int words;

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
    scratch.w = w;
    scratch.g = g;
    scratch.eta = eta;
    scratch.sigma = sigma;
    scratch.from = from;
    for (int done = 0; done < count; ) {
      words(scratch.last, noise, step - 1, tile + done, count - done);
      int taken = words(scratch.next, noise, step, tile + done, count - done);
      for (int t = 0; t < taken; t++) {
        scratch.words = t * NoiseBlock.TILE_WORDS;
        SimdNoise.run(scratch.step, scratch.next);
        scratch.from += TILE;
      }
      done += taken;
    }
    scratch.w = null;
    scratch.g = null;
  }

  private static int words(NoiseBlock block, NoiseStream noise, long step, long tile, int count) {
    block.key(noise, step);
    int taken = block.take(tile, count);
    SimdNoise.run(SimdNoise.cipher(noise), block);
    return taken;
  }

  private void stepTile() {
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      int at = from + bit * NoiseBlock.TILE_WORDS;
      row(w, g, at, eta, sigma, next.words, last.words, words, 31 - bit);
    }
  }

  /** One bit of each word of a tile. */
  private static void row(
      float[] w,
      float[] g,
      int from,
      float eta,
      float sigma,
      int[] next,
      int[] last,
      int words,
      int shift) {
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigma);
    for (int j = 0; j < NoiseBlock.TILE_WORDS; j += LANES) {
      FloatVector b = load(g, from + j).fma(minusEta, load(w, from + j));
      FloatVector xiNext = SimdRademacher.signs(next, words + j, shift);
      xiNext.sub(SimdRademacher.signs(last, words + j, shift)).fma(scale, b).intoArray(w, from + j);
    }
  }

  private static FloatVector load(float[] array, int i) {
    return FloatVector.fromArray(FLOATS, array, i);
  }
}
