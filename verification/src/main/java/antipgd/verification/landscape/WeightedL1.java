// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.PivotSelectionRule;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.util.MathArrays;

/**
 * The linear programme {@code min <weights, theta>} over {@code theta >= 0} with {@code X theta =
 * y}, and its dual {@code max <y, lambda>} over {@code X^T lambda <= weights}, each solved by the
 * simplex method.
 *
 * <p>For every feasible theta and lambda {@code <y, lambda> = <theta, X^T lambda> <= <weights,
 * theta>}, so the two values enclose the least one. Lambda is scaled down until it is feasible to
 * the last bit.
 *
 * <p>Where few theta are feasible, the rounding of y alone may leave none. So equations may be
 * missed at a high price for each unit, which in the dual is a bound of {@code |lambda_i|}: any
 * theta that meets them has the same lower bound, and the upper one is given only if none is missed
 * by more than rounding.
 */
final class WeightedL1 {

  private static final double FEASIBLE = 1e-7;

  /** Relative to y. */
  private static final double ROUNDING = 1e-6;

  /** Of missing an equation, in units of the largest weight over the largest entry of X. */
  private static final double PRICE = 1000;

  private final double[][] x;
  private final double[] y;
  private final double[] weights;
  private final double price;

  /**
   * A programme.
   *
   * @param x n rows of d numbers, not all of them 0. Not modified.
   * @param y n numbers. Not modified.
   * @param weights d numbers above 0. Not modified.
   */
  WeightedL1(double[][] x, double[] y, double[] weights) {
    this.x = x;
    this.y = y;
    this.weights = weights;
    double largest = Arrays.stream(x).mapToDouble(WeightedL1::largest).max().orElseThrow();
    price = PRICE * largest(weights) / largest;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  /**
   * Solves both programmes.
   *
   * @return what encloses the least value; the upper end is infinite if no theta is feasible
   */
  Bracket least() {
    double[] point = minimizer();
    double upper = 0;
    double missed = 0;
    for (int j = 0; j < point.length; j++) {
      if (j < weights.length) {
        upper += weights[j] * Math.max(0, point[j]);
      } else {
        missed = Math.max(missed, point[j]);
      }
    }
    boolean meets = missed <= ROUNDING * largest(y);
    return new Bracket(
        MathArrays.linearCombination(y, multipliers()), meets ? upper : Double.POSITIVE_INFINITY);
  }

  /** Theta, and by how much each equation is missed to one side and to the other. */
  private double[] minimizer() {
    int d = weights.length;
    int n = y.length;
    double[] prices = Arrays.copyOf(weights, d + 2 * n);
    Arrays.fill(prices, d, prices.length, price);
    List<LinearConstraint> meets = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] row = Arrays.copyOf(x[i], d + 2 * n);
      row[d + i] = 1;
      row[d + n + i] = -1;
      meets.add(new LinearConstraint(row, Relationship.EQ, y[i]));
    }
    return solve(prices, meets, GoalType.MINIMIZE, true);
  }

  private double[] multipliers() {
    List<LinearConstraint> bounds = new ArrayList<>();
    for (int j = 0; j < weights.length; j++) {
      bounds.add(new LinearConstraint(column(j), Relationship.LEQ, weights[j]));
    }
    for (int i = 0; i < y.length; i++) {
      double[] unit = new double[y.length];
      unit[i] = 1;
      bounds.add(new LinearConstraint(unit, Relationship.LEQ, price));
      bounds.add(new LinearConstraint(unit, Relationship.GEQ, -price));
    }
    double[] lambda = solve(y, bounds, GoalType.MAXIMIZE, false);
    double scale = 1;
    for (int j = 0; j < weights.length; j++) {
      double share = MathArrays.linearCombination(column(j), lambda) / weights[j];
      scale = Math.min(scale, share > 1 ? 1 / share : 1);
    }
    double factor = scale;
    return Arrays.stream(lambda).map(each -> factor * each).toArray();
  }

  private double[] column(int j) {
    return IntStream.range(0, y.length).mapToDouble(i -> x[i][j]).toArray();
  }

  /** By Bland's rule, since sparse solutions are degenerate and others may go in circles there. */
  private static double[] solve(
      double[] objective, List<LinearConstraint> constraints, GoalType goal, boolean nonNegative) {
    return new SimplexSolver(FEASIBLE)
        .optimize(
            new LinearObjectiveFunction(objective, 0),
            new LinearConstraintSet(constraints),
            goal,
            new NonNegativeConstraint(nonNegative),
            PivotSelectionRule.BLAND)
        .getPoint();
  }
}
