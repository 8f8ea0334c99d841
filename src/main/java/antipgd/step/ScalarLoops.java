// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.Gaussian;
import antipgd.noise.NoiseStream;
import antipgd.noise.Rademacher;

/**
 * The contract in plain Java, element by element: the reference for every other implementation, and
 * what runs where the Vector API does not. HotSpot's C2 vectorises loops whose arrays share one
 * index by itself, so supplied noise of constant scale, the common case, has loops of that form.
 */
final class ScalarLoops implements Loops {

  private static final ThreadLocal<int[]> WORDS = ThreadLocal.withInitial(() -> new int[4]);

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void gd(Slice at, float eta) {
    gd(at.w(), at.g(), at.from(), at.from() + at.length(), eta);
  }

  private static void gd(float[] w, float[] g, int from, int end, float eta) {
    for (int i = from; i < end; i++) {
      w[i] = Math.fma(-eta, g[i], w[i]);
    }
  }

  @Override
  public void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma) {
    float[] w = at.w();
    float[] g = at.g();
    int from = span.from();
    int length = span.length();
    int newFrom = span.newFrom();
    if (newFrom == from) {
      pgd(w, g, xiNew, from, from + length, eta, sigma);
      return;
    }
    for (int i = 0; i < length; i++) {
      w[from + i] = Math.fma(sigma, xiNew[newFrom + i], Math.fma(-eta, g[from + i], w[from + i]));
    }
  }

  private static void pgd(
      float[] w, float[] g, float[] xiNew, int from, int end, float eta, float sigma) {
    for (int i = from; i < end; i++) {
      w[i] = Math.fma(sigma, xiNew[i], Math.fma(-eta, g[i], w[i]));
    }
  }

  @Override
  public void antiPgd(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float takenBack, float added) {
    if (takenBack != added) {
      twoScales(at, span, xiLast, xiNew, eta, takenBack, added);
    } else if (span.isOneIndex()) {
      oneIndex(at, span, xiLast, xiNew, eta, added);
    } else {
      oneScale(at, span, xiLast, xiNew, eta, added);
    }
  }

  private static void oneIndex(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float sigma) {
    float[] w = at.w();
    float[] g = at.g();
    for (int i = span.from(), end = span.from() + span.length(); i < end; i++) {
      float next = xiNew[i];
      w[i] = Math.fma(sigma, next - xiLast[i], Math.fma(-eta, g[i], w[i]));
      xiLast[i] = next;
    }
  }

  private static void oneScale(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float sigma) {
    float[] w = at.w();
    float[] g = at.g();
    int from = span.from();
    int lastFrom = span.lastFrom();
    int newFrom = span.newFrom();
    for (int i = 0, length = span.length(); i < length; i++) {
      float next = xiNew[newFrom + i];
      float last = xiLast[lastFrom + i];
      w[from + i] = Math.fma(sigma, next - last, Math.fma(-eta, g[from + i], w[from + i]));
      xiLast[lastFrom + i] = next;
    }
  }

  private static void twoScales(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float takenBack, float added) {
    float[] w = at.w();
    float[] g = at.g();
    int from = span.from();
    int lastFrom = span.lastFrom();
    int newFrom = span.newFrom();
    float change = added - takenBack;
    for (int i = 0, length = span.length(); i < length; i++) {
      float next = xiNew[newFrom + i];
      float last = xiLast[lastFrom + i];
      float b = Math.fma(change, last, Math.fma(-eta, g[from + i], w[from + i]));
      w[from + i] = Math.fma(added, next - last, b);
      xiLast[lastFrom + i] = next;
    }
  }

  @Override
  public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
    int[] words = WORDS.get();
    int size = stream.law().tile();
    for (int t = 0; t < count; t++) {
      for (int lane = 0; lane < NoiseStream.TILE_BLOCKS; lane++) {
        stream.words(n, (tile + t) * NoiseStream.TILE_BLOCKS + lane, words);
        int at = from + t * size + lane;
        switch (stream.law()) {
          case GAUSSIAN -> gaussian(words, out, at);
          case RADEMACHER -> rademacher(words, out, at);
        }
      }
    }
  }

  private static void gaussian(int[] words, float[] out, int at) {
    for (int q = 0; q < 4; q += 2) {
      float radius = Gaussian.radius(words[q]);
      out[at + 16 * q] = Gaussian.cosine(radius, words[q + 1]);
      out[at + 16 * q + 16] = Gaussian.sine(radius, words[q + 1]);
    }
  }

  private static void rademacher(int[] words, float[] out, int at) {
    for (int bit = 0; bit < 32; bit++) {
      for (int q = 0; q < 4; q++) {
        out[at + 64 * bit + 16 * q] = Rademacher.sign(words[q], bit);
      }
    }
  }
}
