// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import static antipgd.simd.NoiseBlock.W1;
import static jdk.incubator.vector.VectorOperators.I2F;

import antipgd.noise.Gaussian;
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

  /** Elements of a chunk. */
  static final int CHUNK = NoiseBlock.TILES * Law.GAUSSIAN.tile();

  /** Elements of a portion from memory: more, and it waits in between. */
  private static final int FAR_PORTION = 128;

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

  private static final Stage[] NONE = {};

  /** Called as stages, so that C2 compiles them by themselves. */
  private final Stage[] oneScale = {this::oneScale};

  private final Stage[] twoScales = {this::twoScales};

  /** The last noise while it is made again, of two chunks, and the words that it is made of. */
  private final float[] again = new float[2 * CHUNK];

  private final NoiseBlock last = new NoiseBlock();

  private float[] w;
  private float[] g;

  /** Where the last noise is: the caller's array, or {@link #again}. */
  private float[] xi;

  private float eta;
  private float takenBack;
  private float added;

  /** First element of the portion in the arrays, and in its chunk. */
  private int from;

  private int done;

  /** Where in {@link #xi} the portion's last noise begins. */
  private int held;

  /** Elements of a portion. */
  private int length;

  private final Stretch stretch = new Stretch();

  private SimdGaussianStep() {}

  /** Steps a span of whole chunks. */
  static void antiPgd(
      Slice at, Span span, Noise xi, long n, float eta, float takenBack, float added) {
    SimdGaussianStep scratch = SCRATCH.get();
    scratch.w = at.w();
    scratch.g = at.g();
    boolean stored = xi instanceof Noise.Stored;
    scratch.xi = stored ? ((Noise.Stored) xi).xi() : scratch.again;
    scratch.eta = eta;
    scratch.takenBack = takenBack;
    scratch.added = added;
    scratch.from = span.from();
    scratch.held = span.from();
    long element = at.element() + (span.from() - at.from());
    long tile = element / Law.GAUSSIAN.tile();
    int count = span.length() / CHUNK;
    boolean far = scratch.stretch.with(element, span.length()) >= FAR;
    scratch.length = far ? FAR_PORTION : NEAR_PORTION;
    if (stored) {
      scratch.run(((Noise.Stored) xi).stream(), n, tile, count, NONE);
    } else {
      NoiseStream stream = ((Noise.Regenerated) xi).stream();
      scratch.last.key(stream, n - 1);
      scratch.last.out = scratch.again;
      scratch.run(stream, n, tile, count, SimdNoise.stages(stream));
      scratch.last.out = null;
    }
    scratch.w = null;
    scratch.g = null;
    scratch.xi = null;
  }

  /** With the stages that make the last noise again, if it is not stored. */
  private void run(NoiseStream noise, long n, long tile, int count, Stage[] lastStages) {
    Stage[] update = takenBack == added ? oneScale : twoScales;
    Stage[] stages = SimdNoise.radii(noise);
    int all = stages.length + lastStages.length;
    even.key(noise, n);
    odd.key(noise, n);
    NoiseBlock made = odd;
    for (int chunk = 0; chunk < count; chunk++) {
      NoiseBlock next = chunk % 2 == 0 ? even : odd;
      long first = tile + (long) chunk * NoiseBlock.TILES;
      next.take(first, NoiseBlock.TILES);
      if (lastStages.length > 0) {
        last.take(first, NoiseBlock.TILES);
        last.outFrom = chunk % 2 * CHUNK;
        held = CHUNK - last.outFrom;
      }
      done = 0;
      for (int s = 0; s < all; s++) {
        if (s < stages.length) {
          stages[s].run(next);
        } else {
          lastStages[s - stages.length].run(last);
        }
        while (chunk > 0 && done * all < CHUNK * (s + 1)) {
          SimdNoise.run(update, made);
        }
      }
      made = next;
    }
    if (lastStages.length > 0) {
      held = last.outFrom;
    }
    for (done = 0; done < CHUNK; ) {
      SimdNoise.run(update, made);
    }
  }

  /**
   * {@link SimdGaussian}'s pairs, and what {@link SimdLoops} does with noise. The next method
   * differs in one operation, but a choice within the loop would make the JIT keep vectors as
   * objects.
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
    int held = this.held;
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
      next.sub(load(xi, held + i)).fma(scale, b).intoArray(w, at);
      next.intoArray(xi, held + i);
      FloatVector p = s4.fma(s, s3).fma(s, s2).fma(s, s1).fma(s, s0);
      next = r.mul(t).mul(p);
      b = load(g, at + W1).fma(minusEta, load(w, at + W1));
      next.sub(load(xi, held + i + W1)).fma(scale, b).intoArray(w, at + W1);
      next.intoArray(xi, held + i + W1);
    }
    from += length;
    this.held = held + length;
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
    int held = this.held;
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
      FloatVector last = load(xi, held + i);
      next.sub(last).fma(scale, last.fma(changes, b)).intoArray(w, at);
      next.intoArray(xi, held + i);
      FloatVector p = s4.fma(s, s3).fma(s, s2).fma(s, s1).fma(s, s0);
      next = r.mul(t).mul(p);
      b = load(g, at + W1).fma(minusEta, load(w, at + W1));
      last = load(xi, held + i + W1);
      next.sub(last).fma(scale, last.fma(changes, b)).intoArray(w, at + W1);
      next.intoArray(xi, held + i + W1);
    }
    from += length;
    this.held = held + length;
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
