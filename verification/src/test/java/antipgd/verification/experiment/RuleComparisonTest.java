// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.step.ParallelStepKernel;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleComparisonTest {

  /** Chains are shared by threads already, and before anything is drawn. */
  @Test
  void refusesAKernelThatSplitsItsCalls() {
    StepKernel split = new ParallelStepKernel(StepKernels.chosen());
    Setting setting = new Setting(0.1, 0, 0, 1, 0);
    assertThatThrownBy(
            () ->
                new RuleComparison(
                    split, setting, List.of(Rule.GD), 1, 0, RuleComparisonTest::drawn, k -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("kernel = " + split.name() + ": must be");
  }

  private static Problem drawn(int k) {
    throw new AssertionError("problem " + k + " was drawn");
  }
}
