// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sabotage;

import antipgd.noise.NoiseStream;
import antipgd.step.Loops;
import antipgd.step.Slice;
import antipgd.step.Span;
import antipgd.step.StepKernel;

/**
 * Honest loops, element by element, with the noise of another kernel: a saboteur overrides one of
 * the short methods.
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

  /** The noise that Anti-PGD keeps while its scale does not change. */
  float kept(float last, float next) {
    return next;
  }

  /** How many elements of a range are stepped while Anti-PGD's scale does not change. */
  int stepped(int length) {
    return length;
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
      at.w()[i] = pgd(at.w()[i], at.g()[i], xiNew[i + shift], eta, sigma);
    }
  }

  @Override
  public final void antiPgd(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float back, float added) {
    int length = back == added ? stepped(span.length()) : span.length();
    for (int i = 0; i < length; i++) {
      int k = span.from() + i;
      float last = xiLast[span.lastFrom() + i];
      float next = xiNew[span.newFrom() + i];
      at.w()[k] = antiPgd(at.w()[k], at.g()[k], last, next, eta, back, added);
      xiLast[span.lastFrom() + i] = back == added ? kept(last, next) : next;
    }
  }

  @Override
  public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
    int size = stream.law().tile();
    noise.fill(out, from, count * size, tile * size, stream, n);
  }
}
