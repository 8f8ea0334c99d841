// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Rule;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.landscape.Landscape;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * Chains of Anti-PGD on {@link Waves} from a point where grad Ltilde vanishes, and the means over
 * each chain's path of what Theorem 2.1 speaks of.
 */
final class PathsFromRest {

  private static final int SIDE = Landscape.SIDE_BY_SIDE;
  private static final double ROOT3 = Math.sqrt(3);

  /** {@code E xi^3} of the skewed noise. */
  private static final double SKEWNESS = 2 / ROOT3;

  private final Waves waves;
  private final float[] start;
  private final float eta;
  private final double sigma;
  private final long steps;
  private final long stride;
  private final int blocks;

  /** What the third order of eq. 5 leaves of grad Ltilde under the skewed noise, at the start. */
  private final double[] thirdOrder;

  private final double[] regularized;
  private final double[] plain;
  private final double[] along;

  /**
   * Chains before their first step.
   *
   * @param rest the start
   * @param steps length N of the paths
   * @param stride of {@code z_0 .. z_{N-1}} every so manieth is read
   * @param chains number of chains
   */
  PathsFromRest(
      Waves waves, double[] rest, double eta, double sigma, long steps, long stride, int chains) {
    this.waves = waves;
    this.start = new float[] {(float) rest[0], (float) rest[1]};
    this.eta = (float) eta;
    this.sigma = (float) sigma;
    this.steps = steps;
    this.stride = stride;
    this.blocks = (chains - 1) / SIDE + 1;
    this.thirdOrder = waves.thirdDerivatives(rest);
    for (int j = 0; j < thirdOrder.length; j++) {
      thirdOrder[j] *= -sigma * sigma * sigma / 6 * SKEWNESS;
    }
    this.regularized = new double[blocks * SIDE];
    this.plain = new double[blocks * SIDE];
    this.along = new double[blocks * SIDE];
  }

  /** Mean of {@code |grad Ltilde(z_n)|^2} of each chain. */
  double[] regularized() {
    return regularized;
  }

  /** Mean of {@code |grad L(z_n)|^2} of each chain. */
  double[] plain() {
    return plain;
  }

  /** Mean of {@code <grad Ltilde(z_n), t> / |t|^2} of each chain, t the term of third order. */
  double[] along() {
    return along;
  }

  /** Takes all steps with Rademacher noise of a stream. */
  PathsFromRest symmetric(StepKernel kernel, NoiseStream noise) {
    for (int block = 0; block < blocks; block++) {
      read(0, block, i -> start[i / SIDE]);
    }
    Ensemble ensemble =
        new Ensemble(
            kernel,
            Workers.common(),
            waves,
            Recipe.constant(Rule.ANTI_PGD, eta, sigma, noise),
            start,
            blocks * SIDE);
    ensemble.run(steps - 1, (block, descent) -> read(descent.steps(), block, descent::clean));
    return this;
  }

  /**
   * Takes all steps with supplied noise of two values, {@code sqrt3} where two signs are positive
   * and {@code -1 / sqrt3} elsewhere: of mean 0 and variance 1.
   *
   * @param signs Rademacher noise of a block of chains
   */
  PathsFromRest skewed(StepKernel kernel, IntFunction<NoiseStream> signs) {
    Workers.common().run(blocks, block -> skewed(kernel, signs.apply(block), block));
    return this;
  }

  private void skewed(StepKernel kernel, NoiseStream signs, int block) {
    int size = start.length * SIDE;
    float[] w = new float[size];
    float[] g = new float[size];
    float[] xi = new float[size];
    float[] xiNew = new float[size];
    float[] second = new float[size];
    for (int i = 0; i < size; i++) {
      w[i] = start[i / SIDE];
    }
    Slice at = Slice.of(w, g);
    Noise noise = Noise.supplied(xi, xiNew);
    for (long n = 0; n < steps; n++) {
      read(n, block, i -> w[i] - sigma * xi[i]);
      waves.gradients(w, g);
      kernel.fill(xiNew, signs, 2 * n);
      kernel.fill(second, signs, 2 * n + 1);
      for (int i = 0; i < size; i++) {
        xiNew[i] = (float) (xiNew[i] > 0 && second[i] > 0 ? ROOT3 : -1 / ROOT3);
      }
      kernel.antiPgd(at, noise, n, eta, (float) sigma);
    }
  }

  /** Adds a step of a block to the means, if it is to be read. */
  private void read(long n, int block, IntToDoubleFunction clean) {
    if (n % stride != 0) {
      return;
    }
    double share = 1 / Math.ceil((double) steps / stride);
    double[] z = new double[start.length];
    double[] gradient = new double[start.length];
    for (int c = 0; c < SIDE; c++) {
      int chain = block * SIDE + c;
      for (int j = 0; j < z.length; j++) {
        z[j] = clean.applyAsDouble(j * SIDE + c);
      }
      waves.regularizedGradient(z, 0, gradient);
      plain[chain] += share * dot(gradient, gradient);
      waves.regularizedGradient(z, sigma * sigma / 2, gradient);
      regularized[chain] += share * dot(gradient, gradient);
      along[chain] += share * dot(gradient, thirdOrder) / dot(thirdOrder, thirdOrder);
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += x[j] * y[j];
    }
    return sum;
  }
}
