// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What a step does to the weights is the same for ever, as the noise is. */
class GoldenStepsTest {

  @Test
  void theContractsFormulas() {
    assertThat(GoldenSteps.ofFormulas()).isEqualTo(Hashes.read(GoldenSteps.class));
  }

  @ParameterizedTest
  @ArgumentsSource(AllKernels.class)
  void everyKernel(StepKernel kernel) {
    assertThat(GoldenSteps.of(kernel)).isEqualTo(Hashes.read(GoldenSteps.class));
  }
}
