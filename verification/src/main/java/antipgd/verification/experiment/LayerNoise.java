// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.Descent;
import antipgd.verification.descent.Descent.Layer;
import antipgd.verification.landscape.TwoLayerLinear;
import java.util.List;

/**
 * Noise on the two layers of a linear network {@code f = <a, b>} of width m, from layers of unit
 * norm.
 *
 * <p>The output under one draw of noise: on both layers {@code f(z + sigma xi) - f(z) = sigma (<a,
 * xi_b> + <b, xi_a>) + sigma^2 <xi_a, xi_b>}, three uncorrelated terms, so its variance is {@code 2
 * sigma^2 + m sigma^4}; on one layer it is {@code sigma^2}, at any width.
 */
public enum LayerNoise {
  /** Both layers at every step. */
  ALL {
    @Override
    List<Schedule> ofLayers(Schedule sigma) {
      return List.of(sigma, sigma);
    }

    @Override
    public double variance(int m, double sigma) {
      return 2 * sigma * sigma + m * Math.pow(sigma, 4);
    }
  },
  /** One layer after the other, in turn. */
  ONE {
    @Override
    List<Schedule> ofLayers(Schedule sigma) {
      return List.of(n -> n % 2 == 0 ? sigma.at(n) : 0f, n -> n % 2 == 0 ? 0f : sigma.at(n));
    }

    @Override
    public double variance(int m, double sigma) {
      return sigma * sigma;
    }
  };

  /** The noise scales of the two layers. */
  abstract List<Schedule> ofLayers(Schedule sigma);

  /**
   * Variance of the output under one draw of noise, from layers of unit norm.
   *
   * @param m width
   * @param sigma noise scale
   * @return the variance
   */
  public abstract double variance(int m, double sigma);

  /**
   * A chain with this noise.
   *
   * @param kernel does the steps
   * @param network the network
   * @param recipe how it walks; its noise scales are for layers whose turn it is
   * @param element index in the noise of the first weight's
   * @return the chain, at {@link #unitNorm}
   */
  public Descent descent(StepKernel kernel, TwoLayerLinear network, Recipe recipe, long element) {
    List<Layer> layers =
        ofLayers(recipe.sigma()).stream()
            .map(recipe::withSigma)
            .map(ofLayer -> new Layer(network.m(), ofLayer))
            .toList();
    return Descent.layered(kernel, network, layers, unitNorm(network.m()), element);
  }

  /**
   * What the output does under draws of noise, from layers of unit norm. A chain of Anti-PGD with
   * {@code eta = 0} leaves its clean iterate z where it is, so each of its steps is one more
   * independent draw of the output at {@code z + sigma xi}.
   *
   * @param kernel does the steps
   * @param network the network
   * @param sigma noise scale
   * @param noise the noise
   * @param draws number of draws
   * @return {@code (f(z + sigma xi) - f(z))^2} of each draw
   */
  public double[] squaredDeviations(
      StepKernel kernel, TwoLayerLinear network, double sigma, NoiseStream noise, int draws) {
    Recipe still = Recipe.constant(Rule.ANTI_PGD, 0, sigma, noise);
    Descent chain = descent(kernel, network, still, 0);
    double f = network.output(unitNorm(network.m()));
    double[] squares = new double[draws];
    for (int n = 0; n < draws; n++) {
      chain.step();
      double deviation = network.output(chain.w()) - f;
      squares[n] = deviation * deviation;
    }
    return squares;
  }

  /**
   * Layers of unit norm, orthogonal for an even width: {@code a} all equal, {@code b} of
   * alternating signs.
   *
   * @param m width
   * @return a new point
   */
  public static float[] unitNorm(int m) {
    float[] w = new float[2 * m];
    for (int j = 0; j < m; j++) {
      w[j] = (float) Math.sqrt(1.0 / m);
      w[m + j] = j % 2 == 0 ? w[j] : -w[j];
    }
    return w;
  }
}
