// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.Noise;
import antipgd.step.Rule;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.time.Duration;
import java.util.Arrays;

/** A kernel that is compiled before the first step counts: the same bits as without. */
public final class WarmStart {

  private static final int N = 1000;

  private WarmStart() {}

  /** Runs the example. */
  public static void main(String[] args) {
    NoiseStream stream = new NoiseStream(42, StreamId.of("w"), Law.GAUSSIAN);
    float[] cold = new float[N];
    StepKernels.chosen()
        .antiPgd(Slice.of(cold, new float[N]), Noise.regenerated(stream), 0, 0.1f, 0.2f);

    float[] w = new float[N];
    Slice at = Slice.of(w, new float[N]);
    // snippet
    StepKernel kernel = StepKernels.chosen();
    Noise xi = Noise.regenerated(stream);
    Duration took = kernel.warmUp(Rule.ANTI_PGD, xi); // on arrays of its own: w and xi stay as is
    kernel.antiPgd(at, xi, 0, 0.1f, 0.2f); // at full speed
    // end
    System.out.println("warmed up: " + (took.toMillis() > 0));
    System.out.println("same bits = " + Arrays.equals(cold, w));
  }
}
