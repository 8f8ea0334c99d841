// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.verification.landscape.Landscape;
import antipgd.verification.landscape.MatrixSensing;
import antipgd.verification.landscape.QuadraticRegression;
import antipgd.verification.landscape.RegularizedLoss;
import antipgd.verification.landscape.WideNetwork;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;
import java.util.SplittableRandom;

/**
 * For losses of degree four the regularization is exact: the mean over all sign patterns, no chance
 * involved.
 *
 * <p>Expand {@code L} at z to fourth order. Of {@code E grad L(z + sigma xi)} the odd orders vanish
 * by symmetry. The second is {@code (sigma^2 / 2) sum_ij E[xi_i xi_j] d_i d_j grad L = (sigma^2 /
 * 2) grad Tr Hess L}, as {@code E xi xi^T = I}; and grad L, of degree three, has no fourth.
 */
public final class QuarticExactness implements Claim {

  private static final double ETA = 0.25;
  private static final double SIGMA = 0.5;
  private static final int MOST = 10;
  private static final float[] Y = {0.5f, -0.25f, 1};

  /** A gradient of size below 8 in float32, times eta, and a few roundings of weights below 4. */
  private static final double ROUNDING = 16 * 0x1p-23;

  private final ExactCheck valley =
      new ExactCheck(
          "valley", "max_i |mean z' - (z - eta grad Ltilde(z))|, d = 1 .. 9", ROUNDING, MOST - 1);
  private final ExactCheck projections =
      new ExactCheck(
          "squared-projections",
          "max_i |mean z' - (z - eta grad Ltilde(z))|, dimension 1 .. 10",
          ROUNDING,
          MOST);
  private final ExactCheck regression =
      new ExactCheck(
          "regression",
          "max_i |mean z' - (z - eta grad Ltilde(z))|, quadratic regression, d = 1 .. 10, n = 3",
          ROUNDING,
          MOST);
  private final ExactCheck sensing =
      new ExactCheck(
          "sensing",
          "max_i |mean z' - (z - eta grad Ltilde(z))|, matrix sensing, 1 x 1 .. 3 x 3, n = 3",
          ROUNDING,
          3);

  private final ExactCheck oneLayer =
      new ExactCheck(
          "one-layer",
          "max_i |mean z' - (z - eta grad (L + (sigma^2/2) |b|^2))|, L = (<a, b> - y)^2 / 2, noise on"
              + " a alone, m = 1 .. 10",
          ROUNDING,
          MOST);

  /** Creates the claim. */
  public QuarticExactness() {}

  @Override
  public String name() {
    return "quartic-exactness";
  }

  @Override
  public String place() {
    return "section 2, eqs. 5 and 6 (stronger than the paper)";
  }

  @Override
  public String statement() {
    return "On losses of degree four eq. 5 holds without its remainder: the mean of Anti-PGD's step"
        + " over all 2^dim sign patterns is a gradient step on L + (sigma^2/2) Tr Hess L, to float32"
        + " rounding; on the valley, on sum (<a, w>^2 - b)^2 / 4, on quadratically parametrized"
        + " regression and on matrix sensing. Noise on one layer of a two-layer linear network"
        + " regularizes by exactly (sigma^2/2) times that layer's Hessian trace.";
  }

  @Override
  public List<Check> checks() {
    return List.of(valley, projections, regression, sensing, oneLayer);
  }

