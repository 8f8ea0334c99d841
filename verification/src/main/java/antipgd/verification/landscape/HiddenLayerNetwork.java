// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.Arrays;

/**
 * A classifier with one hidden layer, logits {@code V phi(U x)}, under the mean cross entropy of
 * its softmax over a whole data set (full batch). A constant 1 is put after the inputs and after
 * the hidden units, so that the last columns of U and V are biases.
 *
 * <p>A point is {@code w = (U, V)}, each row by row: U has a row a hidden unit, V a row a class.
 * Write {@code s = U x}, {@code h = phi(s)}, {@code pi} the softmax, {@code delta = pi - e} with
 * {@code e} the label's unit vector, and {@code D = diag pi - pi pi^T}. An example adds {@code
 * delta_k h_j} to the slope along {@code V_kj} and {@code phi'(s_j) <V_j, delta> x_i} to that along
 * {@code U_ji}, with {@code V_j} the columns of V. The second derivatives there, whose sum is the
 * Hessian trace, are {@code D_kk h_j^2} and {@code (phi'(s_j)^2 V_j^T D V_j + phi''(s_j) <V_j,
 * delta>) x_i^2}. With ReLU it is the trace of the piece of L on which w lies.
 *
 * <p>Losses and traces are in double. In the gradient matrix products are in float32, each sum from
 * the first term to the last by {@link Math#fma(float, float, float)}; the activation and the
 * softmax are computed in double with {@link StrictMath} and rounded once to float32.
 */
public final class HiddenLayerNetwork implements MeanLoss {

  /** The function phi of the hidden units. */
  public enum Activation {
    /** {@code tanh s}. */
    TANH {
      @Override
      double value(double s) {
        return 1 - 2 / (1 + StrictMath.exp(2 * s));
      }

      @Override
      double slope(double h) {
        return 1 - h * h;
      }

      @Override
      double bend(double h) {
        return -2 * h * (1 - h * h);
      }
    },
    /** {@code max(s, 0)}, with slope 0 at 0. */
    RELU {
      @Override
      double value(double s) {
        return Math.max(s, 0);
      }

      @Override
      double slope(double h) {
        return h > 0 ? 1 : 0;
      }

      @Override
      double bend(double h) {
        return 0;
      }
    };

    abstract double value(double s);

    /** The derivative, from the value. */
    abstract double slope(double h);

    /** The second derivative, from the value. */
    abstract double bend(double h);
  }

  /**
   * What one thread works with: some examples, and matrices with one of them a column, but for
   * {@code activations}.
   */
  private static final class Scratch {
    final float[][] x;
    final float[][] xTransposed;
    final int[] labels;
    final float[][] u;
    final float[][] v;
    final float[][] vTransposed;
    final float[][] hidden;
    final float[][] activations;
    final float[][] delta;
    final float[][] back;
    final float[][] slopesU;
    final float[][] slopesV;

    Scratch(float[][] x, float[][] xTransposed, int[] labels, int units, int classes) {
      this.x = x;
      this.xTransposed = xTransposed;
      this.labels = labels;
      int inputs = xTransposed.length - 1;
      int n = x.length;
      u = new float[units][inputs + 1];
      v = new float[classes][units + 1];
      vTransposed = new float[units][classes];
      hidden = new float[units + 1][n];
      activations = new float[n][units + 1];
      delta = new float[classes][n];
      back = new float[units][n];
      slopesU = new float[units][inputs + 1];
      slopesV = new float[classes][units + 1];
      Arrays.fill(hidden[units], 1f);
    }
  }

  private final int inputs;
  private final int units;
  private final int classes;
  private final int n;
  private final Activation activation;
  private final float[][] x;
  private final float[][] xTransposed;
  private final int[] labels;
  private final ThreadLocal<Scratch> scratches;

  /** For the size of batch that was last. */
  private final ThreadLocal<Scratch> ofBatches;

