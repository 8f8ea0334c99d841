// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

/**
 * Where chains come to rest on the widening valley if they take a part {@code lambda} of the last
 * noise back, in the limit of small noise: a closed form, derived here.
 *
 * <p><b>Across the valley.</b> Write the clean iterate as {@code (U, V)}, {@code r = |U|^2}, {@code
 * x = eta r}, {@code c = 1 - lambda} and the noise as {@code (a, b)}. To first order in sigma
 * {@code V' = (1 - x) V + (c - x) sigma b}, so that while r hardly changes {@code E V^2 = (c - x)^2
 * sigma^2 / (x (2 - x))}.
 *
 * <p><b>Along the valley.</b> {@code U' = U - eta (V + sigma b)^2 (U + sigma a) + c sigma a}. In
 * second order of sigma r changes on average by {@code sigma^2 F}, where {@code F = d c^2 - 2 x (1
 * + (c - x)^2 / (x (2 - x)))}. With {@code (c - x)^2 / (x (2 - x)) = -1 + c^2 / (2 x) + (2 - c)^2 /
 * (2 (2 - x))} this is
 *
 * <pre>F(lambda, x) = (d - 1) (1 - lambda)^2 - (1 + lambda)^2 x / (2 - x).</pre>
 *
 * <p><b>The resting place.</b> With {@code R = (1 + lambda) / (1 - lambda)} the zero of F is {@code
 * x = 2 (d - 1) / (d - 1 + R^2)}. Around it r has the variance {@code 4 c^2 sigma^2 r} a step, from
 * {@code 2 c sigma <U, a>}, which does not vanish beside the drift when sigma does. So in the limit
 * x is the diffusion {@code dx = F dt + 2 c sqrt(x) dB}, whose density at rest is proportional to
 * {@code exp(integral F / (2 c^2 x)) / x}, that is, to {@code x^((d-1)/2 - 1) (2 - x)^(R^2 / 2)}:
 *
 * <pre>x / 2 has the law Beta((d - 1) / 2, R^2 / 2 + 1), of mean (d - 1) / (d + 1 + R^2),</pre>
 *
 * whatever eta and sigma are. The mean lies below the zero of F, by little where R is large.
 *
 * <p><b>Where the closure ends.</b> Near x = 2, where the walls of the valley are no longer stable,
 * {@code 2 - x} is a Bessel process of dimension {@code 1 + R^2 / 2}. It never reaches 0 if that is
 * 2 or more, for {@code lambda >= 3 - 2 sqrt 2 = 0.1716}. Below, PGD included, chains do reach the
 * edge, where {@code V^2} is of any size: there the law is not derived, though chains keep to it.
 * The other end is {@code d < 3}, where chains reach x = 0 and V, which forgets in {@code 1 / x}
 * steps, does not keep up.
 *
 * @param lambda the part of the last noise that is taken back, in [0, 1]
 * @param d dimension of u
 */
public record RestingPlace(double lambda, int d) {

  /** The least lambda at which the law is derived: chains do not reach {@code eta |u|^2 = 2}. */
  public static final double LEAST_CLOSED = 3 - 2 * Math.sqrt(2);

  /** {@code R^2}. */
  private double squaredRatio() {
    double ratio = (1 + lambda) / (1 - lambda);
    return ratio * ratio;
  }

  /**
   * By how much {@code |u|^2} of the clean iterate grows a step on average, over sigma^2.
   *
   * @param x {@code eta |u|^2}, in (0, 2)
   * @return {@code F(lambda, x)}
   */
  public double drift(double x) {
    double c = 1 - lambda;
    return (d - 1) * c * c - (1 + lambda) * (1 + lambda) * x / (2 - x);
  }

  /**
   * Where the drift vanishes.
   *
   * @return {@code x = eta |u|^2} of the clean iterate
   */
  public double zero() {
    return 2 * (d - 1) / (d - 1 + squaredRatio());
  }

  /**
   * Where chains are on average.
   *
   * @return the mean of {@code x = eta |u|^2} of the clean iterate
   */
  public double mean() {
    return 2 * (d - 1) / (d + 1 + squaredRatio());
  }

  /**
   * Standard deviation of {@code x = eta |u|^2} at rest.
   *
   * @return that of twice the Beta law
   */
  public double standardDeviation() {
    double a = (d - 1) / 2.0;
    double b = squaredRatio() / 2 + 1;
    return 2 * Math.sqrt(a * b / (a + b + 1)) / (a + b);
  }

  /**
   * The part at which the drift vanishes at the start: above it chains move to the wide side at
   * first, below it to the sharp side.
   *
   * @param x {@code eta |u_0|^2}, in (0, 2)
   * @param d dimension of u, 2 or more
   * @return the critical lambda; negative if every part takes chains to the wide side
   */
  public static double criticalLambda(double x, int d) {
    double root = Math.sqrt(x / ((2 - x) * (d - 1)));
    return (1 - root) / (1 + root);
  }
}
