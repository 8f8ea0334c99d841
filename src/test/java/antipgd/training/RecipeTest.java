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
import org.junit.jupiter.params.provider.ValueSource;

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
  @ValueSource(doubles = {1, 0.9, 1e-9, 0})
  void aPartIsTakenBackOfWhatWasAdded(double lambda) {
    Recipe recipe = new Recipe(Rule.ANTI_PGD, n -> 1, n -> 1f / (1 + n), NOISE).takingBack(lambda);
    assertThat(recipe.held(0)).isZero();
    assertThat(recipe.takenBack(0)).isEqualTo(1f).isEqualTo(recipe.added(0));
    for (long n = 1; n < 5; n++) {
      assertThat(recipe.added(n)).isEqualTo(1f / (1 + n));
      assertThat(recipe.held(n)).isEqualTo(recipe.added(n - 1));
      assertThat(recipe.takenBack(n)).isEqualTo((float) (lambda * recipe.added(n - 1)));
    }
  }

  @Test
  void theEndsAreTheRulesOfThePaper() {
    Recipe anti = new Recipe(Rule.ANTI_PGD, n -> 1, n -> 2, NOISE);
    assertThat(anti.lambda()).isOne();
    assertThat(anti.takingBack(0.5).rule()).isEqualTo(Rule.ANTI_PGD);
    assertThat(anti.takingBack(0.5).lambda()).isEqualTo(0.5);
    Recipe pgd = new Recipe(Rule.PGD, anti.eta(), anti.sigma(), NOISE);
    assertThat(pgd.lambda()).isZero();
    assertThat(anti.takingBack(0)).isEqualTo(pgd);
  }

  @Test
  void copiesKeepTheRest() {
    Recipe recipe = new Recipe(Rule.ANTI_PGD, n -> 1, n -> 2, NOISE, 0.75);
    Schedule sigma = n -> 3;
    NoiseStream noise = new NoiseStream(8, 2, Law.RADEMACHER);
    assertThat(recipe.withSigma(sigma).withNoise(noise))
        .isEqualTo(new Recipe(Rule.ANTI_PGD, recipe.eta(), sigma, noise, 0.75));
  }

  @Test
  void refusesAPartThatIsNone() {
    Recipe anti = Recipe.constant(Rule.ANTI_PGD, 0.1, 2, NOISE);
    for (double lambda : new double[] {-1e-9, 1.001, Double.NaN}) {
      assertThatThrownBy(() -> anti.takingBack(lambda))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("lambda = " + lambda + ": must be in [0, 1]");
    }
    assertThatThrownBy(() -> Recipe.constant(Rule.PGD, 0.1, 2, NOISE).takingBack(0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lambda = 0.5: must be 0 under PGD");
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
