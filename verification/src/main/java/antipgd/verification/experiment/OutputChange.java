// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.verification.landscape.WideNetwork;
import antipgd.verification.landscape.WideNetwork.Pass;
import antipgd.verification.landscape.WideNetwork.Units;
import org.apache.commons.math3.special.Erf;

/**
 * The mean square change of a network's output under Gaussian noise, {@code E (f(z + sigma xi) -
 * f(z))^2}, in closed form, as far as there is one. Below, {@code h_l} is what layer l reads.
 *
 * <p><b>Linear networks.</b> f is linear in each layer, so its change is a sum over the sets of
 * layers that have noise, of uncorrelated terms of mean 0, and the mean square is a variance. Of a
 * set it is {@code sigma^2} to the power of its number of layers times the square of f's slope
 * along all of them. One layer: {@code sigma^2 |s_l|^2 |h_l|^2}, whatever the width. All of two
 * layers, {@code f = <a, U x>}: {@code sigma^2 (|U x|^2 + |a|^2 |x|^2) + sigma^4 m |x|^2}. All of
 * three, {@code f = <a, W U x>}: {@code sigma^2 (|W U x|^2 + |a|^2 |U x|^2 + |W^T a|^2 |x|^2) +
 * sigma^4 (m |U x|^2 + m |a|^2 |x|^2 + |W|^2 |x|^2) + sigma^6 m^2 |x|^2}. At layers of unit norm
 * with an isometry between, |W|^2 = m, depth L has {@code ((1 + m sigma^2)^L - 1) / m}: binomials
 * count the sets.
 *
 * <p><b>ReLU.</b> What the last layer before the output sums up, {@code s_j}, gets normal noise of
 * standard deviation {@code t = sigma |h_1|} that is independent between units, if no layer below
 * has noise. With {@code mu_j = s_j Phi(s_j/t) + t phi(s_j/t)} and {@code q_j = (s_j^2 + t^2)
 * Phi(s_j/t) + s_j t phi(s_j/t)} the first two moments of {@code max(s_j + t xi, 0)}, the mean
 * square is {@code sum_j ((a_j^2 + sigma^2) q_j - a_j^2 mu_j^2) + (sum_j a_j (mu_j - max(s_j,
 * 0)))^2}; the second term is there because the mean moves, and without noise on the output's layer
 * {@code sigma^2 q_j} goes. For noise below that, units of a layer depend on each other: no closed
 * form is known here, and what is shown is shown by experiment alone.
 *
 * @param variance the variance of the output
 * @param shift2 the square of how far its mean is from the output without noise: 0 of linear
 *     networks
 */
public record OutputChange(double variance, double shift2) {

  /** Where no closed form is known. */
  private static final OutputChange UNKNOWN = new OutputChange(Double.NaN, Double.NaN);

  /**
   * The mean square change.
   *
   * @return both together; not a number where no closed form is known
   */
  public double square() {
    return variance + shift2;
  }

  private OutputChange plus(OutputChange other) {
    return new OutputChange(variance + other.variance, shift2 + other.shift2);
  }

  private OutputChange over(int n) {
    return new OutputChange(variance / n, shift2 / n);
  }

  /** The mean over examples with noise on all layers. */
  static OutputChange allLayers(WideNetwork network, float[] z, double sigma) {
    if (network.depth() > (network.units() == Units.LINEAR ? 3 : 2)) {
      return UNKNOWN;
    }
    OutputChange sum = new OutputChange(0, 0);
    for (int i = 0; i < network.examples(); i++) {
      Pass pass = network.pass(z, i);
      sum =
          sum.plus(
              network.units() == Units.LINEAR
                  ? new OutputChange(linear(network, z, sigma * sigma, pass), 0)
                  : relu(z, pass, sigma, sigma));
    }
    return sum.over(network.examples());
  }

  /** The mean over examples and layers with noise on one layer at a time. */
  static OutputChange oneLayer(WideNetwork network, float[] z, double sigma) {
    OutputChange sum = new OutputChange(0, 0);
    for (int l = 0; l < network.depth(); l++) {
      sum = sum.plus(oneLayer(network, z, sigma, l));
    }
    return sum.over(network.depth());
  }

  /** The mean over examples with noise on this layer alone. */
  static OutputChange oneLayer(WideNetwork network, float[] z, double sigma, int layer) {
    boolean linear = network.units() == Units.LINEAR || layer == 0;
    if (!linear && layer > 1) {
      return UNKNOWN;
    }
    OutputChange sum = new OutputChange(0, 0);
    for (int i = 0; i < network.examples(); i++) {
      Pass pass = network.pass(z, i);
      sum =
          sum.plus(
              linear
                  ? new OutputChange(sigma * sigma * pass.squaredSlope(layer), 0)
                  : relu(z, pass, sigma, 0));
    }
    return sum.over(network.examples());
  }

  private static double linear(WideNetwork network, float[] z, double sigma2, Pass pass) {
    int m = network.m();
    int last = network.depth() - 1;
    double ones = 0;
    for (int l = 0; l <= last; l++) {
      ones += pass.squaredSlope(l);
    }
    double x2 = norm2(pass.reads()[last]);
    if (last == 1) {
      return sigma2 * (ones + sigma2 * m * x2);
    }
    double a2 = norm2(z, 0, m);
    double w2 = norm2(z, network.from(1), network.length(1));
    double pairs = m * norm2(pass.reads()[1]) + (m * a2 + w2) * x2;
    return sigma2 * (ones + sigma2 * (pairs + sigma2 * m * m * x2));
  }

  /** Noise on the layer before the output's, and on that if its scale is not 0. */
  private static OutputChange relu(float[] z, Pass pass, double sigma, double ofOutput) {
    double t = sigma * Math.sqrt(norm2(pass.reads()[1]));
    double[] s = pass.sums()[0];
    double variance = 0;
    double shift = 0;
    for (int j = 0; j < s.length; j++) {
      // Where a layer reads zeros there is no noise.
      double u = t == 0 ? Math.signum(s[j]) * 40 : s[j] / t;
      double below = Erf.erfc(-u / Math.sqrt(2)) / 2;
      double density = Math.exp(-u * u / 2) / Math.sqrt(2 * Math.PI);
      double mean = s[j] * below + t * density;
      double square = (s[j] * s[j] + t * t) * below + s[j] * t * density;
      double a2 = (double) z[j] * z[j];
      variance += (a2 + ofOutput * ofOutput) * square - a2 * mean * mean;
      shift += z[j] * (mean - Math.max(s[j], 0));
    }
    return new OutputChange(variance, shift * shift);
  }

  private static double norm2(double[] v) {
    double sum = 0;
    for (double value : v) {
      sum += value * value;
    }
    return sum;
  }

  private static double norm2(float[] v, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += (double) v[i] * v[i];
    }
    return sum;
  }
}
