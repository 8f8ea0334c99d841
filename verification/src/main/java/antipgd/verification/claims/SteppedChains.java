// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.training.Recipe;
import antipgd.verification.landscape.Landscape;

/** Chains in one array that a kernel steps, as a loop of one's own would. */
final class SteppedChains extends Chains {

  private final StepKernel kernel;
  private final Recipe recipe;
  private final Way.Held held;
  private final Slice at;
  private final float[] xi;
  private final float[] xiNew;
  private final Noise noise;
  private long steps;

  SteppedChains(
      Landscape landscape,
      float[][] weights,
      StepKernel kernel,
      Recipe recipe,
      Way.Held held,
      long element) {
    super(landscape, weights);
    this.kernel = kernel;
    this.recipe = recipe;
    this.held = held;
    this.at = Slice.of(weights[0], gradients[0], 0, weights[0].length, element);
    this.xi = new float[at.length()];
    this.xiNew = new float[at.length()];
    this.noise =
        switch (held) {
          case SUPPLIED -> Noise.supplied(xi, xiNew);
          case STORED -> Noise.stored(recipe.noise(), xi);
          case REGENERATED -> Noise.regenerated(recipe.noise());
        };
  }

  @Override
  void advance() {
    long n = steps++;
    if (held == Way.Held.SUPPLIED) {
      fill(xiNew, n);
    }
    float eta = recipe.eta().at(n);
    kernel.step(recipe.rule(), at, noise, n, eta, recipe.takenBack(n), recipe.added(n));
  }

  private void fill(float[] out, long n) {
    kernel.fill(out, 0, out.length, at.element(), recipe.noise(), n);
  }

  /** Under Anti-PGD; supplied and stored noise stands in its array. */
  @Override
  void clean() {
    if (held == Way.Held.REGENERATED) {
      fill(xi, steps - 1);
    }
    float minusSigma = -recipe.held(steps);
    for (int i = 0; i < xi.length; i++) {
      clean[0][i] = Math.fma(minusSigma, xi[i], weights[0][i]);
    }
  }
}
