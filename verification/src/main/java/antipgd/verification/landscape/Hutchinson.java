// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.SplittableRandom;

/**
 * Hutchinson's estimator (1989) of a Hessian trace from gradients alone: {@code Tr H = E v^T H v}
 * for random signs v.
 *
 * <p>{@code D(h) = v^T (grad L(w + h v) - grad L(w - h v)) / (2 h)} is {@code v^T H v + O(h^2)}.
 * Two steps are combined, {@code (4 D(h) - D(2 h)) / 3}, whose error is {@code O(h^4)}: none but
 * rounding where L has degree five or less.
 *
 * @param step the step h, finite and above 0
 */
public record Hutchinson(float step) {

  /** Steps that keep pre-activations of small networks near theirs, and rounding small. */
  public static final Hutchinson DEFAULT = new Hutchinson(0x1p-7f);

  /**
   * An estimate.
   *
   * @param mean the mean over the probes
   * @param standardError its estimated standard error; not a number with one probe
   */
  public record Estimate(double mean, double standardError) {}

  /**
   * An estimator.
   *
   * @throws IllegalArgumentException if {@code step} is not finite and above 0
   */
  public Hutchinson {
    if (!(step > 0) || Float.isInfinite(step)) {
      throw new IllegalArgumentException("step = " + step + ": must be finite and above 0");
    }
  }

  /**
   * The trace, from random probes.
   *
   * @param landscape the loss
   * @param w a point. Not modified.
   * @param probes number of probes, 1 or more; each takes four gradients
   * @param seed seed of the probes
   * @return mean and standard error
   * @throws IllegalArgumentException if {@code probes} is below 1
   */
  public Estimate trace(Landscape landscape, float[] w, int probes, long seed) {
    if (probes < 1) {
      throw new IllegalArgumentException("probes = " + probes + ": must be at least 1");
    }
    SplittableRandom random = new SplittableRandom(seed);
    float[] v = new float[landscape.dimension()];
    double sum = 0;
    double squares = 0;
    for (int probe = 0; probe < probes; probe++) {
      for (int j = 0; j < v.length; j++) {
        v[j] = random.nextBoolean() ? 1 : -1;
      }
      double value = curvature(landscape, w, v);
      sum += value;
      squares += value * value;
    }
    double mean = sum / probes;
    double variance = probes < 2 ? Double.NaN : (squares - sum * mean) / (probes - 1);
    return new Estimate(mean, Math.sqrt(Math.max(0, variance) / probes));
  }

  /**
   * The curvature {@code v^T H v} along a direction: one probe.
   *
   * @param landscape the loss
   * @param w a point. Not modified.
   * @param v a direction of the landscape's dimension. Not modified.
   * @return the curvature
   */
  public double curvature(Landscape landscape, float[] w, float[] v) {
    return (4 * difference(landscape, w, v, step) - difference(landscape, w, v, 2 * step)) / 3;
  }

  private static double difference(Landscape landscape, float[] w, float[] v, float h) {
    float[] point = new float[v.length];
    float[] g = new float[v.length];
    double difference = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
      for (int j = 0; j < v.length; j++) {
        point[j] = Math.fma(sign * h, v[j], w[j]);
      }
      landscape.gradient(point, g);
      for (int j = 0; j < v.length; j++) {
        difference += sign * (double) v[j] * g[j];
      }
    }
    return difference / (2 * h);
  }
}
