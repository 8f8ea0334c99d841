// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import antipgd.verification.landscape.Landscape;

/**
 * The gradient of sharpness-aware minimization (Foret, Kleiner, Mobahi and Neyshabur, ICLR 2021),
 * at the worst point of a ball to first order: {@code grad L(w + rho g / |g|)} with {@code g = grad
 * L(w)}; where g is 0, {@code grad L(w)}. Two gradients a step. The norm is summed in double.
 *
 * <p>Not for use by several threads at once.
 */
public final class SharpnessAware implements StepGradient {

  private final Landscape landscape;
  private final double rho;
  private final float[] worst;

  /**
   * SAM's gradient.
   *
   * @param landscape the loss
   * @param rho radius of the ball, finite and not negative
   * @throws IllegalArgumentException if {@code rho} is not
   */
  public SharpnessAware(Landscape landscape, double rho) {
    if (!(rho >= 0) || Double.isInfinite(rho)) {
      throw new IllegalArgumentException("rho = " + rho + ": must be finite and >= 0");
    }
    this.landscape = landscape;
    this.rho = rho;
    this.worst = new float[landscape.dimension()];
  }

  @Override
  public void at(long n, float[] w, float[] g) {
    landscape.gradient(w, g);
    double norm2 = 0;
    for (float slope : g) {
      norm2 += (double) slope * slope;
    }
    float scale = norm2 > 0 ? (float) (rho / Math.sqrt(norm2)) : 0f;
    for (int j = 0; j < worst.length; j++) {
      worst[j] = Math.fma(scale, g[j], w[j]);
    }
    landscape.gradient(worst, g);
  }
}
