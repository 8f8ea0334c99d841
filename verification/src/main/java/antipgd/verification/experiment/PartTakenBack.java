// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.statistics.Moments;
import java.io.Serializable;

/**
 * Chains on the widening valley that take a part of the last noise back, in the setting of Theorem
 * 3.1: from {@code (u_0, 0)} with {@code |u_0|^2 = D} and {@code eta = alpha / (2 D)}; read when
 * they have come to rest.
 *
 * @param lambda the part, from 0, which is PGD, to 1, which is Anti-PGD
 * @param law law of the noise
 * @param alpha {@code 2 eta D}
 * @param d dimension of u
 * @param sigma2 sigma^2 / D
 * @param steps steps of each chain
 */
public record PartTakenBack(double lambda, Law law, double alpha, int d, double sigma2, long steps)
    implements Serializable {

  /** Squared norm of the start. */
  public static final double D = ValleyCase.D;

  /** Part of the steps, at the end, in which chains are read. */
  private static final int READ = 4;

  /** How often each of them is read: a value a chain, which varies less than a single reading. */
  private static final int READINGS = 64;

  /**
   * The theory of it, whose {@code x = eta |u|^2} is {@code alpha / 2} at the start.
   *
   * @return where it says that chains come to rest
   */
  public RestingPlace theory() {
    return new RestingPlace(lambda, d);
  }

  /**
   * Runs the chains.
   *
   * @param kernel does the steps
   * @param workers the threads that share the chains
   * @param noise noise of this law
   * @param chains number of chains
   * @return where they are in the last quarter of the steps
   */
  public Result run(StepKernel kernel, Workers workers, NoiseStream noise, int chains) {
    WideningValley valley = new WideningValley(d);
    Recipe recipe =
        Recipe.constant(Rule.ANTI_PGD, alpha / (2 * D), Math.sqrt(sigma2 * D), noise)
            .takingBack(lambda);
    Ensemble ensemble = new Ensemble(kernel, workers, valley, recipe, valley.minimum(D), chains);
    ensemble.run(steps - steps / READ);
    double[] weights = new double[chains];
    double[] clean = new double[chains];
    for (int i = 1; i <= READINGS; i++) {
      ensemble.run(steps - steps / READ * (READINGS - i) / READINGS - ensemble.steps());
      for (int c = 0; c < chains; c++) {
        weights[c] += ValleyReading.weights(ensemble, c, d).norm2() / D / READINGS;
        clean[c] += ValleyReading.clean(ensemble, c, d).norm2() / D / READINGS;
      }
    }
    return new Result(weights, clean);
  }

  /**
   * {@code |u|^2 / D} of each chain, averaged over the last quarter of its steps; not a number
   * where the chain has blown up.
   *
   * @param weights at the weights w
   * @param clean at the clean iterate z
   */
  public record Result(double[] weights, double[] clean) {

    /**
     * A sample of the chains that are finite.
     *
     * @param values {@link #weights} or {@link #clean}
     * @return one value a chain
     */
    public static Moments finite(double... values) {
      Moments moments = new Moments();
      for (double value : values) {
        if (Double.isFinite(value)) {
          moments.add(value);
        }
      }
      return moments;
    }
  }
}
