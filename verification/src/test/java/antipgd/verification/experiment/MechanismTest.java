// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.landscape.Bracket;
import java.util.List;
import org.junit.jupiter.api.Test;

class MechanismTest {

  private static final StepKernel KERNEL = StepKernels.scalar();
  private static final NoiseStream DATA = new NoiseStream(7, 3, Law.GAUSSIAN);
  private static final NoiseStream NOISE = new NoiseStream(7, 4, Law.GAUSSIAN);

  /**
   * Three weights, one example: the flattest point has one weight, the one that costs the least.
   */
  private static final Regression REGRESSION = Regression.draw(DATA, 3, 1, 2, 1);

  private static List<Mechanism.Path> paths(double sigma) {
    Setting setting = new Setting(0.02, sigma, 0, 3000, 1000);
    return new Mechanism(REGRESSION, setting).paths(KERNEL, NOISE);
  }

  @Test
  void goesTheWaysOfAllRulesAndTheDescent() {
    List<Mechanism.Path> paths = paths(0.1);
    assertThat(paths)
        .extracting(Mechanism.Path::name)
        .containsExactly("gd", "pgd", "anti-pgd", "descent");
    Setting setting = new Setting(0.02, 0.1, 0, 3000, 1000);
    RuleComparison comparison =
        new RuleComparison(
            KERNEL, setting, List.of(Rule.values()), 1, 0, k -> REGRESSION, k -> NOISE);
    comparison.run();
    for (Rule rule : Rule.values()) {
      assertThat(paths.get(rule.ordinal()).end().metrics())
          .isEqualTo(comparison.training(0, rule).read());
    }
    for (Mechanism.Path path : paths) {
      assertThat(path.points())
          .extracting(Mechanism.Point::step)
          .containsExactlyElementsOf(setting.checkpoints());
      assertThat(path.points().get(0).metrics()).isEqualTo(REGRESSION.read(REGRESSION.start()));
      assertThat(path.points().get(0).distance()).isZero();
    }
  }

  @Test
  void withoutNoiseAllWaysAreOne() {
    for (Mechanism.Path path : paths(0)) {
      assertThat(path.end().distance()).isLessThan(1e-4);
    }
  }

  /** Anti-PGD goes with the descent, and neither GD nor PGD does. */
  @Test
  void distancesAreFromTheDescent() {
    List<Mechanism.Path> paths = paths(0.1);
    double[] distances = paths.stream().mapToDouble(path -> path.end().distance()).toArray();
    assertThat(distances[2]).isBetween(1e-4, 0.1);
    assertThat(distances[0]).isGreaterThan(2 * distances[2]);
    assertThat(distances[1]).isGreaterThan(2 * distances[2]);
    assertThat(distances[3]).isZero();
  }

  /** {@code 2 min_j x_j^2 y / x_j} over the columns of the sign of y. */
  @Test
  void theLeastTraceOfOneExampleIsThatOfItsCheapestColumn() {
    float[] x = {DATA.at(0, 0), DATA.at(0, 1), DATA.at(0, 2)};
    float y = x[0] + x[1];
    double expected = Double.POSITIVE_INFINITY;
    for (float each : x) {
      if (each * y > 0) {
        expected = Math.min(expected, 2 * each * y);
      }
    }
    Bracket least = REGRESSION.leastTrace();
    assertThat(least.lower()).isCloseTo(expected, within(1e-6 * expected));
    assertThat(least.upper()).isCloseTo(expected, within(1e-6 * expected));
  }

  @Test
  void checkpointsAreInOrder() {
    assertThat(new Setting(1, 1, 7, 30, 4).checkpoints())
        .containsExactly(0L, 1L, 2L, 5L, 7L, 10L, 20L, 26L, 30L);
  }
}
