// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

/**
 * A linear network of two layers and width m with one output, {@code f = <a, b>}, under the loss
 * {@code L(a, b) = (f - y)^2 / 2}: the model in which Orvieto et al. (AISTATS 2023) compare noise
 * on all layers with noise on one.
 *
 * <p>A point is {@code w = (a, b)}, so its dimension is {@code 2 m} and a layer is a range of it.
 * The gradient is {@code ((f - y) b, (f - y) a)}, the Hessian trace {@code |a|^2 + |b|^2}. In
 * float32, f is summed from {@code a_1 b_1} to {@code a_m b_m} by {@link Math#fma(float, float,
 * float)}, every other operation is rounded once.
 *
 * @param m width, 1 or more
 * @param y the target, finite
 */
public record TwoLayerLinear(int m, float y) implements Landscape {

  /**
   * A network.
   *
   * @throws IllegalArgumentException if {@code m} is below 1 or {@code y} is not finite
   */
  public TwoLayerLinear {
    if (m < 1) {
      throw new IllegalArgumentException("m = " + m + ": must be at least 1");
    }
    if (!Float.isFinite(y)) {
      throw new IllegalArgumentException("y = " + y + ": must be finite");
    }
  }

  @Override
  public int dimension() {
    return 2 * m;
  }

  /**
   * The network's output {@code f = <a, b>}, in double.
   *
   * @param w a point. Not modified.
   * @return the output
   */
  public double output(float[] w) {
    double f = 0;
    for (int j = 0; j < m; j++) {
      f += (double) w[j] * w[m + j];
    }
    return f;
  }

  @Override
  public double loss(float[] w) {
    double error = output(w) - y;
    return error * error / 2;
  }

  @Override
  public double hessianTrace(float[] w) {
    double norm2 = 0;
    for (int j = 0; j < 2 * m; j++) {
      norm2 += (double) w[j] * w[j];
    }
    return norm2;
  }

  @Override
  public void gradient(float[] w, float[] g) {
    float f = 0;
    for (int j = 0; j < m; j++) {
      f = Math.fma(w[j], w[m + j], f);
    }
    float error = f - y;
    for (int j = 0; j < m; j++) {
      g[j] = error * w[m + j];
      g[m + j] = error * w[j];
    }
  }
}
