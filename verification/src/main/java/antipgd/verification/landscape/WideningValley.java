// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.Arrays;

/**
 * The widening valley {@code L(u, v) = v^2 |u|^2 / 2} of Orvieto et al. (ICML 2022, section 3): a
 * straight line of minima {@code v = 0} whose Hessian trace {@code d v^2 + |u|^2} shrinks towards
 * {@code u = 0}.
 *
 * <p>A point is {@code w = (u_1, ..., u_d, v)}, so its dimension is {@code d + 1}. The gradient is
 * {@code (v^2 u, |u|^2 v)}, in float32: {@code |u|^2} is summed from {@code u_1} to {@code u_d} by
 * {@link Math#fma(float, float, float)}, every other operation is rounded once. That of the Hessian
 * trace is {@code (2 u, 2 d v)}.
 *
 * @param d dimension of u, 1 or more
 */
public record WideningValley(int d) implements RegularizedLoss {

  /**
   * A valley.
   *
   * @throws IllegalArgumentException if {@code d} is below 1
   */
  public WideningValley {
    if (d < 1) {
      throw new IllegalArgumentException("d = " + d + ": must be at least 1");
    }
  }

  @Override
  public int dimension() {
    return d + 1;
  }

  /**
   * The start of Theorem 3.1: a minimum {@code (u, 0)} with {@code |u|^2} spread equally.
   *
   * @param norm2 the squared norm of u, finite and not negative
   * @return a new point
   */
  public float[] minimum(double norm2) {
    if (!(norm2 >= 0) || Double.isInfinite(norm2)) {
      throw new IllegalArgumentException("norm2 = " + norm2 + ": must be finite and >= 0");
    }
    float[] w = new float[d + 1];
    Arrays.fill(w, 0, d, (float) Math.sqrt(norm2 / d));
    return w;
  }

  @Override
  public double loss(double[] w) {
    return w[d] * w[d] * norm2(w) / 2;
  }

  @Override
  public void gradient(float[] w, float[] g) {
    float v = w[d];
    float r = 0;
    for (int j = 0; j < d; j++) {
      r = Math.fma(w[j], w[j], r);
      g[j] = v * v * w[j];
    }
    g[d] = r * v;
  }

  @Override
  public double hessianTrace(double[] w) {
    return d * w[d] * w[d] + norm2(w);
  }

  @Override
  public void regularizedGradient(double[] w, double c, double[] g) {
    double v = w[d];
    for (int j = 0; j < d; j++) {
      g[j] = (v * v + 2 * c) * w[j];
    }
    g[d] = (norm2(w) + 2 * c * d) * v;
  }

  /**
   * The squared norm {@code |u|^2}, on the line of minima the Hessian trace itself.
   *
   * @param w a point. Not modified.
   * @return the squared norm
   */
  public double norm2(float[] w) {
    return norm2(RegularizedLoss.toDouble(w));
  }

  private double norm2(double[] w) {
    double r = 0;
    for (int j = 0; j < d; j++) {
      r += w[j] * w[j];
    }
    return r;
  }

  /**
   * Squared norms {@code |u|^2} at {@value #SIDE_BY_SIDE} points side by side, in float32, with the
   * roundings of {@link #gradient}.
   *
   * @param w {@code (d + 1) * 64} weights, coordinate-major. Not modified.
   * @param r receives the norms; another array than {@code w}. Modified.
   * @param from index in {@code r} of the first norm
   */
  public void norms2(float[] w, float[] r, int from) {
    Arrays.fill(r, from, from + SIDE_BY_SIDE, 0f);
    int row = 0;
    int end = d * SIDE_BY_SIDE;
    for (; row <= end - 8 * SIDE_BY_SIDE; row += 8 * SIDE_BY_SIDE) {
      addEightRows(w, row, r, from);
    }
    for (; row < end; row += SIDE_BY_SIDE) {
      for (int c = 0; c < SIDE_BY_SIDE; c++) {
        r[from + c] = Math.fma(w[row + c], w[row + c], r[from + c]);
      }
    }
  }

  /** Eight rows at a time, because C2 does the first and last turns of a short loop in scalars. */
  private static void addEightRows(float[] w, int row, float[] r, int from) {
    for (int c = 0; c < SIDE_BY_SIDE; c++) {
      int i = row + c;
      float sum = r[from + c];
      sum = Math.fma(w[i], w[i], sum);
      sum = Math.fma(w[i + SIDE_BY_SIDE], w[i + SIDE_BY_SIDE], sum);
      sum = Math.fma(w[i + 2 * SIDE_BY_SIDE], w[i + 2 * SIDE_BY_SIDE], sum);
      sum = Math.fma(w[i + 3 * SIDE_BY_SIDE], w[i + 3 * SIDE_BY_SIDE], sum);
      sum = Math.fma(w[i + 4 * SIDE_BY_SIDE], w[i + 4 * SIDE_BY_SIDE], sum);
      sum = Math.fma(w[i + 5 * SIDE_BY_SIDE], w[i + 5 * SIDE_BY_SIDE], sum);
      sum = Math.fma(w[i + 6 * SIDE_BY_SIDE], w[i + 6 * SIDE_BY_SIDE], sum);
      sum = Math.fma(w[i + 7 * SIDE_BY_SIDE], w[i + 7 * SIDE_BY_SIDE], sum);
      r[from + c] = sum;
    }
  }

  @Override
  public void gradients(float[] w, float[] g) {
    int v = d * SIDE_BY_SIDE;
    norms2(w, g, v);
    for (int c = 0; c < SIDE_BY_SIDE; c++) {
      g[v + c] *= w[v + c];
      g[c] = w[v + c] * w[v + c];
    }
    // A copy of v^2 to every row makes what is left one long loop.
    for (int filled = SIDE_BY_SIDE; filled < v; filled *= 2) {
      System.arraycopy(g, 0, g, filled, Math.min(filled, v - filled));
    }
    for (int i = 0; i < v; i++) {
      g[i] *= w[i];
    }
  }
}
