// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.Gaussian;
import antipgd.noise.NoiseStream;
import antipgd.noise.Rademacher;

/** The contract in plain Java, element by element: the reference for every other implementation. */
final class ScalarLoops implements Loops {

  private static final ThreadLocal<int[]> WORDS = ThreadLocal.withInitial(() -> new int[4]);

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void gd(Slice at, float eta) {
    float[] w = at.w();
    float[] g = at.g();
    for (int i = at.from(), end = at.from() + at.length(); i < end; i++) {
      w[i] = Math.fma(-eta, g[i], w[i]);
    }
  }

  @Override
  public void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma) {
    float[] w = at.w();
    float[] g = at.g();
    int from = span.from();
    int newFrom = span.newFrom();
    for (int i = 0, length = span.length(); i < length; i++) {
      w[from + i] = Math.fma(sigma, xiNew[newFrom + i], Math.fma(-eta, g[from + i], w[from + i]));
    }
  }

  @Override
  public void antiPgd(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float takenBack, float added) {
    if (takenBack == added) {
      oneScale(at, span, xiLast, xiNew, eta, added);
    } else {
      twoScales(at, span, xiLast, xiNew, eta, takenBack, added);
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
