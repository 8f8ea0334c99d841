// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import static antipgd.simd.NoiseBlock.W1;
import static jdk.incubator.vector.VectorOperators.I2F;

import antipgd.noise.Gaussian;
import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.Span;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The stored Anti-PGD step with Gaussian noise on whole chunks. The last stage of the noise, from
 * radii and angles to normal numbers, is fused with the update, so that the noise goes from
 * registers to the weights. It runs in portions, spread over the stages that make the next chunk's
 * radii and angles: so memory, which these leave idle, has always something to fetch.
 */
final class SimdGaussianStep {

  /** Elements of a portion from memory: more, and it waits in between. */
  private static final int FAR_PORTION = 128;

  /** Most tiles that are made at once for a step from memory: more, and it waits as well. */
  private static final int FAR_TILES = 16;

  /** Elements of a portion from the cache. */
  private static final int NEAR_PORTION = 512;

  /** Elements from which on arrays come from memory: 1.5 MB, more than most L2 caches hold. */
  private static final int FAR = 1 << 17;

  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final VectorSpecies<Integer> INTS = Lanes.INTS;
  private static final int LANES = Lanes.COUNT;

  private static final IntVector ODD = IntVector.broadcast(INTS, Gaussian.ODD);
  private static final FloatVector UNIT = FloatVector.broadcast(FLOATS, Gaussian.UNIT);

  private static final ThreadLocal<SimdGaussianStep> SCRATCH =
      ThreadLocal.withInitial(SimdGaussianStep::new);

  private final NoiseBlock even = new NoiseBlock();
  private final NoiseBlock odd = new NoiseBlock();

  /** Called as stages, so that C2 compiles them by themselves. */
  private final Stage[] oneScale = {this::oneScale};

  private final Stage[] twoScales = {this::twoScales};

  private float[] w;
  private float[] g;
  private float[] xi;
  private float eta;
  private float takenBack;
  private float added;

  /** First element of the portion in the arrays, and in its chunk. */
  private int from;

  private int done;

  /** Most tiles that are made at once. */
  private int most;

  /** Elements of a portion, and of this one. */
  private int portion;

  private int length;

  private final Stretch stretch = new Stretch();

  private SimdGaussianStep() {}

  /** Elements of a chunk: a full block. */
  static int chunk(Generator generator) {
    return NoiseBlock.tiles(generator) * Law.GAUSSIAN.tile();
  }

  /** Steps a span of whole chunks. */
  static void antiPgd(
      Slice at, Span span, Noise.Stored noise, long n, float eta, float takenBack, float added) {
    SimdGaussianStep scratch = SCRATCH.get();
    scratch.w = at.w();
    scratch.g = at.g();
    scratch.xi = noise.xi();
    scratch.eta = eta;
    scratch.takenBack = takenBack;
    scratch.added = added;
    scratch.from = span.from();
    long element = at.element() + (span.from() - at.from());
    long tile = element / Law.GAUSSIAN.tile();
    boolean far = scratch.stretch.with(element, span.length()) >= FAR;
    scratch.most = far ? FAR_TILES : NoiseBlock.MOST_TILES;
    scratch.portion = far ? FAR_PORTION : NEAR_PORTION;
    scratch.run(noise.stream(), n, tile, span.length() / Law.GAUSSIAN.tile());
    scratch.w = null;
    scratch.g = null;
    scratch.xi = null;
  }

  private void run(NoiseStream noise, long step, long tile, int count) {
    Stage[] update = takenBack == added ? oneScale : twoScales;
    Stage[] stages = SimdNoise.radii(noise);
    even.key(noise, step);
    odd.key(noise, step);
    NoiseBlock last = odd;
    int ready = 0;
    for (int taken = 0; taken < count; ) {
      NoiseBlock next = last == odd ? even : odd;
      taken += next.take(tile + taken, Math.min(count - taken, most));
      done = 0;
      for (int s = 0; s < stages.length; s++) {
        stages[s].run(next);
        while (done * stages.length < ready * (s + 1)) {
          step(update, last, ready);
        }
      }
      last = next;
      ready = next.count;
    }
    for (done = 0; done < ready; ) {
      step(update, last, ready);
    }
  }

  /** Steps the next portion of a block that has so many numbers. */
  private void step(Stage[] update, NoiseBlock block, int ready) {
    length = Math.min(portion, ready - done);
    SimdNoise.run(update, block);
  }

