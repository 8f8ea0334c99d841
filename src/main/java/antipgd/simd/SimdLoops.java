// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Loops;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.Span;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps with the Vector API: body in whole vectors, tail in scalars with the same roundings.
 */
public final class SimdLoops implements Loops {

  private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
  private static final int LANES = Lanes.COUNT;

  /** For any width, even one that this CPU has no registers for. */
  SimdLoops() {}

  /**
   * The loops, if they are fast here.
   *
   * @param measures whether to find out if the VM compiles the Vector API at all, which takes up to
   *     0.4 s the first time: for a VM that cannot be asked
   * @return the loops
   * @throws IllegalStateException if {@code antipgd.width} is wider than the CPU's registers, these
   *     have 64 bits, or vectors were measured to be slow
   */
  public static SimdLoops forThisVm(boolean measures) {
    Lanes.requireRegisters();
    FloatVector.fromArray(FLOATS, new float[LANES], 0); // What this needs may be forbidden.
    if (measures) {
      VectorSpeed.requireFast();
    }
    return new SimdLoops();
  }

  @Override
  public String name() {
    return "simd-" + Lanes.bits();
  }

  @Override
  public void gd(Slice at, float eta) {
    float[] w = at.w();
    float[] g = at.g();
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    int i = at.from();
    int end = i + at.length();
    for (; i <= end - LANES; i += LANES) {
      load(g, i).fma(minusEta, load(w, i)).intoArray(w, i);
    }
    for (; i < end; i++) {
      w[i] = Math.fma(-eta, g[i], w[i]);
    }
  }

  @Override
  public void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma) {
    float[] w = at.w();
    float[] g = at.g();
    int from = span.from();
    int newFrom = span.newFrom();
    int length = span.length();
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigma);
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      FloatVector b = load(g, from + i).fma(minusEta, load(w, from + i));
      load(xiNew, newFrom + i).fma(scale, b).intoArray(w, from + i);
    }
    for (; i < length; i++) {
      w[from + i] = Math.fma(sigma, xiNew[newFrom + i], Math.fma(-eta, g[from + i], w[from + i]));
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

  /** One index for all arrays, the case of supplied noise: JDK 17 makes better code of it. */
  private static void oneIndex(
      Slice at, Span span, float[] xiLast, float[] xiNew, float eta, float sigma) {
    float[] w = at.w();
    float[] g = at.g();
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigma);
    int i = span.from();
    int end = i + span.length();
    for (; i <= end - LANES; i += LANES) {
      FloatVector next = load(xiNew, i);
      FloatVector b = load(g, i).fma(minusEta, load(w, i));
      next.sub(load(xiLast, i)).fma(scale, b).intoArray(w, i);
      next.intoArray(xiLast, i);
    }
    for (; i < end; i++) {
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
    int length = span.length();
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector scale = FloatVector.broadcast(FLOATS, sigma);
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      FloatVector next = load(xiNew, newFrom + i);
      FloatVector b = load(g, from + i).fma(minusEta, load(w, from + i));
      next.sub(load(xiLast, lastFrom + i)).fma(scale, b).intoArray(w, from + i);
      next.intoArray(xiLast, lastFrom + i);
    }
    for (; i < length; i++) {
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
    int length = span.length();
    float change = added - takenBack;
    FloatVector minusEta = FloatVector.broadcast(FLOATS, -eta);
    FloatVector changes = FloatVector.broadcast(FLOATS, change);
    FloatVector scale = FloatVector.broadcast(FLOATS, added);
    int i = 0;
    for (; i <= length - LANES; i += LANES) {
      FloatVector next = load(xiNew, newFrom + i);
      FloatVector last = load(xiLast, lastFrom + i);
      FloatVector b = last.fma(changes, load(g, from + i).fma(minusEta, load(w, from + i)));
      next.sub(last).fma(scale, b).intoArray(w, from + i);
      next.intoArray(xiLast, lastFrom + i);
    }
    for (; i < length; i++) {
      float next = xiNew[newFrom + i];
      float last = xiLast[lastFrom + i];
      float b = Math.fma(change, last, Math.fma(-eta, g[from + i], w[from + i]));
      w[from + i] = Math.fma(added, next - last, b);
      xiLast[lastFrom + i] = next;
    }
  }

  @Override
  public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
    SimdNoise.tiles(stream, n, tile, count, out, from);
  }

  /** As much as is made at once. */
  @Override
  public int block(Law law, Generator generator) {
    return law == Law.GAUSSIAN ? SimdGaussianStep.chunk(generator) : law.tile();
  }

  /** Stored Gaussian and regenerated Rademacher noise; the last noise of step 0 is none. */
  @Override
  public int fusedChunk(Noise xi, long n, boolean twoScales) {
    if (xi instanceof Noise.Stored stored) {
      NoiseStream stream = stored.stream();
      return stream.law() == Law.GAUSSIAN ? SimdGaussianStep.chunk(stream.generator()) : 0;
    }
    return n > 0 && ((Noise.Regenerated) xi).stream().law() == Law.RADEMACHER
        ? SimdRademacherStep.CHUNK
        : 0;
  }

  @Override
  public void fusedAntiPgd(
      Slice at, Span span, Noise xi, long n, float eta, float takenBack, float added) {
    if (xi instanceof Noise.Stored stored) {
      SimdGaussianStep.antiPgd(at, span, stored, n, eta, takenBack, added);
    } else {
      SimdRademacherStep.antiPgd(at, span, (Noise.Regenerated) xi, n, eta, takenBack, added);
    }
  }

  private static FloatVector load(float[] array, int i) {
    return FloatVector.fromArray(FLOATS, array, i);
  }
}
