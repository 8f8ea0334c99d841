// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import antipgd.noise.NoiseStream;
import antipgd.verification.landscape.Landscape;

/**
 * The gradient of {@code L + mu Tr Hess L}, estimated with one probe of Hutchinson's a step: for
 * random signs v, {@code E v^T Hess L v = Tr Hess L}, whose gradient along v is the second
 * difference {@code (grad L(w + h v) - 2 grad L(w) + grad L(w - h v)) / h^2}, up to {@code O(h^2)}
 * and without remainder where L has degree four or less. Three gradients a step.
 *
 * <p>With {@code mu = h^2 / 2} it is the mean of {@code grad L(w + h v)} and {@code grad L(w - h
 * v)}: Anti-PGD's own step with {@code sigma = h}, taken at both signs of its noise.
 *
 * <p>Not for use by several threads at once.
 */
public final class TracePenalty implements StepGradient {

  /** A step h at which neither the remainder nor the rounding of a float32 is felt. */
  public static final float STEP = 0x1p-5f;

  private final Landscape landscape;
  private final float weight;
  private final float step;
  private final Words words;
  private final int[] signs;
  private final float[] point;
  private final float[] up;
  private final float[] down;

  /**
   * A penalty.
   *
   * @param landscape the loss
   * @param mu weight of the trace, finite and not negative
   * @param step the step h, finite and above 0
   * @param stream whose words, of blocks beyond those of noise on weights, are the signs
   * @throws IllegalArgumentException if {@code mu} or {@code step} is not allowed
   */
  public TracePenalty(Landscape landscape, double mu, float step, NoiseStream stream) {
    if (!(mu >= 0) || Double.isInfinite(mu)) {
      throw new IllegalArgumentException("mu = " + mu + ": must be finite and >= 0");
    }
    if (!(step > 0) || Float.isInfinite(step)) {
      throw new IllegalArgumentException("step = " + step + ": must be finite and above 0");
    }
    int dimension = landscape.dimension();
    this.landscape = landscape;
    this.weight = (float) (mu / ((double) step * step));
    this.step = step;
    this.words = new Words(stream, Words.Use.PROBE);
    this.signs = new int[(dimension + Integer.SIZE - 1) / Integer.SIZE];
    this.point = new float[dimension];
    this.up = new float[dimension];
    this.down = new float[dimension];
  }

  @Override
  public void at(long n, float[] w, float[] g) {
    words.fill(n, signs);
    landscape.gradient(w, g);
    slopes(w, step, up);
    slopes(w, -step, down);
    for (int j = 0; j < g.length; j++) {
      g[j] = Math.fma(weight, (up[j] - g[j]) + (down[j] - g[j]), g[j]);
    }
  }

  /** {@code grad L(w + h v)}. */
  private void slopes(float[] w, float h, float[] slopes) {
    for (int j = 0; j < point.length; j++) {
      point[j] = w[j] + h * sign(j);
    }
    landscape.gradient(point, slopes);
  }

  /** The probe of the last step along a weight. */
  int sign(int j) {
    return 1 - 2 * (signs[j / Integer.SIZE] >>> j % Integer.SIZE & 1);
  }
}
