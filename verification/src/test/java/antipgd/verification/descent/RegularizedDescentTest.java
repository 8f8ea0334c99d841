// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.landscape.WideningValley;
import org.junit.jupiter.api.Test;

class RegularizedDescentTest {

  private static final NoiseStream NOISE = new NoiseStream(1, 1, Law.GAUSSIAN);
  private static final WideningValley VALLEY = new WideningValley(1);

  private static RegularizedDescent descent(Rule rule, Schedule sigma) {
    Recipe recipe = new Recipe(rule, n -> n == 0 ? 0.25f : 0.5f, sigma, NOISE);
    return new RegularizedDescent(VALLEY, recipe, new float[] {1, 1});
  }

  /**
   * {@code (u, v) = (1, 1) -> (3/4, 3/4)}, then with {@code sigma^2 = 1/4} all by {@code 13/16}.
   */
  @Test
  void regularizesByTheNoiseThatIsHeld() {
    RegularizedDescent descent = descent(Rule.ANTI_PGD, Schedule.constant(0.5));
    descent.step();
    assertThat(descent.z()).containsExactly(0.75, 0.75);
    descent.step();
    double next = 0.75 - 0.5 * (0.75 * 0.75 + 0.25) * 0.75;
    assertThat(descent.z()).containsExactly(next, next);
    assertThat(descent.steps()).isEqualTo(2);
  }

  /** Noise that step 0 added is held in step 1, though that adds none, and no longer in step 2. */
  @Test
  void theLastNoiseIsStillHeldInTheStepThatTakesItBack() {
    RegularizedDescent descent = descent(Rule.ANTI_PGD, Schedule.constant(0.5).until(1));
    descent.step();
    descent.step();
    double second = 0.75 - 0.5 * (0.75 * 0.75 + 0.25) * 0.75;
    assertThat(descent.z()[0]).isEqualTo(second);
    descent.step();
    assertThat(descent.z()[0]).isCloseTo(second - 0.5 * second * second * second, within(1e-15));
  }

  @Test
  void isPlainGradientDescentUnderGd() {
    RegularizedDescent descent = descent(Rule.GD, Schedule.constant(0.5));
    descent.step();
    descent.step();
    assertThat(descent.z()[0]).isEqualTo(0.75 - 0.5 * 0.75 * 0.75 * 0.75);
  }

  @Test
  void refusesAStartOfAnotherDimension() {
    Recipe recipe = Recipe.constant(Rule.GD, 1, 0, NOISE);
    assertThatThrownBy(() -> new RegularizedDescent(VALLEY, recipe, new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start.length = 3: must be 2, the landscape's dimension");
  }
}