  /**
   * {@link SimdGaussian}'s pairs, and what {@link SimdLoops} does with noise. The next method
   * repeats it but for one operation, so that neither loop has a choice in it.
   */
  private void oneScale(NoiseBlock block) {
    float[] w = this.w;
    float[] g = this.g;
    float[] xi = this.xi;
    int[] words = block.words;
    FloatVector c0 = all(1f);
    FloatVector c1 = all(Gaussian.C1);
    FloatVector c2 = all(Gaussian.C2);
    FloatVector c3 = all(Gaussian.C3);
    FloatVector c4 = all(Gaussian.C4);
    FloatVector s0 = all(Gaussian.S0);
    FloatVector s1 = all(Gaussian.S1);
    FloatVector s2 = all(Gaussian.S2);
    FloatVector s3 = all(Gaussian.S3);
    FloatVector s4 = all(Gaussian.S4);
    FloatVector minusEta = all(-eta);
    FloatVector scale = all(added);
    int pairs = length / 2;
    for (int j = 0; j < pairs; j += LANES) {
      int i = NoiseBlock.radius(j);
      int word = done + i;
      int at = from + i;
      FloatVector r = load(words, word).reinterpretAsFloats();
      FloatVector t =
          ((FloatVector) load(words, word + W1).or(ODD).convertShape(I2F, FLOATS, 0)).mul(UNIT);
      FloatVector s = t.mul(t);
      FloatVector c = c4.fma(s, c3).fma(s, c2).fma(s, c1).fma(s, c0);
      FloatVector next = r.mul(c0.sub(t).mul(c0.add(t))).mul(c);
      FloatVector b = load(g, at).fma(minusEta, load(w, at));
      next.sub(load(xi, at)).fma(scale, b).intoArray(w, at);
      next.intoArray(xi, at);
      FloatVector p = s4.fma(s, s3).fma(s, s2).fma(s, s1).fma(s, s0);
      next = r.mul(t).mul(p);
      b = load(g, at + W1).fma(minusEta, load(w, at + W1));
      next.sub(load(xi, at + W1)).fma(scale, b).intoArray(w, at + W1);
      next.intoArray(xi, at + W1);
    }
    from += length;
    done += length;
  }

  /** The same where the noise is taken back at another scale than it is added. */
  private void twoScales(NoiseBlock block) {
    float[] w = this.w;
    float[] g = this.g;
    float[] xi = this.xi;
    int[] words = block.words;
    FloatVector c0 = all(1f);
    FloatVector c1 = all(Gaussian.C1);
    FloatVector c2 = all(Gaussian.C2);
    FloatVector c3 = all(Gaussian.C3);
    FloatVector c4 = all(Gaussian.C4);
    FloatVector s0 = all(Gaussian.S0);
    FloatVector s1 = all(Gaussian.S1);
    FloatVector s2 = all(Gaussian.S2);
    FloatVector s3 = all(Gaussian.S3);
    FloatVector s4 = all(Gaussian.S4);
    FloatVector minusEta = all(-eta);
    FloatVector changes = all(added - takenBack);
    FloatVector scale = all(added);
    int pairs = length / 2;
    for (int j = 0; j < pairs; j += LANES) {
      int i = NoiseBlock.radius(j);
      int word = done + i;
      int at = from + i;
      FloatVector r = load(words, word).reinterpretAsFloats();
      FloatVector t =
          ((FloatVector) load(words, word + W1).or(ODD).convertShape(I2F, FLOATS, 0)).mul(UNIT);
      FloatVector s = t.mul(t);
      FloatVector c = c4.fma(s, c3).fma(s, c2).fma(s, c1).fma(s, c0);
      FloatVector next = r.mul(c0.sub(t).mul(c0.add(t))).mul(c);
      FloatVector b = load(g, at).fma(minusEta, load(w, at));
      FloatVector last = load(xi, at);
      next.sub(last).fma(scale, last.fma(changes, b)).intoArray(w, at);
      next.intoArray(xi, at);
      FloatVector p = s4.fma(s, s3).fma(s, s2).fma(s, s1).fma(s, s0);
      next = r.mul(t).mul(p);
      b = load(g, at + W1).fma(minusEta, load(w, at + W1));
      last = load(xi, at + W1);
      next.sub(last).fma(scale, last.fma(changes, b)).intoArray(w, at + W1);
      next.intoArray(xi, at + W1);
    }
    from += length;
    done += length;
  }

  private static IntVector load(int[] words, int i) {
    return IntVector.fromArray(INTS, words, i);
  }

  private static FloatVector load(float[] array, int i) {
    return FloatVector.fromArray(FLOATS, array, i);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }
}
