// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import antipgd.verification.landscape.Landscape;

/** What a step takes for the gradient: that of the loss, as a rule, or something in its place. */
@FunctionalInterface
public interface StepGradient {

  /**
   * What step n takes. It depends on the arguments alone.
   *
   * @param n the step, counted from 0
   * @param w the point where it begins. Not modified.
   * @param g receives it; another array than {@code w}. Modified.
   */
  void at(long n, float[] w, float[] g);

  /**
   * The gradient of the loss.
   *
   * @param landscape the loss
   * @return that, at every step
   */
  static StepGradient of(Landscape landscape) {
    return (n, w, g) -> landscape.gradient(w, g);
  }

  /**
   * This before a step, and another from it on.
   *
   * @param end the first step with the other
   * @param other the other
   * @return both
   */
  default StepGradient until(long end, StepGradient other) {
    return (n, w, g) -> (n < end ? this : other).at(n, w, g);
  }
}
