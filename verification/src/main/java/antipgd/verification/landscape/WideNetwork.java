// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.Arrays;

/**
 * A network of width m with one output, {@code f(x) = <a, phi(W ... phi(U x))>}, under the loss
 * {@code L = (1/(2 n)) sum_i (f(x_i) - y_i)^2}: the model in which Orvieto et al. (AISTATS 2023)
 * compare noise on all layers with noise on one. The units phi are the identity or ReLU.
 *
 * <p>A point is {@code w = (a, W, ..., U)}, from the output to the input, each matrix column by
 * column, so that what one input feeds stands together: m weights, m^2 for each layer between, m
 * times the number of inputs. So a layer is a range.
 *
 * <p>f is linear in each weight, with ReLU on each of its pieces. So along an axis L has the second
 * derivative {@code (1/n) sum_i (df(x_i)/dw_j)^2}, and the Hessian trace is {@code (1/n) sum_i
 * |grad f(x_i)|^2}. That of a layer l alone is {@code |s_l|^2 |h_l|^2}, with {@code h_l} what the
 * layer reads and {@code s_l} the slope of f along what it puts out.
 *
 * <p>In float32, sums run from the first term to the last by {@link Math#fma(float, float, float)};
 * every other operation is rounded once.
 */
public final class WideNetwork implements Landscape {

  /** The function phi of the hidden units. */
  public enum Units {
    /** {@code s}. */
    LINEAR,
    /** {@code max(s, 0)}, with slope 0 at 0. */
    RELU
  }

  /**
   * One example's way through the network and back, in double. Layer 0 is the output's.
   *
   * @param output {@code f(x)}
   * @param sums what the hidden units of a layer sum up, before phi; null of the last layer, which
   *     reads x
   * @param reads what a layer reads
   * @param slopes slope of f along what a layer puts out, before phi
   */
  public record Pass(double output, double[][] sums, double[][] reads, double[][] slopes) {

    /**
     * The square of f's slope along a layer's weights.
     *
     * @param layer number of the layer
     * @return {@code |s_l|^2 |h_l|^2}, the Hessian trace of {@code f^2 / 2} in the layer
     */
    public double squaredSlope(int layer) {
      return norm2(slopes[layer]) * norm2(reads[layer]);
    }
  }

  /**
   * What one thread works with: of each layer what it reads, and the slopes of what it puts out.
   */
  private static final class Scratch {
    final float[][] reads;
    final float[][] slopes;

    Scratch(int m, int depth) {
      reads = new float[depth][m];
      slopes = new float[depth][m];
      slopes[0] = new float[1];
    }
  }

  private final int m;
  private final int depth;
  private final Units units;
  private final float[][] x;
  private final float[] y;
  private final ThreadLocal<Scratch> scratches;

  /**
   * A network on a data set.
   *
   * @param m width, 1 or more
   * @param depth number of layers, 2 or more
   * @param units the function of the hidden units
   * @param x the inputs, a row an example. Not modified.
   * @param y the targets. Not modified.
   * @throws IllegalArgumentException if {@code m} is below 1, {@code depth} below 2, x is empty,
   *     its rows differ in length, y is not as long as x or a target is not finite
   */
  public WideNetwork(int m, int depth, Units units, float[][] x, float[] y) {
    if (m < 1) {
      throw new IllegalArgumentException("m = " + m + ": must be at least 1");
    }
    if (depth < 2) {
      throw new IllegalArgumentException("depth = " + depth + ": must be at least 2");
    }
    this.x = Rows.copy("x", x);
    if (y.length != x.length) {
      throw new IllegalArgumentException(
          "y.length = " + y.length + ": must be " + x.length + ", the number of rows of x");
    }
    for (float target : y) {
      if (!Float.isFinite(target)) {
        throw new IllegalArgumentException("y = " + target + ": must be finite");
      }
    }
    this.m = m;
    this.depth = depth;
    this.units = units;
    this.y = y.clone();
    this.scratches = ThreadLocal.withInitial(() -> new Scratch(m, depth));
  }

  /**
   * A linear network of one example, the input 1: {@code f = <a, W ... b>}, of two layers {@code f
   * = <a, b>}.
   *
   * @param m width, 1 or more
   * @param depth number of layers, 2 or more
   * @param y the target, finite
   * @return the network
   */
  public static WideNetwork linear(int m, int depth, float y) {
    return new WideNetwork(m, depth, Units.LINEAR, new float[][] {{1}}, new float[] {y});
  }

  /**
   * Width.
   *
   * @return m
   */
  public int m() {
    return m;
  }

  /**
   * Number of layers.
   *
   * @return the number
   */
  public int depth() {
    return depth;
  }

  /**
   * Number of examples.
   *
   * @return the number
   */
  public int examples() {
    return y.length;
  }

  /**
   * The function of the hidden units.
   *
   * @return phi
   */
  public Units units() {
    return units;
  }

  /**
   * Number of weights of a layer, in the order of the weights.
   *
   * @param layer number of the layer, from 0
   * @return the number
   */
  public int length(int layer) {
    return outs(layer) * ins(layer);
  }

  /**
   * Index of the first weight of a layer.
   *
   * @param layer number of the layer, from 0
   * @return the index
   */
  public int from(int layer) {
    return layer == 0 ? 0 : m + (layer - 1) * m * m;
  }

