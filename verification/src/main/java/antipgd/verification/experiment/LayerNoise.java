// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.Descent;
import antipgd.verification.descent.Descent.Layer;
import antipgd.verification.landscape.WideNetwork;
import java.util.stream.IntStream;

/** Which layers of a network have noise in a step, and what that does to the output. */
public enum LayerNoise {
  /** All layers at every step. */
  ALL {
    @Override
    boolean isNoisy(int layer, int layers, long n, Draw draw) {
      return true;
    }

    @Override
    public OutputChange change(WideNetwork network, float[] z, double sigma) {
      return OutputChange.allLayers(network, z, sigma);
    }

    @Override
    public double atUnitNorm(int m, int depth, double sigma) {
      return (Math.pow(1 + m * sigma * sigma, depth) - 1) / m;
    }
  },
  /** One layer after the other, in turn. */
  ONE {
    @Override
    boolean isNoisy(int layer, int layers, long n, Draw draw) {
      return n % layers == layer;
    }
  },
  /** One layer, drawn anew at each step, each as likely as another. */
  RANDOM {
    @Override
    boolean isNoisy(int layer, int layers, long n, Draw draw) {
      return draw.of(layers, n) == layer;
    }
  };

  /**
   * Draws layers. A draw has an address, as all noise here: the step, and the element at which the
   * chain's noise begins. Its stream is one of its own.
   */
  record Draw(NoiseStream words, long element) {

    static Draw beside(NoiseStream noise, long element) {
      int id = StreamId.of("layers drawn beside " + noise.tensor());
      return new Draw(new NoiseStream(noise.seed(), id, noise.law(), noise.generator()), element);
    }

    /** A layer: the number whose share of the 2^32 words the drawn one is in. */
    int of(int layers, long n) {
      int[] drawn = new int[4];
      words.words(n, element, drawn);
      return (int) (Integer.toUnsignedLong(drawn[0]) * layers >>> 32);
    }
  }

  abstract boolean isNoisy(int layer, int layers, long n, Draw draw);

  /**
   * The mean of {@code (f(z + sigma xi) - f(z))^2} over Gaussian noise, layers and examples.
   *
   * @param network the network
   * @param z a point. Not modified.
   * @param sigma noise scale
   * @return the mean in its two parts; not numbers where no closed form is known
   */
  public OutputChange change(WideNetwork network, float[] z, double sigma) {
    return OutputChange.oneLayer(network, z, sigma);
  }

  /**
   * The same for a linear network at layers of unit norm with isometries between, where it is the
   * variance of the output: {@code ((1 + m sigma^2)^depth - 1) / m} with noise on all layers,
   * {@code sigma^2} on one.
   *
   * @param m width
   * @param depth number of layers
   * @param sigma noise scale
   * @return the variance
   */
  public double atUnitNorm(int m, int depth, double sigma) {
    return sigma * sigma;
  }

  /**
   * A chain with this noise.
   *
   * @param kernel does the steps
   * @param network the network
   * @param recipe how it walks; its noise scales are for layers that have noise
   * @param start the first point. Not modified.
   * @param element index in the noise of the first weight's
   * @return the chain
   */
  public Descent descent(
      StepKernel kernel, WideNetwork network, Recipe recipe, float[] start, long element) {
    int layers = network.depth();
    Draw draw = Draw.beside(recipe.noise(), element);
    Schedule sigma = recipe.sigma();
    return Descent.layered(
        kernel,
        network,
        IntStream.range(0, layers)
            .mapToObj(
                layer -> {
                  Schedule own = n -> isNoisy(layer, layers, n, draw) ? sigma.at(n) : 0f;
                  Recipe ofLayer = new Recipe(recipe.rule(), recipe.eta(), own, recipe.noise());
                  return new Layer(network.length(layer), ofLayer);
                })
            .toList(),
        start,
        element);
  }

  /**
   * What the output does under draws of noise. A chain of Anti-PGD with {@code eta = 0} leaves its
   * clean iterate z where it is, so each of its steps is one more independent draw of the output at
   * {@code z + sigma xi}.
   *
   * @param kernel does the steps
   * @param network the network
   * @param z the point. Not modified.
   * @param sigma noise scale
   * @param noise the noise
   * @param draws number of draws
   * @return {@link #squaredChange} of each draw
   */
  public double[] squaredChanges(
      StepKernel kernel,
      WideNetwork network,
      float[] z,
      double sigma,
      NoiseStream noise,
      int draws) {
    Recipe still = Recipe.constant(Rule.ANTI_PGD, 0, sigma, noise);
    Descent chain = descent(kernel, network, still, z, 0);
    double[] before = network.outputs(z);
    double[] squares = new double[draws];
    for (int n = 0; n < draws; n++) {
      chain.step();
      squares[n] = squaredChange(before, network.outputs(chain.w()));
    }
    return squares;
  }

  /**
   * The mean over examples of the square of the change.
   *
   * @param before outputs. Not modified.
   * @param after as many outputs. Not modified.
   * @return {@code (1/n) sum_i (after_i - before_i)^2}
   */
  public static double squaredChange(double[] before, double[] after) {
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += (after[i] - before[i]) * (after[i] - before[i]);
    }
    return sum / before.length;
  }
}
