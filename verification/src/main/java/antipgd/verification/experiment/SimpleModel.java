// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.verification.landscape.QuadraticModel;
import java.util.Arrays;

/**
 * Small problems on the follow-up's simple models, with many ways to interpolate the data, of which
 * the flattest is known in closed form: what a norm is for, once each.
 *
 * <p>Of groups the least trace is {@code (2/n) min sqrt(K) |p| + s |q|_1} over {@code p + q = y}: p
 * is what a group of K = {@value #K} features makes, with an identity for data, and q what K single
 * features make, with s times the identity, s = 1.5. By duality that is {@code (2/n) max <h, y>}
 * over {@code |h| <= sqrt(K), |h_i| <= s}. With {@code h = (1, ..., 1)} the group alone makes a y
 * of ones: its features are needed together. For the first unit vector {@code h} is s in its place,
 * and a single feature makes it, which the group could as well.
 */
public enum SimpleModel {
  /**
   * l1, {@code theta = w o w}: K features that make one target each, and one that makes them all, s
   * = 0.5 of each. Of {@code sum_j theta_j + K s^2 theta_0} over {@code theta_j + s theta_0 = 1}
   * every unit of theta_0 saves {@code K s (1 - s)}; so the one feature is left, with {@code (4/n)
   * K s = 4 s}.
   */
  L1(4 * 0.5) {
    @Override
    QuadraticModel landscape() {
      return QuadraticModel.squares(beside(1, (row, column) -> 1, 0.5f), ones());
    }
  },
  /** Group l1, where a group is needed: {@code (2/n) <(1, ..., 1), y> = 2}. */
  GROUP(2) {
    @Override
    QuadraticModel landscape() {
      return groups(ones());
    }
  },
  /** Group l1, where one feature is enough: {@code (2/n) s}. */
  SINGLE(2 * 1.5 / 4) {
    @Override
    QuadraticModel landscape() {
      return groups(new float[] {1, 0, 0, 0});
    }
  },
  /**
   * The nuclear norm: a matrix of three rows and columns of which the first row, {@code (1, b)},
   * and the first column, {@code (1, c)}, are known. In {@code R^(1/2) M C^(1/2)} bases of rows and
   * columns after the first can be turned so that b and c have one entry, and what the others hold
   * only adds to the norm: left is the matrix {@code (3, sqrt3 |b|; sqrt3 |c|, t)}. The square of
   * its nuclear norm is the sum of squares and {@code 2 |3 t - 3 |b| |c||}, which is least at
   * {@code t = |b| |c|}, if that is at most 3: there M has rank one and the trace is {@code (2/n)
   * sqrt((3 + |b|^2) (3 + |c|^2))}. Here b = (1, 0.5), c = (1, -0.5).
   */
  NUCLEAR(2 / 5.0 * (3 + 1.25)) {
    @Override
    QuadraticModel landscape() {
      float unknown = Float.NaN;
      return QuadraticModel.factors(
          new float[][] {{1, 1, 0.5f}, {1, unknown, unknown}, {-0.5f, unknown, unknown}}, 3);
    }
  };

  private static final int K = 4;

  /** An entry of a matrix. */
  private interface Entry {
    float at(int row, int column);
  }

  private final double leastTrace;

  SimpleModel(double leastTrace) {
    this.leastTrace = leastTrace;
  }

  abstract QuadraticModel landscape();

  /**
   * The least Hessian trace of all points that interpolate the data.
   *
   * @return the trace, in closed form
   */
  public double leastTrace() {
    return leastTrace;
  }

  /**
   * The problem from a normal start.
   *
   * @param data a Gaussian stream
   * @param init standard deviation of the start
   * @return the problem
   */
  public Start from(NoiseStream data, double init) {
    QuadraticModel landscape = landscape();
    return new Start(landscape, Draws.vector(data, 0, landscape.dimension(), init));
  }

  /**
   * A model and where it starts.
   *
   * @param landscape the training loss
   * @param start the start
   */
  public record Start(QuadraticModel landscape, float[] start) implements Problem {

    /** {@inheritDoc} There is no other data. */
    @Override
    public PointMetrics read(float[] w) {
      return new PointMetrics(landscape.loss(w), Double.NaN, landscape.hessianTrace(w), Double.NaN);
    }
  }

  private static QuadraticModel groups(float[] y) {
    int[] sizes = new int[1 + K];
    Arrays.fill(sizes, 1);
    sizes[0] = K;
    return QuadraticModel.groups(beside(K, SimpleModel::identity, 1.5f), sizes, y);
  }

  /** The identity, and beside it a matrix times a scale. */
  private static float[][] beside(int columns, Entry matrix, float scale) {
    float[][] x = new float[K][K + columns];
    for (int i = 0; i < K; i++) {
      for (int j = 0; j < K + columns; j++) {
        x[i][j] = j < K ? identity(i, j) : scale * matrix.at(i, j - K);
      }
    }
    return x;
  }

  private static float identity(int row, int column) {
    return row == column ? 1 : 0;
  }

  private static float[] ones() {
    float[] y = new float[K];
    Arrays.fill(y, 1);
    return y;
  }
}
