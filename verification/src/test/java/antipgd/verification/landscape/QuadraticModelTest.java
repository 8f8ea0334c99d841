// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * The simple models by hand, and where they interpolate their traces against the norms. {@link
 * RegularizedLossTest} holds them to differences of the loss.
 */
class QuadraticModelTest {

  private static final float[][] X = {{1, 2, -1}, {3, -1, 0.5f}};

  static QuadraticModel squares() {
    return QuadraticModel.squares(X, new float[] {4, 1});
  }

  static QuadraticModel groups() {
    return QuadraticModel.groups(X, new int[] {2, 1}, new float[] {4, 1});
  }

  static QuadraticModel factors() {
    return QuadraticModel.factors(new float[][] {{1, 2, Float.NaN}, {Float.NaN, 3, 5}}, 2);
  }

  /** Twice the regression's loss, and so of all that comes of it. */
  @Test
  void squaresAreTheRegression() {
    float[] w = {2, -1, 0.5f};
    QuadraticRegression regression = new QuadraticRegression(X, new float[] {4, 1});
    QuadraticModel squares = squares();
    assertThat(squares.loss(w)).isCloseTo(2 * regression.loss(w), within(1e-12));
    assertThat(squares.hessianTrace(w)).isCloseTo(2 * regression.hessianTrace(w), within(1e-12));
    float[] g = new float[3];
    float[] of = new float[3];
    squares.gradient(w, g);
    regression.gradient(w, of);
    for (int j = 0; j < 3; j++) {
      assertThat(g[j]).isCloseTo(2 * of[j], within(1e-5f));
    }
  }

  /** {@code theta = (2 (1, 3), -1 (2)), f = (16, -1)}. */
  @Test
  void groupsByHand() {
    float[] w = {2, 1, 3, -1, 2};
    QuadraticModel model = QuadraticModel.groups(X, new int[] {2, 1}, new float[] {16, -2});
    double trace = 4 * (1 + 4 + 9 + 1) + 49 + 0 + 1 * (1 + 0.25) + 4 * (1 + 0.25);
    assertThat(model.dimension()).isEqualTo(5);
    assertThat(model.loss(w)).isEqualTo(1 / 4.0);
    QuadraticModel interpolated = QuadraticModel.groups(X, new int[] {2, 1}, new float[] {16, -1});
    assertThat(interpolated.loss(w)).isZero();
    assertThat(interpolated.hessianTrace(w)).isCloseTo(trace / 2, within(1e-12));
  }

  /** {@code |U_1|^2} counts twice, for the two entries of its row, and so on. */
  @Test
  void factorsByHand() {
    float[] w = {1, 0, 0, 1, 1, 7, 2, 3, 7, 5};
    QuadraticModel model = factors();
    assertThat(model.loss(w)).isZero();
    double trace = 2 * 1 + 2 * 1 + 50 + 2 * 13 + 74;
    assertThat(model.hessianTrace(w)).isCloseTo(trace / 4, within(1e-12));
  }

  @Test
  void refusesBadArguments() {
    refuses(
        () -> QuadraticModel.squares(X, new float[1]),
        "y.length = 1: must be 2, the number of examples");
    refuses(
        () -> QuadraticModel.groups(X, new int[] {2, 2}, new float[2]),
        "sizes make up 4 features: must be 3");
    refuses(() -> QuadraticModel.factors(new float[][] {{1}}, 0), "rank = 0: must be at least 1");
    refuses(
        () -> QuadraticModel.factors(new float[][] {{Float.NaN}}, 1),
        "matrix has no known entry: must have at least one");
  }

  private static void refuses(ThrowingCallable what, String message) {
    assertThatThrownBy(what).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
