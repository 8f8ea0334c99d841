// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.training.Recipe;
import antipgd.verification.landscape.Landscape;
import antipgd.verification.statistics.Moments;

/**
 * Anti-PGD steps whose clean iterate is the same point of the valley before each of them: after a
 * step the chains are moved back, with the noise that they hold.
 *
 * <p>The clean iterate has to be {@code z' = z - eta g} with the gradient {@code g} that the step
 * was given. A step and the way back are at most six rounded operations, none with a result larger
 * than {@code |z| + |w'| + |eta g| + 2 sigma |xi|}, where noise stays below 7; what they err adds
 * up over the steps.
 */
final class StepsFromAPoint {

  /** Largest error of a step, relative to what is rounded in it and to the number of steps. */
  static final double ROUNDING = 6 * 0x1p-24;

  /**
   * Sums are over the noise that a step adds to weights so far apart, in all arrays: if two parts
   * of a split, pieces, shards or tensors had the same noise, it would meet there.
   */
  private static final int PERIOD = 2048;

  private final ValleyPoint point;
  private final Chains chains;
  private final Recipe recipe;
  private final double eta;
  private final Moments mean = new Moments();
  private final Moments[] covariance = {new Moments(), new Moments(), new Moments(), new Moments()};
  private final Moments sums = new Moments();
  private double error;
  private long steps;

  StepsFromAPoint(ValleyPoint point, Chains chains, Recipe recipe) {
    this.point = point;
    this.chains = chains;
    this.recipe = recipe;
    this.eta = recipe.eta().at(0);
  }

  /** Does a step. The first starts without noise, and nothing is learnt of its law. */
  void step() {
    double sigma = recipe.held(steps);
    chains.step();
    chains.clean();
    steps++;
    readError(sigma);
    readNoise();
    if (steps > 1) {
      double kurtosis = recipe.noise().law() == Law.GAUSSIAN ? 3 : 1;
      double[] closedForm = point.covariance(sigma, kurtosis);
      chains.forEachBlock(chains.clean, block -> read(block, sigma, closedForm));
    }
    moveBack();
  }

  private void readError(double sigma) {
    for (int a = 0; a < chains.weights.length; a++) {
      for (int i = 0; i < chains.weights[a].length; i++) {
        double moved = eta * chains.gradients[a][i];
        double size = at(i) + Math.abs(chains.weights[a][i]) + Math.abs(moved) + 2 * sigma * 7;
        // Math.max keeps what is not a number.
        error = Math.max(error, Math.abs(chains.clean[a][i] - (at(i) - moved)) / size / steps);
      }
    }
  }

  /** As the weights show it: what they hold beyond {@code z - eta g}. */
  private void readNoise() {
    double sigma = recipe.held(steps);
    double[] sum = new double[PERIOD];
    int[] size = new int[PERIOD];
    for (int a = 0; a < chains.weights.length; a++) {
      for (int i = 0; i < chains.weights[a].length; i++) {
        double moved = at(i) - eta * chains.gradients[a][i];
        sum[i % PERIOD] += (chains.weights[a][i] - moved) / sigma;
        size[i % PERIOD]++;
      }
    }
    for (int k = 0; k < PERIOD; k++) {
      sums.add(sum[k] * sum[k] / size[k]);
    }
  }

  private void read(float[] block, double sigma, double[] closedForm) {
    double half = sigma * sigma / 2;
    double[] g = point.gradient();
    double[] t = point.traceGradient();
    for (int c = 0; c < Landscape.SIDE_BY_SIDE; c++) {
      double sumU = 0;
      for (int j = 0; j < point.d; j++) {
        sumU += slope(block, j, c) - g[0];
      }
      double ofV = slope(block, point.d, c) - g[1];
      mean.add((sumU * t[0] + ofV * t[1]) / point.traceGradientNorm2() / half);
      double along = (sumU - point.d * half * t[0]) * point.u;
      double across = slope(block, 0, c) - slope(block, 1, c);
      double v = ofV - half * t[1];
      covariance[0].add(along * along / point.r / closedForm[0]);
      covariance[1].add(across * across / 2 / closedForm[1]);
      covariance[2].add(v * v / closedForm[2]);
      covariance[3].add(v * along / point.r / closedForm[3]);
    }
  }

  /** What the step went down by. */
  private double slope(float[] block, int j, int chain) {
    int i = j * Landscape.SIDE_BY_SIDE + chain;
    return (at(i) - block[i]) / eta;
  }

  /** By what the gradient was to move them, so that they keep what else the step has added. */
  private void moveBack() {
    for (int a = 0; a < chains.weights.length; a++) {
      float[] w = chains.weights[a];
      for (int i = 0; i < w.length; i++) {
        w[i] = (float) (w[i] + eta * chains.gradients[a][i]);
      }
    }
  }

  /** The point's coordinate of a weight. */
  private double at(int i) {
    return i / Landscape.SIDE_BY_SIDE % (point.d + 1) < point.d ? point.u : point.v;
  }

  /** Largest error of {@code z' = z - eta g}; see {@link #ROUNDING}. */
  double error() {
    return error;
  }

  /** {@code <(z - z') / eta - grad L(z), T> / |T|^2} over {@code sigma^2 / 2}. */
  Moments mean() {
    return mean;
  }

  /** Products of deviations over {@link ValleyPoint#covariance}, in that order. */
  Moments covariance(int entry) {
    return covariance[entry];
  }

  /** Squares of sums of noise that is far apart, over their size. */
  Moments sums() {
    return sums;
  }
}
