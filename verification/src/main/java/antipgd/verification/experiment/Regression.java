// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.verification.landscape.Bracket;
import antipgd.verification.landscape.QuadraticRegression;

/**
 * The paper's regression (section 4): data X standard normal, {@code y = X theta} without label
 * noise, theta 1 in its first coordinates and 0 in the others (X and the start are exchangeable, so
 * which are 1 does not matter), start {@code w_0} normal.
 *
 * <p>Test loss: the expected loss of one fresh example, {@code E (<x, w o w> - <x, theta>)^2 / 4 =
 * |w o w - theta|^2 / 4}, in closed form.
 *
 * @param landscape the training loss
 * @param start the start
 * @param sparsity number of coordinates in which theta is 1
 */
public record Regression(QuadraticRegression landscape, float[] start, int sparsity)
    implements LearningProblem, RegularizedProblem {

  /** The paper's number of weights. */
  public static final int D = 100;

  /** The paper's number of examples. */
  public static final int EXAMPLES = 40;

  /** The paper's number of non-zeros in the truth. */
  public static final int SPARSITY = 5;

  /** The paper's step size. */
  public static final double ETA = 0.01;

  /** The paper's noise scale. */
  public static final double SIGMA = 0.05;

  /**
   * Draws a problem.
   *
   * @param data a Gaussian stream
   * @param d number of weights
   * @param examples number of examples
   * @param sparsity number of non-zeros of the truth, at most d
   * @param init standard deviation of the start
   * @return the problem
   */
  public static Regression draw(NoiseStream data, int d, int examples, int sparsity, double init) {
    float[][] x = Draws.matrix(data, 0, examples, d);
    float[] y = new float[examples];
    for (int i = 0; i < examples; i++) {
      double sum = 0;
      for (int j = 0; j < sparsity; j++) {
        sum += x[i][j];
      }
      y[i] = (float) sum;
    }
    return new Regression(new QuadraticRegression(x, y), Draws.vector(data, 1, d, init), sparsity);
  }

  @Override
  public Bracket leastTrace() {
    return landscape.leastTrace();
  }

  @Override
  public PointMetrics read(float[] w) {
    double squares = 0;
    for (int j = 0; j < w.length; j++) {
      double error = (double) w[j] * w[j] - (j < sparsity ? 1 : 0);
      squares += error * error;
    }
    return new PointMetrics(landscape.loss(w), squares / 4, landscape.hessianTrace(w), Double.NaN);
  }
}
