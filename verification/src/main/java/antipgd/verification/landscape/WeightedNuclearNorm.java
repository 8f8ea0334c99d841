// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.MathArrays;

/**
 * The semidefinite programme {@code min <W, X>} over positive semidefinite X with {@code <S_i, X> =
 * y_i}, solved by the barrier method on its dual, {@code max <y, lambda>} over lambda with {@code Z
 * = W - sum_i lambda_i S_i} positive semidefinite.
 *
 * <p>For every feasible X and lambda {@code <W, X> - <y, lambda> = <Z, X> >= 0}: so each lambda on
 * the way bounds the least value from below. Newton's method minimizes {@code -<y, lambda> / mu -
 * log det Z}, of gradient {@code g_i = <S_i, Z^-1> - y_i / mu} and Hessian {@code H_ij = <S_i, Z^-1
 * S_j Z^-1>}. Its step p, with {@code P = sum_i p_i S_i}, makes {@code X = mu (Z^-1 + Z^-1 P Z^-1)}
 * meet all measurements, and if its length {@code sqrt(p^T H p)} is below 1, X is positive
 * definite: so {@code <W, X>} bounds the least value from above, and the gap is {@code <Z, X> = mu
 * (size + <P, Z^-1>)}. Then mu shrinks. (The dual scaling method of Benson, Ye and Zhang, SIAM
 * Journal on Optimization 10, 2000.)
 */
final class WeightedNuclearNorm {

  private static final double RELATIVE_GAP = 1e-5;
  private static final double SHRINK = 0.2;
  private static final int MOST_STEPS = 500;
  private static final double SYMMETRIC = 1e-9;

  /** Steps are shortened until they are as short as this, and mu shrinks then. */
  private static final double CENTRED = 0.25;

  private final RealMatrix[] s;
  private final double[] y;
  private final RealMatrix w;

  /**
   * A programme.
   *
   * @param s n symmetric matrices, linearly independent. Not modified.
   * @param y n numbers. Not modified.
   * @param w a positive definite matrix. Not modified.
   */
  WeightedNuclearNorm(double[][][] s, double[] y, double[][] w) {
    this.s = Arrays.stream(s).map(Array2DRowRealMatrix::new).toArray(RealMatrix[]::new);
    this.y = y;
    this.w = new Array2DRowRealMatrix(w);
  }

  /**
   * Solves it, until the ends of the bracket are within 1e-5 of each other, or as far as rounding
   * lets it.
   *
   * @return what encloses the least value; the upper end is infinite if no positive definite X
   *     meets the measurements
   */
  Bracket least() {
    double[] lambda = new double[y.length];
    double mu = Math.max(new ArrayRealVector(y).getNorm(), Double.MIN_NORMAL);
    Bracket least = new Bracket(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    try {
      for (int n = 0; n < MOST_STEPS && !isTight(least); n++) {
        RealMatrix inverse = inverse(lambda);
        RealVector gradient = gradient(inverse, mu);
        double value = MathArrays.linearCombination(y, lambda);
        least = new Bracket(Math.max(least.lower(), value), least.upper());
        RealVector step = cholesky(hessian(inverse)).getSolver().solve(gradient.mapMultiply(-1));
        double length = Math.sqrt(Math.max(0, -step.dotProduct(gradient)));
        if (length < 1) {
          double gap = mu * (w.getRowDimension() + trace(combination(step.toArray()), inverse));
          least = new Bracket(least.lower(), Math.min(least.upper(), value + gap));
        }
        boolean centred = length <= CENTRED;
        for (int i = 0; i < lambda.length; i++) {
          lambda[i] += step.getEntry(i) / (centred ? 1 : 1 + length);
        }
        mu *= centred ? SHRINK : 1;
      }
    } catch (NonPositiveDefiniteMatrixException e) {
      // Rounding has the last word; what was proven before holds.
      return least;
    }
    return least;
  }

  private static boolean isTight(Bracket least) {
    double gap = least.upper() - least.lower();
    return Double.isFinite(gap) && gap <= RELATIVE_GAP * Math.abs(least.upper());
  }

  /** {@code sum_i lambda_i S_i}. */
  private RealMatrix combination(double[] lambda) {
    RealMatrix sum = w.scalarMultiply(0);
    for (int i = 0; i < s.length; i++) {
      sum = sum.add(s[i].scalarMultiply(lambda[i]));
    }
    return sum;
  }

  /** {@code Z^-1}. That Z has a Cholesky decomposition is the proof that lambda is feasible. */
  private RealMatrix inverse(double[] lambda) {
    return cholesky(w.subtract(combination(lambda))).getSolver().getInverse();
  }

  /** Of however small a matrix, symmetric up to rounding. */
  private static CholeskyDecomposition cholesky(RealMatrix a) {
    return new CholeskyDecomposition(a, SYMMETRIC, 0);
  }

  private RealVector gradient(RealMatrix inverse, double mu) {
    RealVector gradient = new ArrayRealVector(y.length);
    for (int i = 0; i < y.length; i++) {
      gradient.setEntry(i, trace(s[i], inverse) - y[i] / mu);
    }
    return gradient;
  }

  private RealMatrix hessian(RealMatrix inverse) {
    RealMatrix hessian = new Array2DRowRealMatrix(s.length, s.length);
    for (int j = 0; j < s.length; j++) {
      RealMatrix between = inverse.multiply(s[j]).multiply(inverse);
      for (int i = j; i < s.length; i++) {
        double entry = trace(s[i], between);
        hessian.setEntry(i, j, entry);
        hessian.setEntry(j, i, entry);
      }
    }
    return hessian;
  }

  /** {@code <A, B> = Tr A B} of symmetric matrices. */
  private static double trace(RealMatrix a, RealMatrix b) {
    double sum = 0;
    for (int row = 0; row < a.getRowDimension(); row++) {
      for (int column = 0; column < a.getColumnDimension(); column++) {
        sum += a.getEntry(row, column) * b.getEntry(row, column);
      }
    }
    return sum;
  }
}
