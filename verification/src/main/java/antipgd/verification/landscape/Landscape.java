// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

/**
 * A loss {@code L} on float32 weights, with its gradient and the trace of its Hessian.
 *
 * <p>Points are arrays of {@link #dimension} weights, read from index 0. Losses and traces are
 * computed in double, gradients in float32 as a training run would. Landscapes hold no state that
 * changes, so threads may share one.
 */
public interface Landscape {

  /** Points that {@link #gradients} takes side by side: a whole number of vectors at any width. */
  int SIDE_BY_SIDE = 64;

  /**
   * Number of weights.
   *
   * @return the dimension, 1 or more
   */
  int dimension();

  /**
   * The loss {@code L(w)}.
   *
   * @param w a point. Not modified.
   * @return the loss
   */
  double loss(float[] w);

  /**
   * The gradient of the loss at {@code w}.
   *
   * @param w a point. Not modified.
   * @param g receives the gradient; another array than {@code w}. Modified.
   */
  void gradient(float[] w, float[] g);

  /**
   * The trace of the Hessian of the loss at {@code w}.
   *
   * @param w a point. Not modified.
   * @return the trace
   */
  double hessianTrace(float[] w);

  /**
   * The gradients at {@value #SIDE_BY_SIDE} points, coordinate-major: coordinate {@code j} of point
   * {@code c} stands at index {@code j * 64 + c}. Bit-equal to {@link #gradient} at each point.
   * This default gathers one point after the other; a landscape that runs in large ensembles
   * overrides it with loops over the points, which the JIT turns into vectors.
   *
   * @param w {@code dimension * 64} weights. Not modified.
   * @param g receives as many derivatives; another array than {@code w}. Modified.
   */
  default void gradients(float[] w, float[] g) {
    int dimension = dimension();
    float[] point = new float[dimension];
    float[] slope = new float[dimension];
    for (int c = 0; c < SIDE_BY_SIDE; c++) {
      for (int j = 0; j < dimension; j++) {
        point[j] = w[j * SIDE_BY_SIDE + c];
      }
      gradient(point, slope);
      for (int j = 0; j < dimension; j++) {
        g[j * SIDE_BY_SIDE + c] = slope[j];
      }
    }
  }
}
