// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.training.Optimizer;
import antipgd.verification.landscape.Landscape;

/** Chains in several arrays that an optimizer steps, as a training loop would. */
final class OptimizedChains extends Chains {

  private final Optimizer optimizer;

  /**
   * Chains before their first step.
   *
   * @param weights the arrays
   * @param optimizer steps them
   */
  OptimizedChains(Landscape landscape, float[][] weights, Optimizer optimizer) {
    super(landscape, weights);
    this.optimizer = optimizer;
  }

  @Override
  void advance() {
    optimizer.step(gradients);
  }

  @Override
  void clean() {
    optimizer.cleanWeights(clean);
  }
}
