// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernels;
import antipgd.training.Recipe;
import antipgd.verification.landscape.Landscape;
import antipgd.verification.landscape.WideNetwork;
import org.junit.jupiter.api.Test;

/** SAM and the trace penalty by hand, on {@code L(a, b) = (a b - 1)^2 / 2}. */
class StepGradientsTest {

  private static final NoiseStream STREAM = new NoiseStream(5, 6, Law.RADEMACHER);
  private static final Landscape PRODUCT = WideNetwork.linear(1, 2, 1);
  private static final float[] W = {2, 1};

  private static float[] gradient(StepGradient gradient, long n, float... w) {
    float[] g = new float[2];
    gradient.at(n, w, g);
    return g;
  }

  /** The gradient (1, 2) leads to (3, 3) at distance sqrt 5, where a b - 1 = 8. */
  @Test
  void samTakesTheGradientAtTheWorstPointOfItsBall() {
    StepGradient sam = new SharpnessAware(PRODUCT, Math.sqrt(5));
    assertThat(gradient(sam, 0, W)).containsExactly(24, 24);
    assertThat(gradient(sam, 7, W)).containsExactly(24, 24);
    assertThat(gradient(new SharpnessAware(PRODUCT, 0), 0, W)).containsExactly(1, 2);
    // No direction is worst where the gradient is 0.
    assertThat(gradient(sam, 0, 2, 0.5f)).containsExactly(0, 0);
  }

  /**
   * The Hessian is {@code (b^2, 2 a b - 1; 2 a b - 1, a^2)}, so {@code v^T H v = a^2 + b^2 + 2 v_1
   * v_2 (2 a b - 1)}, with the slopes {@code 2 a + 4 v_1 v_2 b} and {@code 2 b + 4 v_1 v_2 a}.
   */
  @Test
  void thePenaltyIsTheGradientOfItsProbe() {
    double mu = 0.25;
    TracePenalty penalty = new TracePenalty(PRODUCT, mu, 0.5f, STREAM);
    int alike = 0;
    int steps = 4096;
    for (int n = 0; n < steps; n++) {
      float[] g = gradient(penalty, n, W);
      int product = penalty.sign(0) * penalty.sign(1);
      alike += product > 0 ? 1 : 0;
      assertThat(g)
          .containsExactly(
              new float[] {
                (float) (1 + mu * (2 * 2 + 4 * product * 1)),
                (float) (2 + mu * (2 * 1 + 4 * product * 2))
              },
              within(1e-5f));
    }
    // So the mean over probes is that of mu (a^2 + b^2), the trace.
    assertThat(alike).isCloseTo(steps / 2, within(6 * 32));
  }

  @Test
  void probesAreFunctionsOfTheStep() {
    TracePenalty inOrder = new TracePenalty(PRODUCT, 1, TracePenalty.STEP, STREAM);
    for (int n = 0; n < 20; n++) {
      TracePenalty atOnce = new TracePenalty(PRODUCT, 1, TracePenalty.STEP, STREAM);
      assertThat(gradient(inOrder, n, W)).isEqualTo(gradient(atOnce, n, W));
    }
  }

  /** The quartic valley of a wider network, whose probes take several words. */
  @Test
  void theMeanPenaltyIsTheSlopeOfTheTrace() {
    int m = 40;
    Landscape wide = WideNetwork.linear(m, 2, 1);
    float[] w = new float[2 * m];
    for (int j = 0; j < w.length; j++) {
      w[j] = STREAM.at(3, j) * (1 + j) / 100f;
    }
    double[] mean = new double[w.length];
    double[] squares = new double[w.length];
    float[] g = new float[w.length];
    float[] plain = new float[w.length];
    wide.gradient(w, plain);
    TracePenalty penalty = new TracePenalty(wide, 1, 0.25f, STREAM);
    int steps = 4000;
    for (int n = 0; n < steps; n++) {
      penalty.at(n, w, g);
      for (int j = 0; j < w.length; j++) {
        double slope = g[j] - plain[j];
        mean[j] += slope / steps;
        squares[j] += slope * slope / steps;
      }
    }
    for (int j = 0; j < w.length; j++) {
      double error = Math.sqrt((squares[j] - mean[j] * mean[j]) / steps);
      assertThat(mean[j]).isCloseTo(2 * w[j], within(6 * error + 1e-4));
    }
  }

  @Test
  void anotherGradientFollows() {
    StepGradient both =
        new SharpnessAware(PRODUCT, Math.sqrt(5)).until(2, StepGradient.of(PRODUCT));
    assertThat(gradient(both, 1, W)).containsExactly(24, 24);
    assertThat(gradient(both, 2, W)).containsExactly(1, 2);
  }

  @Test
  void aDescentTakesWhatItIsGiven() {
    Descent descent =
        Descent.of(
            StepKernels.scalar(),
            new SharpnessAware(PRODUCT, Math.sqrt(5)),
            Recipe.constant(Rule.GD, 0.125, 0, STREAM),
            W);
    descent.step();
    assertThat(descent.g()).containsExactly(24, 24);
    assertThat(descent.w()).containsExactly(2 - 3, 1 - 3);
    assertThat(W).containsExactly(2, 1);
  }

  @Test
  void refusesBadArguments() {
    refuses(() -> new SharpnessAware(PRODUCT, -1), "rho = -1.0: must be finite and >= 0");
    refuses(
        () -> new TracePenalty(PRODUCT, Double.NaN, 1, STREAM),
        "mu = NaN: must be finite and >= 0");
    refuses(
        () -> new TracePenalty(PRODUCT, 1, 0, STREAM), "step = 0.0: must be finite and above 0");
  }

  private static void refuses(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
