// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Loops;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.Span;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.Arrays;

/** A kernel of one's own, as short as it can be, and a look whether it gives the right bits. */
public final class OwnLoops {

  // snippet
  /** Each element by itself, in any order. */
  private static final class ShortLoops implements Loops {

    @Override
    public String name() {
      return "short";
    }

    @Override
    public void gd(Slice at, float eta) {
      for (int k = at.from(); k < at.from() + at.length(); k++) {
        at.w()[k] = Math.fma(-eta, at.g()[k], at.w()[k]);
      }
    }

    @Override
    public void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma) {
      for (int i = 0; i < span.length(); i++) {
        int k = span.from() + i;
        float b = Math.fma(-eta, at.g()[k], at.w()[k]);
        at.w()[k] = Math.fma(sigma, xiNew[span.newFrom() + i], b);
      }
    }

    @Override
    public void antiPgd(
        Slice at,
        Span span,
        float[] xiLast,
        float[] xiNew,
        float eta,
        float takenBack,
        float added) {
      for (int i = 0; i < span.length(); i++) {
        int k = span.from() + i;
        float last = xiLast[span.lastFrom() + i];
        float next = xiNew[span.newFrom() + i];
        float b = Math.fma(-eta, at.g()[k], at.w()[k]);
        b = added == takenBack ? b : Math.fma(added - takenBack, last, b);
        at.w()[k] = Math.fma(added, next - last, b);
        xiLast[span.lastFrom() + i] = next;
      }
    }

    @Override
    public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
      int size = stream.law().tile();
      for (int i = 0; i < count * size; i++) {
        out[from + i] = stream.at(n, tile * size + i);
      }
    }
  }

  // end

  private OwnLoops() {}

  /** Runs the example. */
  public static void main(String[] args) {
    for (Law law : Law.values()) {
      float[] own = steps(StepKernel.of(new ShortLoops()), law);
      float[] reference = steps(StepKernels.scalar(), law);
      System.out.println(law + ": same bits = " + Arrays.equals(own, reference));
    }
  }

  /** Steps of every rule on a part of a tensor that begins and ends within a tile. */
  private static float[] steps(StepKernel kernel, Law law) {
    float[] w = new float[5000];
    float[] g = new float[w.length];
    Arrays.fill(g, 1.5f);
    Slice at = Slice.of(w, g, 7, w.length - 9, 1_000_007);
    NoiseStream stream = new NoiseStream(42, 0, law);
    Noise stored = Noise.stored(stream, new float[w.length]);
    kernel.gd(at, 0.1f);
    kernel.pgd(at, Noise.regenerated(stream), 0, 0.1f, 0.05f);
    for (long n = 0; n < 3; n++) {
      kernel.antiPgd(at, stored, n, 0.1f, 0.05f);
      kernel.antiPgd(at, Noise.regenerated(stream), n, 0.1f, 0.05f, 0.04f);
    }
    return w;
  }
}
