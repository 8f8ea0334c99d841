// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.Locale;

/**
 * Four weights on the paper's widening valley, {@code L = v^2 |u|^2 / 2}: every point with {@code v
 * = 0} is a minimum, and the Hessian's trace there is {@code |u|^2}. GD stays where it starts;
 * Anti-PGD drifts to where the valley is wide.
 */
public final class FirstSteps {

  private FirstSteps() {}

  /** Runs the example. */
  public static void main(String[] args) {
    float[] w = {2, 1, 1, 0}; // u, then v
    float[] g = new float[w.length];
    System.out.printf(Locale.ROOT, "start:    |u|^2 = %.4f%n", norm2OfU(w));

    // snippet
    StepKernel kernel = StepKernels.chosen(); // SIMD where it is fast, else plain loops: same bits
    NoiseStream stream = new NoiseStream(42, StreamId.of("w"), Law.GAUSSIAN);
    Slice at = Slice.of(w, g); // what is stepped; checked once
    Noise xi = Noise.stored(stream, new float[w.length]); // or Noise.regenerated(stream): no array

    for (long n = 0; n < 2000; n++) {
      gradient(w, g);
      kernel.antiPgd(at, xi, n, 0.1f, 0.2f); // eta = 0.1, sigma = 0.2
    }
    gradient(w, g);
    kernel.antiPgd(at, xi, 2000, 0.1f, 0.2f, 0f); // takes the last noise back and adds none
    // end

    System.out.printf(Locale.ROOT, "Anti-PGD: |u|^2 = %.4f%n", norm2OfU(w));
  }

  private static float norm2OfU(float[] w) {
    return w[0] * w[0] + w[1] * w[1] + w[2] * w[2];
  }

  private static void gradient(float[] w, float[] g) {
    for (int i = 0; i < 3; i++) {
      g[i] = w[3] * w[3] * w[i];
    }
    g[3] = w[3] * norm2OfU(w);
  }
}
