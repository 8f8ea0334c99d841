// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import antipgd.step.Noise;
import antipgd.step.Rule;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.training.Recipe;
import antipgd.verification.landscape.Landscape;
import java.util.ArrayList;
import java.util.List;

/**
 * One chain, or a block of chains side by side, that follows {@link Recipe}s on a {@link
 * Landscape}: as a rule one, or one for each layer of its weights. Noise is stored: {@link #xi}
 * holds what the last step added.
 *
 * <p>Not for use by several threads at once. Nothing is allocated after the construction, if the
 * landscape allocates nothing.
 */
public final class Descent {

  /**
   * A layer: a range of the weights. With noise scales of their own, layers have the layer-wise
   * noise of Orvieto, Raj, Kersting and Bach (AISTATS 2023): with {@code sigma_l(n)} the scale in
   * layer l of the noise that step n adds, Anti-PGD's clean iterate does {@code z' = z - eta grad
   * L(z + sigma_l xi)}. Noise on one layer at a time is schedules of which all but one are 0 at
   * each step.
   *
   * @param length number of its weights, 1 or more
   * @param recipe what they follow
   */
  public record Layer(int length, Recipe recipe) {

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Layer {
      if (length < 1) {
        throw new IllegalArgumentException("length = " + length + ": must be at least 1");
      }
    }
  }

  /** A layer's recipe, where its weights stand, and where its noise is kept. */
  private record Stepped(Recipe recipe, Slice at, Noise xi) {

    void step(StepKernel kernel, long n) {
      float eta = recipe.eta().at(n);
      kernel.step(recipe.rule(), at, xi, n, eta, recipe.takenBack(n), recipe.added(n));
    }

    int end() {
      return at.from() + at.length();
    }
  }

  private final StepKernel kernel;
  private final StepGradient gradient;
  private final List<Stepped> layers;
  private final float[] w;
  private final float[] g;
  private final float[] xi;
  private long steps;

  private Descent(
      StepKernel kernel, StepGradient gradient, List<Layer> layers, float[] w, long element) {
    this.kernel = kernel;
    this.gradient = gradient;
    this.w = w;
    this.g = new float[w.length];
    this.xi = new float[w.length];
    List<Stepped> all = new ArrayList<>();
    int from = 0;
    for (Layer layer : layers) {
      Slice at = Slice.of(w, g, from, layer.length, element + from);
      all.add(new Stepped(layer.recipe, at, Noise.stored(layer.recipe.noise(), xi)));
      from += layer.length;
    }
    this.layers = List.copyOf(all);
  }

  /**
   * One chain. Its noise has the elements {@code 0 .. dimension - 1} of the recipe's stream.
   *
   * @param kernel does the steps
   * @param landscape what it walks on
   * @param recipe how it walks
   * @param start the first point, of the landscape's dimension. Not modified.
   * @return the chain, before its first step
   * @throws IllegalArgumentException if {@code start} has another length
   */
  public static Descent of(StepKernel kernel, Landscape landscape, Recipe recipe, float[] start) {
    return layered(kernel, landscape, List.of(new Layer(start.length, recipe)), start, 0);
  }

  /**
   * One chain whose steps take something else for the gradient, as one of a batch.
   *
   * @param kernel does the steps
   * @param gradient what they take
   * @param recipe how it walks, with noise as above
   * @param start the first point. Not modified.
   * @return the chain, before its first step
   */
  public static Descent of(StepKernel kernel, StepGradient gradient, Recipe recipe, float[] start) {
    List<Layer> layers = List.of(new Layer(start.length, recipe));
    return new Descent(kernel, gradient, layers, start.clone(), 0);
  }