  @Override
  public void test(Trial trial) {
    double worst = 0;
    for (int d = 1; d < MOST; d++) {
      ValleyPoint point = new ValleyPoint(d, 0.5, 0.75);
      worst = Math.max(worst, error(trial, point.valley(), point.start()));
    }
    trial.report(valley.judge(worst, MOST - 1));

    worst = 0;
    for (int dimension = 1; dimension <= MOST; dimension++) {
      worst = Math.max(worst, error(trial, random(dimension), point(dimension)));
    }
    trial.report(projections.judge(worst, MOST));

    worst = 0;
    for (int dimension = 1; dimension <= MOST; dimension++) {
      worst =
          Math.max(
              worst,
              error(trial, new QuadraticRegression(matrices(dimension), Y), point(dimension)));
    }
    trial.report(regression.judge(worst, MOST));

    worst = 0;
    for (int size = 1; size <= 3; size++) {
      worst =
          Math.max(
              worst, error(trial, new MatrixSensing(matrices(size * size), Y), point(size * size)));
    }
    trial.report(sensing.judge(worst, 3));

    worst = 0;
    for (int m = 1; m <= MOST; m++) {
      worst = Math.max(worst, oneLayerError(trial, m));
    }
    trial.report(oneLayer.judge(worst, MOST));
  }

  /** The trace of the noisy layer's Hessian is the other layer's squared norm. */
  private static double oneLayerError(Trial trial, int m) {
    WideNetwork network = WideNetwork.linear(m, 2, 0.25f);
    float[] z = point(2 * m);
    float[] g = new float[2 * m];
    network.gradient(z, g);
    double[] expected = new double[2 * m];
    for (int i = 0; i < 2 * m; i++) {
      expected[i] = g[i] + (i < m ? 0 : SIGMA * SIGMA * z[i]);
    }
    return error(trial, network, z, m, expected);
  }

  private static float[] point(int dimension) {
    float[] z = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      z[j] = 0.5f - 0.125f * j;
    }
    return z;
  }

  private static float[][] matrices(int columns) {
    SplittableRandom random = new SplittableRandom(columns);
    float[][] rows = new float[Y.length][columns];
    for (float[] row : rows) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) (random.nextGaussian() / Math.sqrt(columns));
      }
    }
    return rows;
  }

  /** With noise on all coordinates. */
  private static double error(Trial trial, RegularizedLoss landscape, float[] z) {
    double[] expected = new double[z.length];
    landscape.regularizedGradient(RegularizedLoss.toDouble(z), SIGMA * SIGMA / 2, expected);
    return error(trial, landscape, z, z.length, expected);
  }

  private static SquaredProjections random(int dimension) {
    SplittableRandom random = new SplittableRandom(dimension);
    double[][] a = new double[3][dimension];
    double[] b = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      for (int j = 0; j < dimension; j++) {
        a[k][j] = random.nextGaussian() / Math.sqrt(dimension);
      }
      b[k] = random.nextDouble();
    }
    return new SquaredProjections(a, b);
  }

  /**
   * Largest error of the mean step over all signs of noise on the first coordinates.
   *
   * @param noisy number of coordinates with noise
   * @param expected gradient of the regularized loss
   */
  private static double error(
      Trial trial, Landscape landscape, float[] z, int noisy, double[] expected) {
    int dimension = z.length;
    int patterns = 1 << noisy;
    double[] mean = new double[dimension];
    float[] w = new float[dimension];
    float[] g = new float[dimension];
    float[] xi = new float[dimension];
    float[] xiNew = new float[dimension];
    Slice at = Slice.of(w, g);
    Noise noise = Noise.supplied(xi, xiNew);
    for (int pattern = 0; pattern < patterns; pattern++) {
      for (int j = 0; j < noisy; j++) {
        xi[j] = (pattern >>> j & 1) == 0 ? 1 : -1;
        xiNew[j] = (pattern >>> j & 1) == (j & 1) ? 1 : -1;
      }
      for (int j = 0; j < dimension; j++) {
        w[j] = z[j] + (float) SIGMA * xi[j];
      }
      landscape.gradient(w, g);
      trial.kernel().antiPgd(at, noise, 0, (float) ETA, (float) SIGMA);
      for (int j = 0; j < dimension; j++) {
        mean[j] += (w[j] - SIGMA * xi[j]) / patterns;
      }
    }
    double largest = 0;
    for (int j = 0; j < dimension; j++) {
      largest = Math.max(largest, Math.abs(mean[j] - (z[j] - ETA * expected[j])));
    }
    return largest;
  }
}
