// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecipeTest {

  private static final NoiseStream NOISE = new NoiseStream(7, 1, Law.GAUSSIAN);

  @Test
  void scheduleBeginsAndEnds() {
    Schedule schedule = Schedule.constant(0.5).from(2).until(3);
    assertThat(schedule.at(1)).isZero();
    assertThat(schedule.at(2)).isEqualTo(0.5f);
    assertThat(schedule.at(3)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"PGD", "ANTI_PGD"})
  void noiseIsTakenBackAsItWasAdded(Rule rule) {
    Recipe recipe = new Recipe(rule, n -> 1, n -> 1f / (1 + n), NOISE);
    assertThat(recipe.held(0)).isZero();
    assertThat(recipe.takenBack(0)).isEqualTo(1f).isEqualTo(recipe.added(0));
    for (long n = 1; n < 5; n++) {
      assertThat(recipe.added(n)).isEqualTo(1f / (1 + n));
      assertThat(recipe.held(n)).isEqualTo(recipe.added(n - 1));
      assertThat(recipe.takenBack(n)).isEqualTo(recipe.added(n - 1));
    }
  }

  @Test
  void gradientDescentHasNoNoise() {
    Recipe recipe = Recipe.constant(Rule.GD, 0.1, 2, NOISE);
    assertThat(recipe.added(3)).isZero();
    assertThat(recipe.held(3)).isZero();
    assertThat(recipe.takenBack(3)).isZero();
  }

  @Test
  void refusesWhatIsMissing() {
    assertThatThrownBy(() -> new Recipe(null, n -> 1, n -> 1, NOISE))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("rule = null: a rule is required");
  }
}
