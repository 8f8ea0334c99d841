// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.step.AllKernels;
import antipgd.step.StepKernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * The noise is the same for ever: on every kernel, JDK and CPU. A change of bits is a breaking
 * change, because nobody could repeat a run that was published with the old ones; the hashes in
 * {@code GoldenNoise.txt} change only with a new major version.
 */
class GoldenNoiseTest {

  @ParameterizedTest
  @ArgumentsSource(AllKernels.class)
  void everyKernel(StepKernel kernel) {
    assertThat(GoldenNoise.of(kernel)).isEqualTo(Hashes.read(GoldenNoise.class));
  }
}
