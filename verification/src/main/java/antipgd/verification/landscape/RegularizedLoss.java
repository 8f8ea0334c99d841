// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

/**
 * A landscape in double, with the gradient of its regularized loss {@code Ltilde = L + c Tr Hess L}
 * in closed form. With {@code c = sigma^2 / 2} this is what Anti-PGD descends in the mean (Orvieto
 * et al., ICML 2022, eqs. 5 and 6).
 */
public interface RegularizedLoss extends Landscape {

  /**
   * The loss {@code L(w)}.
   *
   * @param w a point. Not modified.
   * @return the loss
   */
  double loss(double[] w);

  /**
   * The trace of the Hessian of the loss at {@code w}.
   *
   * @param w a point. Not modified.
   * @return the trace
   */
  double hessianTrace(double[] w);

  /**
   * The gradient of the regularized loss, {@code g = grad L(w) + c grad Tr Hess L(w)}.
   *
   * @param w a point. Not modified.
   * @param c how much of the trace is added; 0 for the loss alone
   * @param g receives the gradient; another array than {@code w}. Modified.
   */
  void regularizedGradient(double[] w, double c, double[] g);

  @Override
  default double loss(float[] w) {
    return loss(toDouble(w));
  }

  @Override
  default double hessianTrace(float[] w) {
    return hessianTrace(toDouble(w));
  }

  /**
   * A point in double.
   *
   * @param w the point. Not modified.
   * @return a new array of the same numbers
   */
  static double[] toDouble(float[] w) {
    double[] point = new double[w.length];
    for (int j = 0; j < point.length; j++) {
      point[j] = w[j];
    }
    return point;
  }
}
