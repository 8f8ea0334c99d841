// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No two places in the table of noise share bits: not elements or steps that are 2^32 or more
 * apart, nor tensors or seeds that differ in a high bit alone. A counter that dropped a bit would
 * show. One kernel stands for all, which have the same bits there, too ({@link
 * GeneratedStepsTest}).
 */
class DistinctNoiseTest {

  /** Long enough that equal runs of signs are no chance: 2^-512. */
  private static final int LENGTH = 512;

  private final StepKernel kernel = StepKernels.chosen();

  @ParameterizedTest
  @EnumSource
  void everyBitOfEachIndexCounts(Law law) {
    Map<FloatBuffer, String> seen = new HashMap<>();
    // Whole tiles apart, or runs would overlap.
    for (int bit = 11; bit < 63; bit++) {
      put(seen, new NoiseStream(1, 0, law), 1, 1L << bit, "element bit " + bit);
    }
    for (int bit = 0; bit < 63; bit++) {
      put(seen, new NoiseStream(1, 0, law), 1 | 1L << bit, 0, "step bit " + bit);
    }
    for (int bit = 1; bit < 64; bit++) {
      put(seen, new NoiseStream(1 | 1L << bit, 0, law), 1, 0, "seed bit " + bit);
    }
    for (int bit = 0; bit < 32; bit++) {
      put(seen, new NoiseStream(1, 1 << bit, law), 1, 0, "tensor bit " + bit);
    }
    assertThat(seen).hasSize(52 + 63 + 63 + 32);
  }

  private void put(
      Map<FloatBuffer, String> seen, NoiseStream noise, long step, long element, String what) {
    float[] xi = new float[LENGTH];
    kernel.fill(xi, 0, LENGTH, element, noise, step);
    String other = seen.put(FloatBuffer.wrap(xi), what);
    assertThat(other).as("%s: %s has the noise of", noise.law(), what).isNull();
  }

  /** Elements and steps beyond 2^32 are not merely distinct: they are uncorrelated. */
  @ParameterizedTest
  @EnumSource
  void farPlacesAreUncorrelated(Law law) {
    int n = 1 << 16;
    float[] here = new float[n];
    float[] there = new float[n];
    NoiseStream noise = new NoiseStream(2022, 3, law);
    kernel.fill(here, noise, 5);
    long[][] far = {{5, 1L << 32}, {5, 1L << 36}, {5 + (1L << 32), 0}, {5 + (1L << 33), 1L << 33}};
    for (long[] place : far) {
      kernel.fill(there, 0, n, place[1], noise, place[0]);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += (double) here[i] * there[i];
      }
      // Six standard errors: a false alarm in eight cases has probability 2e-8.
      assertThat(Math.abs(sum)).as("step, element %s", place).isLessThan(6 * Math.sqrt(n));
    }
  }
}
