// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.Span;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The regenerated Anti-PGD step with Rademacher noise on whole tiles. A cipher word serves 32
 * elements, so the noise is nearly free if its bits become signs in registers, between the loads
 * and the store of a plain gradient step.
 */
final class SimdRademacherStep {

  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final int LANES = Lanes.COUNT;

  /** Elements of a chunk: a tile. */
  static final int CHUNK = Law.RADEMACHER.tile();

  private static final ThreadLocal<SimdRademacherStep> SCRATCH =
      ThreadLocal.withInitial(SimdRademacherStep::new);

  private final NoiseBlock next = new NoiseBlock();
  private final NoiseBlock last = new NoiseBlock();

  /**
   * Called as stages so that C2 compiles them by themselves: inlined here, their loops run half as
   * fast.
   */
  private final Stage[] oneScale = {block -> oneScale()};

  private final Stage[] twoScales = {block -> twoScales()};

  private float[] w;
  private float[] g;
  private float eta;
  private float takenBack;
  private float added;

  /** First element of the tile in {@code w} and {@code g}, and its first word. */
  private int from;

  private int words;

  private SimdRademacherStep() {}

  /** Steps a span of whole tiles; {@code n} is positive. */
  static void antiPgd(
      Slice at,
      Span span,
      Noise.Regenerated noise,
      long n,
      float eta,
      float takenBack,
      float added) {
    SimdRademacherStep scratch = SCRATCH.get();
    scratch.w = at.w();
    scratch.g = at.g();
    scratch.eta = eta;
    scratch.takenBack = takenBack;
    scratch.added = added;
    scratch.from = span.from();
    long element = at.element() + (span.from() - at.from());
    scratch.run(noise.stream(), n, element / CHUNK, span.length() / CHUNK);
    scratch.w = null;
    scratch.g = null;
  }

  private void run(NoiseStream noise, long n, long tile, int count) {
    Stage[] step = takenBack == added ? oneScale : twoScales;
    for (int done = 0; done < count; ) {
      words(last, noise, n - 1, tile + done, count - done);
      int taken = words(next, noise, n, tile + done, count - done);
      for (int t = 0; t < taken; t++) {
        words = next.first + t * NoiseBlock.TILE_WORDS;
        SimdNoise.run(step, next);
        from += CHUNK;
      }
      done += taken;
    }
  }

  private static int words(NoiseBlock block, NoiseStream noise, long step, long tile, int count) {
    block.key(noise, step);
    int taken = block.take(tile, count);
    SimdNoise.run(SimdNoise.words(noise), block);
    return taken;
  }

  private void oneScale() {
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      oneScale(from + bit * NoiseBlock.TILE_WORDS, 31 - bit);
    }
  }

  private void twoScales() {
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      twoScales(from + bit * NoiseBlock.TILE_WORDS, 31 - bit);
    }
  }

  /** A row: one bit of each word of a tile. */
  private void oneScale(int at, int shift) {
    float[] w = this.w;
    float[] g = this.g;
    int[] newWords = next.words;
    int[] lastWords = last.words;
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector scale = FloatVector.broadcast(FLOATS, added);
    for (int j = 0; j < NoiseBlock.TILE_WORDS; j += LANES) {
      FloatVector b = load(g, at + j).fma(minusEta, load(w, at + j));
      FloatVector xiNew = SimdRademacher.signs(newWords, words + j, shift);
      FloatVector xiLast = SimdRademacher.signs(lastWords, words + j, shift);
      xiNew.sub(xiLast).fma(scale, b).intoArray(w, at + j);
    }
  }

  /** The same where the noise is taken back at another scale than it is added. */
  private void twoScales(int at, int shift) {
    float[] w = this.w;
    float[] g = this.g;
    int[] newWords = next.words;
    int[] lastWords = last.words;
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector changes = FloatVector.broadcast(FLOATS, added - takenBack);
    FloatVector scale = FloatVector.broadcast(FLOATS, added);
    for (int j = 0; j < NoiseBlock.TILE_WORDS; j += LANES) {
      FloatVector b = load(g, at + j).fma(minusEta, load(w, at + j));
      FloatVector xiNew = SimdRademacher.signs(newWords, words + j, shift);
      FloatVector xiLast = SimdRademacher.signs(lastWords, words + j, shift);
      xiNew.sub(xiLast).fma(scale, xiLast.fma(changes, b)).intoArray(w, at + j);
    }
  }

  private static FloatVector load(float[] array, int i) {
    return FloatVector.fromArray(FLOATS, array, i);
  }
}