  private int outs(int layer) {
    return layer == 0 ? 1 : m;
  }

  private int ins(int layer) {
    return layer == depth - 1 ? x[0].length : m;
  }

  @Override
  public int dimension() {
    return from(depth - 1) + length(depth - 1);
  }

  private static double norm2(double[] v) {
    double sum = 0;
    for (double value : v) {
      sum += value * value;
    }
    return sum;
  }

  /**
   * An example's way through the network and back.
   *
   * @param w a point. Not modified.
   * @param example number of the example, from 0
   * @return all that happens on the way
   */
  public Pass pass(float[] w, int example) {
    double[][] sums = new double[depth][];
    double[][] reads = new double[depth][];
    double f = forward(w, example, sums, reads);
    double[][] slopes = new double[depth][];
    slopes[0] = new double[] {1};
    for (int l = 1; l < depth; l++) {
      slopes[l] = new double[m];
      for (int j = 0; j < m; j++) {
        boolean off = units == Units.RELU && reads[l - 1][j] == 0;
        slopes[l][j] = off ? 0 : dot(w, from(l - 1) + j * outs(l - 1), slopes[l - 1]);
      }
    }
    return new Pass(f, sums, reads, slopes);
  }

  private double forward(float[] w, int example, double[][] sums, double[][] reads) {
    reads[depth - 1] = new double[x[example].length];
    for (int j = 0; j < x[example].length; j++) {
      reads[depth - 1][j] = x[example][j];
    }
    for (int l = depth - 1; l > 0; l--) {
      double[] sum = new double[m];
      for (int j = 0; j < ins(l); j++) {
        addScaled(sum, reads[l][j], w, from(l) + j * m);
      }
      sums[l - 1] = sum;
      reads[l - 1] = sum.clone();
      for (int k = 0; units == Units.RELU && k < m; k++) {
        reads[l - 1][k] = Math.max(sum[k], 0);
      }
    }
    return dot(w, 0, reads[0]);
  }

  private static void addScaled(double[] sum, double scale, float[] w, int from) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += scale * w[from + k];
    }
  }

  private static double dot(float[] w, int from, double[] v) {
    double sum = 0;
    for (int j = 0; j < v.length; j++) {
      sum += w[from + j] * v[j];
    }
    return sum;
  }

  /**
   * The network's outputs, in double.
   *
   * @param w a point. Not modified.
   * @return {@code f(x_i)} of each example
   */
  public double[] outputs(float[] w) {
    double[] f = new double[y.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = forward(w, i, new double[depth][], new double[depth][]);
    }
    return f;
  }

  @Override
  public double loss(float[] w) {
    double[] f = outputs(w);
    double squares = 0;
    for (int i = 0; i < f.length; i++) {
      squares += (f[i] - y[i]) * (f[i] - y[i]);
    }
    return squares / (2 * f.length);
  }

  @Override
  public double hessianTrace(float[] w) {
    double trace = 0;
    for (int i = 0; i < y.length; i++) {
      Pass pass = pass(w, i);
      for (int l = 0; l < depth; l++) {
        trace += pass.squaredSlope(l);
      }
    }
    return trace / y.length;
  }

  @Override
  public void gradient(float[] w, float[] g) {
    Scratch scratch = scratches.get();
    float scale = 1f / y.length;
    for (int i = 0; i < y.length; i++) {
      float f = forward(w, i, scratch.reads);
      scratch.slopes[0][0] = (f - y[i]) * scale;
      backward(w, g, i == 0, scratch);
    }
  }

  private float forward(float[] w, int example, float[][] reads) {
    reads[depth - 1] = x[example];
    for (int l = depth - 1; l > 0; l--) {
      float[] sum = reads[l - 1];
      Arrays.fill(sum, 0);
      for (int j = 0; j < ins(l); j++) {
        addScaled(sum, reads[l][j], w, from(l) + j * m);
      }
      for (int k = 0; units == Units.RELU && k < m; k++) {
        sum[k] = Math.max(sum[k], 0);
      }
    }
    return dot(w, 0, reads[0]);
  }

  /** Puts an example's slopes into g, or adds them. */
  private void backward(float[] w, float[] g, boolean first, Scratch scratch) {
    for (int l = 0; l < depth; l++) {
      float[] read = scratch.reads[l];
      float[] slopes = scratch.slopes[l];
      for (int j = 0; j < ins(l); j++) {
        int from = from(l) + j * outs(l);
        if (first) {
          Arrays.fill(g, from, from + outs(l), 0);
        }
        addScaled(g, from, read[j], slopes);
        if (l < depth - 1) {
          boolean off = units == Units.RELU && read[j] == 0;
          scratch.slopes[l + 1][j] = off ? 0 : dot(w, from, slopes);
        }
      }
    }
  }

  private static float dot(float[] w, int from, float[] v) {
    float sum = 0;
    for (int j = 0; j < v.length; j++) {
      sum = Math.fma(w[from + j], v[j], sum);
    }
    return sum;
  }

  private static void addScaled(float[] sum, float scale, float[] w, int from) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] = Math.fma(scale, w[from + k], sum[k]);
    }
  }

  private static void addScaled(float[] g, int from, float scale, float[] v) {
    for (int k = 0; k < v.length; k++) {
      g[from + k] = Math.fma(scale, v[k], g[from + k]);
    }
  }
}
