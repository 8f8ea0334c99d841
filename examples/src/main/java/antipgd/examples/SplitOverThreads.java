// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.Noise;
import antipgd.step.ParallelStepKernel;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.Arrays;
import java.util.stream.Stream;

/** One tensor stepped by one thread, by a pool, and in slices of one's own: the same bits. */
public final class SplitOverThreads {

  private static final int N = 100_003;

  private static final Noise XI =
      Noise.regenerated(new NoiseStream(42, StreamId.of("w"), Law.GAUSSIAN));

  private SplitOverThreads() {}

  /** Runs the example. */
  public static void main(String[] args) {
    float[] g = new float[N];
    Arrays.fill(g, 0.5f);
    StepKernel kernel = StepKernels.chosen();

    float[] alone = new float[N];
    for (long n = 0; n < 10; n++) {
      kernel.antiPgd(Slice.of(alone, g), XI, n, 0.1f, 0.05f);
    }

    float[] pooled = new float[N];
    // snippet
    StepKernel split = new ParallelStepKernel(kernel); // over the common pool
    Slice at = Slice.of(pooled, g);
    for (long n = 0; n < 10; n++) {
      split.antiPgd(at, XI, n, 0.1f, 0.05f);
    }
    // end

    float[] sliced = new float[N];
    // snippet
    Slice left = Slice.of(sliced, g, 0, 1000, 0); // from, length, index in the tensor
    Slice right = Slice.of(sliced, g, 1000, N - 1000, 1000);
    Stream.of(left, right).parallel().forEach(slice -> tenSteps(kernel, slice));
    // end

    System.out.println("by a pool:   same bits = " + Arrays.equals(alone, pooled));
    System.out.println("in 2 slices: same bits = " + Arrays.equals(alone, sliced));
  }

  private static void tenSteps(StepKernel kernel, Slice at) {
    for (long n = 0; n < 10; n++) {
      kernel.antiPgd(at, XI, n, 0.1f, 0.05f);
    }
  }
}
