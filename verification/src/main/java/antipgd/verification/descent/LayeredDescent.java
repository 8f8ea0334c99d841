package antipgd.verification.descent;

import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.training.Schedule;
import antipgd.verification.landscape.Landscape;
import java.util.List;

/**
 * One Anti-PGD chain whose layers have noise scales of their own: layer-wise noise injection of
 * Orvieto, Raj, Kersting and Bach (AISTATS 2023). With {@code sigma_l(n)} the scale in layer l of
 * the noise that step n adds, the clean iterate does {@code z' = z - eta grad L(z + sigma_l xi)};
 * noise on one layer at a time is schedules of which all but one are 0 at each step.
 *
 * <p>Not for use by several threads at once. Nothing is allocated after the construction, if the
 * landscape allocates nothing.
 */
public final class LayeredDescent {

  /**
   * A layer: a range of the weights.
   *
   * @param length number of its weights, 1 or more
   * @param sigma scale of the noise that each step adds to it
   */
  public record Layer(int length, Schedule sigma) {}

  private final StepKernel kernel;
  private final Landscape landscape;
  private final Schedule eta;
  private final List<Layer> layers;
  private final NoiseStream noise;
  private final long element;
  private final float[] w;
  private final float[] g;
  private final float[] xi;
  private long steps;

  /**
   * A chain before its first step.
   *
   * @param kernel does the steps
   * @param landscape what it walks on
   * @param eta step sizes
   * @param layers the layers in the order of the weights, which they cover
   * @param noise where the noise comes from
   * @param element index in the noise of the first weight's, 0 or more
   * @param start the first point, of the landscape's dimension. Not modified.
   * @throws IllegalArgumentException if {@code start} or the layers together have another length
   *     than the landscape's dimension, a layer is empty or {@code element} is negative
   */
  public LayeredDescent(
      StepKernel kernel,
      Landscape landscape,
      Schedule eta,
      List<Layer> layers,
      NoiseStream noise,
      long element,
      float[] start) {
    Descent.checkStart(landscape, start);
    long covered = 0;
    for (Layer layer : layers) {
      if (layer.length() < 1) {
        throw new IllegalArgumentException("length = " + layer.length() + ": must be at least 1");
      }
      covered += layer.length();
    }
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
    this.kernel = kernel;
    this.landscape = landscape;
    this.eta = eta;
    this.layers = List.copyOf(layers);
    this.noise = noise;
    this.element = element;
    this.w = start.clone();
    this.g = new float[w.length];
    this.xi = new float[w.length];
  }

  /** Does one step. */
  public void step() {
    landscape.gradient(w, g);
    long n = steps++;
    int from = 0;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      float next = layer.sigma.at(n);
      float last = n == 0 ? next : layer.sigma.at(n - 1);
      kernel.antiPgdStored(
          w, g, xi, from, layer.length, eta.at(n), last, next, noise, n, element + from);
      from += layer.length;
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
   * The weights: the array itself.
   *
   * @return the weights
   */
  public float[] w() {
    return w;
  }

  /**
   * The standard noise that the last step made, zeros before the first: the array itself.
   *
   * @return the noise
   */
  public float[] xi() {
    return xi;
  }
}