  /**
   * A network on a data set.
   *
   * @param x the examples' inputs, a row an example. Not modified.
   * @param labels the examples' classes, from 0. Not modified.
   * @param units number of hidden units, 1 or more
   * @param classes number of classes, 2 or more
   * @param activation the function of the hidden units
   * @throws IllegalArgumentException if x is empty, its rows differ in length, labels is not as
   *     long as x, a label is not a class, {@code units} is below 1 or {@code classes} below 2
   */
  public HiddenLayerNetwork(
      float[][] x, int[] labels, int units, int classes, Activation activation) {
    float[][] examples = Rows.copy("x", x);
    if (labels.length != x.length) {
      throw new IllegalArgumentException(
          "labels.length = "
              + labels.length
              + ": must be "
              + x.length
              + ", the number of examples");
    }
    if (units < 1) {
      throw new IllegalArgumentException("units = " + units + ": must be at least 1");
    }
    if (classes < 2) {
      throw new IllegalArgumentException("classes = " + classes + ": must be at least 2");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "labels[" + i + "] = " + labels[i] + ": must be in [0, " + (classes - 1) + "]");
      }
    }
    this.n = x.length;
    this.inputs = x[0].length;
    this.units = units;
    this.classes = classes;
    this.activation = activation;
    this.labels = labels.clone();
    this.x = new float[n][];
    for (int i = 0; i < n; i++) {
      this.x[i] = Arrays.copyOf(examples[i], inputs + 1);
      this.x[i][inputs] = 1f;
    }
    this.xTransposed = Rows.transposed(this.x);
    this.scratches =
        ThreadLocal.withInitial(
            () -> new Scratch(this.x, xTransposed, this.labels, units, classes));
    this.ofBatches = ThreadLocal.withInitial(() -> ofBatch(1));
  }

  @Override
  public int dimension() {
    return units * (inputs + 1) + classes * (units + 1);
  }

  /**
   * Number of weights of the first layer U, which come first.
   *
   * @return the number
   */
  public int firstLayer() {
    return units * (inputs + 1);
  }

  @Override
  public double loss(float[] w) {
    double loss = 0;
    Example example = new Example(w);
    for (int i = 0; i < n; i++) {
      loss += example.forward(i);
    }
    return loss / n;
  }

  /**
   * The fraction of examples whose class has the largest logit.
   *
   * @param w a point. Not modified.
   * @return the accuracy, in [0, 1]
   */
  public double accuracy(float[] w) {
    int right = 0;
    Example example = new Example(w);
    for (int i = 0; i < n; i++) {
      example.forward(i);
      int best = 0;
      for (int k = 1; k < classes; k++) {
        if (example.pi[k] > example.pi[best]) {
          best = k;
        }
      }
      right += best == labels[i] ? 1 : 0;
    }
    return (double) right / n;
  }

  @Override
  public double hessianTrace(float[] w) {
    double trace = 0;
    Example example = new Example(w);
    for (int i = 0; i < n; i++) {
      example.forward(i);
      trace += example.trace(i);
    }
    return trace / n;
  }

  /** One example after the other through the network, in double. */
  private final class Example {
    private final float[] w;
    private final double[] h = new double[units + 1];
    private final double[] pi = new double[classes];

    Example(float[] w) {
      this.w = w;
    }

    private double v(int k, int j) {
      return w[firstLayer() + k * (units + 1) + j];
    }

    /** Fills h and pi, and returns the cross entropy. */
    double forward(int i) {
      for (int j = 0; j < units; j++) {
        int row = j * (inputs + 1);
        double s = 0;
        for (int m = 0; m <= inputs; m++) {
          s += (double) w[row + m] * x[i][m];
        }
        h[j] = activation.value(s);
      }
      h[units] = 1;
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < classes; k++) {
        pi[k] = 0;
        for (int j = 0; j <= units; j++) {
          pi[k] += v(k, j) * h[j];
        }
        largest = Math.max(largest, pi[k]);
      }
      double label = pi[labels[i]] - largest;
      double total = 0;
      for (int k = 0; k < classes; k++) {
        pi[k] = StrictMath.exp(pi[k] - largest);
        total += pi[k];
      }
      for (int k = 0; k < classes; k++) {
        pi[k] /= total;
      }
      return StrictMath.log(total) - label;
    }

    double trace(int i) {
      double spread = 0;
      for (double p : pi) {
        spread += p * (1 - p);
      }
      double ofV = 0;
      double ofU = 0;
      for (int j = 0; j <= units; j++) {
        ofV += spread * h[j] * h[j];
      }
      for (int j = 0; j < units; j++) {
        double mean = 0;
        double square = 0;
        for (int k = 0; k < classes; k++) {
          mean += pi[k] * v(k, j);
          square += pi[k] * v(k, j) * v(k, j);
        }
        double slope = activation.slope(h[j]);
        ofU += slope * slope * (square - mean * mean);
        ofU += activation.bend(h[j]) * (mean - v(labels[i], j));
      }
      double norm2 = 0;
      for (float feature : x[i]) {
        norm2 += (double) feature * feature;
      }
      return ofV + norm2 * ofU;
    }
  }

  private Scratch ofBatch(int size) {
    return new Scratch(
        new float[size][], new float[inputs + 1][size], new int[size], units, classes);
  }

  @Override
  public void gradient(float[] w, float[] g) {
    gradient(w, scratches.get(), g);
  }

  @Override
  public int examples() {
    return n;
  }

  @Override
  public void gradient(float[] w, int[] batch, float[] changes, float[] g) {
    if (ofBatches.get().x.length != batch.length) {
      ofBatches.set(ofBatch(batch.length));
    }
    Scratch s = ofBatches.get();
    for (int k = 0; k < batch.length; k++) {
      s.x[k] = x[batch[k]];
      s.labels[k] = (labels[batch[k]] + (int) changes[k]) % classes;
      for (int j = 0; j <= inputs; j++) {
        s.xTransposed[j][k] = s.x[k][j];
      }
    }
    gradient(w, s, g);
  }

  @Override
  public float change(double size, int word) {
    long bits = word & 0xffffffffL;
    double noisy = size * 0x1p32;
    // Those below are as many for each other class.
    return bits < noisy ? 1 + (int) (bits / noisy * (classes - 1)) : 0;
  }

  private void gradient(float[] w, Scratch s, float[] g) {
    int n = s.x.length;
    for (int j = 0; j < units; j++) {
      System.arraycopy(w, j * (inputs + 1), s.u[j], 0, inputs + 1);
    }
    for (int k = 0; k < classes; k++) {
      System.arraycopy(w, firstLayer() + k * (units + 1), s.v[k], 0, units + 1);
      for (int j = 0; j < units; j++) {
        s.vTransposed[j][k] = s.v[k][j];
      }
    }

    for (int j = 0; j < units; j++) {
      float[] h = s.hidden[j];
      Rows.combine(s.u[j], s.xTransposed, h, n);
      for (int i = 0; i < n; i++) {
        h[i] = (float) activation.value(h[i]);
      }
    }
    Rows.multiply(s.v, s.hidden, s.delta, n);
    softmaxLessLabels(s.delta, s.labels);

    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= units; j++) {
        s.activations[i][j] = s.hidden[j][i];
      }
    }
    Rows.multiply(s.delta, s.activations, s.slopesV, units + 1);
    Rows.multiply(s.vTransposed, s.delta, s.back, n);
    for (int j = 0; j < units; j++) {
      float[] back = s.back[j];
      float[] h = s.hidden[j];
      for (int i = 0; i < n; i++) {
        back[i] *= (float) activation.slope(h[i]);
      }
    }
    Rows.multiply(s.back, s.x, s.slopesU, inputs + 1);

    for (int j = 0; j < units; j++) {
      System.arraycopy(s.slopesU[j], 0, g, j * (inputs + 1), inputs + 1);
    }
    for (int k = 0; k < classes; k++) {
      System.arraycopy(s.slopesV[k], 0, g, firstLayer() + k * (units + 1), units + 1);
    }
  }

  /** Logits to {@code (pi - e) / n}. */
  private void softmaxLessLabels(float[][] logits, int[] labels) {
    int n = labels.length;
    double[] pi = new double[classes];
    for (int i = 0; i < n; i++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (float[] row : logits) {
        largest = Math.max(largest, row[i]);
      }
      double total = 0;
      for (int k = 0; k < classes; k++) {
        pi[k] = StrictMath.exp(logits[k][i] - largest);
        total += pi[k];
      }
      for (int k = 0; k < classes; k++) {
        logits[k][i] = (float) ((pi[k] / total - (k == labels[i] ? 1 : 0)) / n);
      }
    }
  }
}
