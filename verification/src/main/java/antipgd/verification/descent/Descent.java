package antipgd.verification.descent;

import antipgd.step.StepKernel;
import antipgd.training.Recipe;
import antipgd.training.Rule;
import antipgd.verification.landscape.Landscape;

/**
 * One chain, or a block of chains side by side, that follows a {@link Recipe} on a {@link
 * Landscape}. Noise is stored: {@link #xi} holds what the last step added.
 *
 * <p>Not for use by several threads at once. Nothing is allocated after the construction, if the
 * landscape allocates nothing.
 */
public final class Descent {

  private final StepKernel kernel;
  private final Landscape landscape;
  private final boolean sideBySide;
  private final Recipe recipe;
  private final long element;
  private final float[] w;
  private final float[] g;
  private final float[] xi;
  private long steps;

  private Descent(
      StepKernel kernel,
      Landscape landscape,
      boolean sideBySide,
      Recipe recipe,
      long element,
      float[] w) {
    this.kernel = kernel;
    this.landscape = landscape;
    this.sideBySide = sideBySide;
    this.recipe = recipe;
    this.element = element;
    this.w = w;
    this.g = new float[w.length];
    this.xi = new float[w.length];
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
    checkStart(landscape, start);
    return new Descent(kernel, landscape, false, recipe, 0, start.clone());
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
    return new Descent(
        kernel, landscape, true, recipe, Math.multiplyExact(block, (long) w.length), w);
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
    if (sideBySide) {
      landscape.gradients(w, g);
    } else {
      landscape.gradient(w, g);
    }
    long n = steps++;
    float eta = recipe.eta().at(n);
    switch (recipe.rule()) {
      case GD -> kernel.gd(w, g, 0, w.length, eta);
      case PGD ->
          kernel.pgdStored(
              w, g, xi, 0, w.length, eta, recipe.sigma().at(n), recipe.noise(), n, element);
      case ANTI_PGD -> {
        float sigmaNext = recipe.sigma().at(n);
        float sigma = n == 0 ? sigmaNext : recipe.sigma().at(n - 1);
        kernel.antiPgdStored(
            w, g, xi, 0, w.length, eta, sigma, sigmaNext, recipe.noise(), n, element);
      }
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
   * The scale of the noise that the last step added, so that the clean iterate is {@code z = w -
   * sigma xi} under every rule.
   *
   * @return sigma of the last step; 0 before the first and under {@link Rule#GD}
   */
  public float sigma() {
    return recipe.rule() == Rule.GD || steps == 0 ? 0f : recipe.sigma().at(steps - 1);
  }
}
