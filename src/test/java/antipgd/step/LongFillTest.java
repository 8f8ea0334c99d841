// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Noise for so long a range that no cache holds it, which SIMD makes in another way than less. */
class LongFillTest {

  private static final int LENGTH = (1 << 23) + 10_000;
  private static final int FROM = 3;
  private static final long ELEMENT = 1000;
  private static final int SAMPLES = 100_000;

  @ParameterizedTest
  @EnumSource
  void hasTheStreamsBits(Law law) {
    float[] xi = new float[FROM + LENGTH + 2];
    NoiseStream stream = new NoiseStream(7, 1, law);
    StepKernels.simd().fill(xi, FROM, LENGTH, ELEMENT, stream, 9);
    assertThat(new float[] {xi[0], xi[1], xi[2], xi[LENGTH + 3], xi[LENGTH + 4]}).containsOnly(0f);
    SplittableRandom random = new SplittableRandom(SAMPLES);
    for (int s = 0; s < SAMPLES; s++) {
      // The two ends among them.
      int i = s < 2000 ? s : s < 4000 ? LENGTH - 1 - (s - 2000) : random.nextInt(LENGTH);
      assertThat(xi[FROM + i]).as("element %d", i).isEqualTo(stream.at(9, ELEMENT + i));
    }
  }
}
