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
import org.apache.commons.math3.optim.linear.NoFeasibleSolutionException;
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
 */
final class WeightedL1 {

  private static final double FEASIBLE = 1e-7;

  private final double[][] x;
  private final double[] y;
  private final double[] weights;

  /**
   * A programme.
   *
   * @param x n rows of d numbers. Not modified.
   * @param y n numbers. Not modified.
   * @param weights d numbers above 0. Not modified.
   */
  WeightedL1(double[][] x, double[] y, double[] weights) {
    this.x = x;
    this.y = y;
    this.weights = weights;
  }

  /**
   * Solves both programmes.
   *
   * @return what encloses the least value
   * @throws IllegalArgumentException if no theta is feasible
   */
  Bracket least() {
    double[] theta = minimizer();
    double upper = 0;
    for (int j = 0; j < theta.length; j++) {
      upper += weights[j] * Math.max(0, theta[j]);
    }
    return new Bracket(MathArrays.linearCombination(y, multipliers()), upper);
  }

  private double[] minimizer() {
    List<LinearConstraint> meets = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      meets.add(new LinearConstraint(x[i], Relationship.EQ, y[i]));
    }
    try {
      return solve(weights, meets, GoalType.MINIMIZE, true);
    } catch (NoFeasibleSolutionException e) {
      throw new IllegalArgumentException(
          "y: no theta >= 0 has X theta = y: must be a combination of the columns of X", e);
    }
  }

  private double[] multipliers() {
    List<LinearConstraint> bounds = new ArrayList<>();
    for (int j = 0; j < weights.length; j++) {
      bounds.add(new LinearConstraint(column(j), Relationship.LEQ, weights[j]));
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
