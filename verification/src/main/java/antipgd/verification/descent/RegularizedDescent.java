// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import antipgd.training.Recipe;
import antipgd.verification.landscape.RegularizedLoss;

/**
 * What the clean iterate of Anti-PGD does in the mean: with {@code sigma_n} the scale of the noise
 * that the weights hold before step n, {@code z' = z - eta_n grad (L + (sigma_n^2 / 2) Tr Hess
 * L)(z)}, in double and without noise. Where L is of degree four and the law symmetric, a step of
 * Anti-PGD from the same z has exactly this mean.
 *
 * <p>As in a {@link Descent} the first step is one of plain gradient descent, since no noise is
 * held before it, and so is every step but the first after the recipe's noise has ended.
 */
public final class RegularizedDescent {

  private final RegularizedLoss landscape;
  private final Recipe recipe;
  private final double[] z;
  private final double[] g;
  private long steps;

  /**
   * A descent before its first step.
   *
   * @param landscape what it walks on
   * @param recipe its step sizes, and the noise scales whose effect it has; with rule {@code GD} it
   *     has none
   * @param start the first point, of the landscape's dimension. Not modified.
   * @throws IllegalArgumentException if {@code start} has another length
   */
  public RegularizedDescent(RegularizedLoss landscape, Recipe recipe, float[] start) {
    Descent.checkStart(landscape, start);
    this.landscape = landscape;
    this.recipe = recipe;
    this.z = RegularizedLoss.toDouble(start);
    this.g = new double[z.length];
  }

  /** Does one step. */
  public void step() {
    double sigma = recipe.held(steps);
    double eta = recipe.eta().at(steps);
    landscape.regularizedGradient(z, sigma * sigma / 2, g);
    for (int j = 0; j < z.length; j++) {
      z[j] -= eta * g[j];
    }
    steps++;
  }

  /**
   * Number of steps done.
   *
   * @return the number, from 0
   */
  public long steps() {
    return steps;
  }

  /**
   * Where it is: the array itself.
   *
   * @return the point
   */
  public double[] z() {
    return z;
  }
}
