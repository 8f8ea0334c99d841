// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sabotage;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Loops;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.Span;
import antipgd.step.StepKernel;

/**
 * Honest loops, element by element, with the noise of another kernel: a saboteur overrides one of
 * the short methods. Steps of whole chunks that SIMD fuses with their noise have a loop of their
 * own here as well, so that a mistake can be in it alone.
 */
class Textbook implements Loops {

  private final StepKernel noise;

  Textbook(StepKernel noise) {
    this.noise = noise;
  }

  /** A weight after GD. */
  float gd(float w, float g, float eta) {
    return Math.fma(-eta, g, w);
  }

  /** A weight after PGD. */
  float pgd(float w, float g, float next, float eta, float sigma) {
    return Math.fma(sigma, next, Math.fma(-eta, g, w));
  }

  /** A weight after Anti-PGD. */
  float antiPgd(float w, float g, float last, float next, float eta, float back, float added) {
    if (back == added) {
      return oneScale(w, g, last, next, eta, added);
    }
    return Math.fma(added, next - last, Math.fma(added - back, last, Math.fma(-eta, g, w)));
  }

  /** A weight after Anti-PGD whose scale does not change. */
  float oneScale(float w, float g, float last, float next, float eta, float sigma) {
    return Math.fma(sigma, next - last, Math.fma(-eta, g, w));
  }

  /** The last noise of an element, as Anti-PGD takes it back. */
  float last(long element, float xi) {
    return xi;
  }

  /** The new noise of an element, as it is added. */
  float next(long element, float xi) {
    return xi;
  }

  /** The noise that Anti-PGD keeps while its scale does not change. */
  float kept(float last, float next) {
    return next;
  }

  /** How many elements of a range are stepped while Anti-PGD's scale does not change. */
  int stepped(int length) {
    return length;
  }

  /** How many elements are stepped of a range of whole chunks. */
  int fused(Noise xi, int length) {
    return length;
  }

  /** The step whose noise a step of regenerated noise takes back, in whole chunks. */
  long before(long n) {
    return n - 1;
  }

  @Override
  public final String name() {
    return "textbook";
  }

  @Override
  public final void gd(Slice at, float eta) {
    for (int i = at.from(), end = i + stepped(at.length()); i < end; i++) {
      at.w()[i] = gd(at.w()[i], at.g()[i], eta);
    }
  }

  @Override
  public final void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma) {
    int shift = span.newFrom() - span.from();
    for (int i = span.from(), end = i + stepped(span.length()); i < end; i++) {
      at.w()[i] = pgd(at.w()[i], at.g()[i], next(element(at, i), xiNew[i + shift]), eta, sigma);
    }
  }

  @Override
  public final void antiPgd(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float back, float added) {
    int length = back == added ? stepped(span.length()) : span.length();
    for (int i = 0; i < length; i++) {
      float last = xiLast[span.lastFrom() + i];
      float next = xiNew[span.newFrom() + i];
      step(at, span.from() + i, last, next, eta, back, added);
      xiLast[span.lastFrom() + i] = back == added ? kept(last, next) : next;
    }
  }

  private void step(Slice at, int i, float xiLast, float xiNew, float eta, float back, float add) {
    float last = last(element(at, i), xiLast);
    float next = next(element(at, i), xiNew);
    at.w()[i] = antiPgd(at.w()[i], at.g()[i], last, next, eta, back, add);
  }

  private static long element(Slice at, int i) {
    return at.element() + (i - at.from());
  }

  @Override
  public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
    int size = stream.law().tile();
    noise.fill(out, from, count * size, tile * size, stream, n);
  }

  /** SIMD's. */
  @Override
  public final int fusedChunk(Noise xi, long n, boolean twoScales) {
    if (xi instanceof Noise.Stored stored) {
      return stored.stream().law() == Law.GAUSSIAN ? 1024 : 0;
    }
    return n > 0 && ((Noise.Regenerated) xi).stream().law() == Law.RADEMACHER ? 2048 : 0;
  }

  @Override
  public void fusedAntiPgd(
      Slice at, Span span, Noise xi, long n, float eta, float back, float added) {
    int from = span.from();
    int length = fused(xi, span.length());
    if (xi instanceof Noise.Stored stored) {
      float[] made = made(stored.stream(), n, element(at, from), span.length());
      for (int i = 0; i < length; i++) {
        float last = stored.xi()[from + i];
        step(at, from + i, last, made[i], eta, back, added);
        stored.xi()[from + i] = back == added ? kept(last, made[i]) : made[i];
      }
    } else {
      NoiseStream stream = ((Noise.Regenerated) xi).stream();
      float[] last = made(stream, before(n), element(at, from), span.length());
      float[] next = made(stream, n, element(at, from), span.length());
      for (int i = 0; i < length; i++) {
        step(at, from + i, last[i], next[i], eta, back, added);
      }
    }
  }

  private float[] made(NoiseStream stream, long n, long element, int length) {
    float[] made = new float[length];
    int tile = stream.law().tile();
    tiles(stream, n, element / tile, length / tile, made, 0);
    return made;
  }
}