  /**
   * One chain whose layers have recipes of their own. A weight's noise has the same element
   * whatever the layers: its index, counted from {@code element}.
   *
   * @param kernel does the steps
   * @param landscape what it walks on
   * @param layers the layers in the order of the weights, which they cover
   * @param start the first point, of the landscape's dimension. Not modified.
   * @param element index in the noise of the first weight's, 0 or more
   * @return the chain, before its first step
   * @throws IllegalArgumentException if {@code start} or the layers together have another length
   *     than the landscape's dimension, or {@code element} is negative
   */
  public static Descent layered(
      StepKernel kernel, Landscape landscape, List<Layer> layers, float[] start, long element) {
    checkStart(landscape, start);
    long covered = layers.stream().mapToLong(Layer::length).sum();
    if (covered != start.length) {
      throw new IllegalArgumentException(
          "layers have "
              + covered
              + " weights: must have "
              + start.length
              + ", the landscape's dimension");
    }
    if (element < 0) {
      throw new IllegalArgumentException("element = " + element + ": must be >= 0");
    }
    return new Descent(kernel, StepGradient.of(landscape), layers, start.clone(), element);
  }

  /**
   * A block of {@value Landscape#SIDE_BY_SIDE} chains from the same point, coordinate-major as in
   * {@link Landscape#gradients}. Block {@code b} has the elements from {@code b * dimension * 64}
   * on, in the order of its arrays: so a chain's noise depends on its number alone, and rows of a
   * block are tiles of the noise.
   *
   * @param kernel does the steps
   * @param landscape what they walk on
   * @param recipe how they walk
   * @param start the first point of every chain, of the landscape's dimension. Not modified.
   * @param block number of the block, 0 or more
   * @return the block, before its first step
   * @throws IllegalArgumentException if {@code start} has another length or {@code block} is
   *     negative
   */
  public static Descent block(
      StepKernel kernel, Landscape landscape, Recipe recipe, float[] start, long block) {
    checkStart(landscape, start);
    if (block < 0) {
      throw new IllegalArgumentException("block = " + block + ": must be >= 0");
    }
    float[] w = new float[start.length * Landscape.SIDE_BY_SIDE];
    for (int i = 0; i < w.length; i++) {
      w[i] = start[i / Landscape.SIDE_BY_SIDE];
    }
    List<Layer> layers = List.of(new Layer(w.length, recipe));
    StepGradient gradients = (n, points, g) -> landscape.gradients(points, g);
    return new Descent(kernel, gradients, layers, w, Math.multiplyExact(block, (long) w.length));
  }

  static void checkStart(Landscape landscape, float[] start) {
    if (start.length != landscape.dimension()) {
      throw new IllegalArgumentException(
          "start.length = "
              + start.length
              + ": must be "
              + landscape.dimension()
              + ", the landscape's dimension");
    }
  }

  /** Does one step. */
  public void step() {
    long n = steps++;
    gradient.at(n, w, g);
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).step(kernel, n);
    }
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
   * The weights: the array itself, of which a block has 64 to a coordinate.
   *
   * @return the weights
   */
  public float[] w() {
    return w;
  }

  /**
   * The gradient that the last step used, zeros before the first: the array itself.
   *
   * @return the gradient
   */
  public float[] g() {
    return g;
  }

  /**
   * The standard noise that the last step added, zeros before the first and under {@link Rule#GD}:
   * the array itself.
   *
   * @return the noise
   */
  public float[] xi() {
    return xi;
  }

  /**
   * The scale of the noise that the last step added to a weight.
   *
   * @param i index of the weight
   * @return sigma of the last step; 0 before the first and under {@link Rule#GD}
   */
  public float sigma(int i) {
    int layer = 0;
    while (i >= layers.get(layer).end()) {
      layer++;
    }
    return layers.get(layer).recipe.held(steps);
  }

  /**
   * A weight of the clean iterate {@code z = w - sigma xi}, rounded once, to double.
   *
   * @param i index of the weight
   * @return {@code z_i}
   */
  public double clean(int i) {
    return w[i] - (double) sigma(i) * xi[i];
  }

  /**
   * The clean iterate {@code z = w - sigma xi}, rounded once, to float32.
   *
   * @param z receives it; as long as {@link #w}. Modified.
   */
  public void clean(float[] z) {
    for (int l = 0; l < layers.size(); l++) {
      Stepped layer = layers.get(l);
      float minusSigma = -layer.recipe.held(steps);
      for (int i = layer.at.from(); i < layer.end(); i++) {
        z[i] = Math.fma(minusSigma, xi[i], w[i]);
      }
    }
  }
}
