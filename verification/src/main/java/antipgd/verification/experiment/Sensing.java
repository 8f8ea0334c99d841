// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.verification.landscape.Bracket;
import antipgd.verification.landscape.MatrixSensing;

/**
 * The paper's matrix sensing (section 4): sensing matrices {@code A_i} standard normal, {@code y_i
 * = <A_i, T T^T>} with the truth T of few columns standard normal, start {@code U_0} normal.
 *
 * <p>Test loss: the expected loss of one fresh matrix, {@code E <A, U U^T - T T^T>^2 / 4 = |U U^T -
 * T T^T|^2 / 4}, in closed form.
 *
 * @param landscape the training loss
 * @param start the start
 * @param truth {@code T T^T}, row by row
 */
public record Sensing(MatrixSensing landscape, float[] start, double[] truth)
    implements LearningProblem, RegularizedProblem {

  /** The paper's number of rows of U. */
  public static final int SIZE = 20;

  /** The paper's rank of the truth. */
  public static final int RANK = 2;

  /** The paper's number of sensing matrices. */
  public static final int EXAMPLES = 100;

  /** The paper's step size. */
  public static final double ETA = 0.001;

  /** The paper's noise scale. */
  public static final double SIGMA = 0.1;

  /**
   * Draws a problem.
   *
   * @param data a Gaussian stream
   * @param size number of rows of U
   * @param rank rank of the truth, at most {@code size}
   * @param examples number of sensing matrices
   * @param init standard deviation of the start
   * @return the problem
   */
  public static Sensing draw(NoiseStream data, int size, int rank, int examples, double init) {
    float[][] a = Draws.matrix(data, 0, examples, size * size);
    double[] truth = square(Draws.vector(data, 2, size * rank, 1), size);
    float[] y = new float[examples];
    for (int i = 0; i < examples; i++) {
      double sum = 0;
      for (int j = 0; j < truth.length; j++) {
        sum += a[i][j] * truth[j];
      }
      y[i] = (float) sum;
    }
    return new Sensing(new MatrixSensing(a, y), Draws.vector(data, 1, size * size, init), truth);
  }

  /** {@code M M^T} of a matrix row by row. */
  private static double[] square(float[] m, int rows) {
    int columns = m.length / rows;
    double[] square = new double[rows * rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        for (int k = 0; k < columns; k++) {
          square[i * rows + j] += (double) m[i * columns + k] * m[j * columns + k];
        }
      }
    }
    return square;
  }

  @Override
  public Bracket leastTrace() {
    return landscape.leastTrace();
  }

  @Override
  public PointMetrics read(float[] w) {
    double[] square = square(w, (int) Math.round(Math.sqrt(truth.length)));
    double squares = 0;
    for (int i = 0; i < truth.length; i++) {
      squares += (square[i] - truth[i]) * (square[i] - truth[i]);
    }
    return new PointMetrics(landscape.loss(w), squares / 4, landscape.hessianTrace(w), Double.NaN);
  }
}
