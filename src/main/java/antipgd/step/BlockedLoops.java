// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static antipgd.noise.Fma.fma;

import antipgd.noise.BlockedNoise;
import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;

/**
 * The steps as plain loops that HotSpot's C2 makes vectors of, with no module and no option. It
 * does so where all float arrays of a loop share one index, as those of supplied noise do. Other
 * noise meets the weights in arrays of the nearest cache, or its difference meets them in the array
 * of the last noise, which has their index.
 */
final class BlockedLoops implements Loops {

  /** Elements that are brought to one index at a time. */
  private static final int PIECE = 1024;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  /** What a thread needs, some 200 KB: makers of noise, and arrays of one index. */
  private static final class Scratch {
    final BlockedNoise noise = new BlockedNoise();
    final BlockedRademacherStep rademacher = new BlockedRademacherStep();
    final float[] w = new float[PIECE];
    final float[] g = new float[PIECE];
    final float[] xiLast = new float[PIECE];
    final float[] xiNew = new float[PIECE];
    final Slice at = Slice.of(w, g);
    final Span span = new Span();
  }

  @Override
  public String name() {
    return "blocked";
  }

  @Override
  public void gd(Slice at, float eta) {
    gd(at.w(), at.g(), at.from(), at.from() + at.length(), eta);
  }

  /** {@code w <- fma(-eta, g, w)} from {@code from} to before {@code end}. */
  static void gd(float[] w, float[] g, int from, int end, float eta) {
    for (int i = from; i < end; i++) {
      w[i] = fma(-eta, g[i], w[i]);
    }
  }

  @Override
  public void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma) {
    int from = span.from();
    int length = span.length();
    if (span.newFrom() == from) {
      pgd(at.w(), at.g(), xiNew, from, from + length, eta, sigma);
      return;
    }
    Scratch near = SCRATCH.get();
    for (int done = 0, n; done < length; done += n) {
      n = Math.min(PIECE, length - done);
      System.arraycopy(at.w(), from + done, near.w, 0, n);
      System.arraycopy(at.g(), from + done, near.g, 0, n);
      System.arraycopy(xiNew, span.newFrom() + done, near.xiNew, 0, n);
      pgd(near.w, near.g, near.xiNew, 0, n, eta, sigma);
      System.arraycopy(near.w, 0, at.w(), from + done, n);
    }
  }

  private static void pgd(
      float[] w, float[] g, float[] xi, int from, int end, float eta, float sigma) {
    for (int i = from; i < end; i++) {
      w[i] = fma(sigma, xi[i], fma(-eta, g[i], w[i]));
    }
  }

  @Override
  public void antiPgd(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float takenBack, float added) {
    if (span.isOneIndex()) {
      oneIndex(at, span, xiLast, xiNew, eta, takenBack, added);
    } else if (span.lastFrom() == span.from() && takenBack == added) {
      byDifference(at, span, xiLast, xiNew, eta, added);
    } else {
      byCopies(at, span, xiLast, xiNew, eta, takenBack, added);
    }
  }

  private static void oneIndex(
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
    for (int i = span.from(), end = span.from() + span.length(); i < end; i++) {
      float next = xiNew[i];
      w[i] = fma(sigma, next - xiLast[i], fma(-eta, g[i], w[i]));
      xiLast[i] = next;
    }
  }

  private static void twoScales(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float takenBack, float added) {
    float[] w = at.w();
    float[] g = at.g();
    float change = added - takenBack;
    for (int i = span.from(), end = span.from() + span.length(); i < end; i++) {
      float next = xiNew[i];
      float last = xiLast[i];
      w[i] = fma(added, next - last, fma(change, last, fma(-eta, g[i], w[i])));
      xiLast[i] = next;
    }
  }

  /** The noise is stored at the weights' index: there its difference is a step's PGD noise. */
  private static void byDifference(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float sigma) {
    int from = span.from();
    int length = span.length();
    Scratch near = SCRATCH.get();
    for (int done = 0, n; done < length; done += n) {
      n = Math.min(PIECE, length - done);
      System.arraycopy(xiLast, from + done, near.xiLast, 0, n);
      System.arraycopy(xiNew, span.newFrom() + done, near.xiNew, 0, n);
      difference(near.xiLast, near.xiNew, n);
      System.arraycopy(near.xiLast, 0, xiLast, from + done, n);
      pgd(at.w(), at.g(), xiLast, from + done, from + done + n, eta, sigma);
      System.arraycopy(near.xiNew, 0, xiLast, from + done, n);
    }
  }

  private static void difference(float[] last, float[] next, int n) {
    for (int i = 0; i < n; i++) {
      last[i] = next[i] - last[i];
    }
  }

  private static void byCopies(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float takenBack, float added) {
    int from = span.from();
    int lastFrom = span.lastFrom();
    int length = span.length();
    Scratch near = SCRATCH.get();
    for (int done = 0, n; done < length; done += n) {
      n = Math.min(PIECE, length - done);
      System.arraycopy(at.w(), from + done, near.w, 0, n);
      System.arraycopy(at.g(), from + done, near.g, 0, n);
      System.arraycopy(xiLast, lastFrom + done, near.xiLast, 0, n);
      System.arraycopy(xiNew, span.newFrom() + done, near.xiNew, 0, n);
      near.span.set(0, n, 0, 0);
      oneIndex(near.at, near.span, near.xiLast, near.xiNew, eta, takenBack, added);
      System.arraycopy(near.w, 0, at.w(), from + done, n);
      System.arraycopy(near.xiLast, 0, xiLast, lastFrom + done, n);
    }
  }

  @Override
  public int block(Law law, Generator generator) {
    return BlockedNoise.block(law, generator);
  }

  @Override
  public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
    SCRATCH.get().noise.tiles(stream, n, tile, count, out, from);
  }

  /** Regenerated Rademacher noise; the last noise of step 0 is none. */
  @Override
  public int fusedChunk(Noise xi, long n, boolean twoScales) {
    return !twoScales
            && n > 0
            && xi instanceof Noise.Regenerated regenerated
            && regenerated.stream().law() == Law.RADEMACHER
        ? Law.RADEMACHER.tile()
        : 0;
  }

  @Override
  public void fusedAntiPgd(
      Slice at, Span span, Noise xi, long n, float eta, float takenBack, float added) {
    SCRATCH.get().rademacher.antiPgd(at, span, (Noise.Regenerated) xi, n, eta, added);
  }
}
