// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.RegularizedDescent;
import antipgd.verification.landscape.QuadraticModel;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The closed form of the least trace, from above by an oracle and from below by interpolation. */
class SimpleModelTest {

  /** Descent on the regularized loss, then on the loss alone, ends there. */
  @ParameterizedTest
  @EnumSource
  void descentOnTheRegularizedLossArrivesAtTheLeastTrace(SimpleModel model) {
    NoiseStream stream = new NoiseStream(3, 1, Law.GAUSSIAN);
    SimpleModel.Start from = model.from(stream, 1);
    Recipe recipe =
        new Recipe(
            Rule.ANTI_PGD, Schedule.constant(0.2), Schedule.constant(0.1).until(40_000), stream);
    RegularizedDescent descent = new RegularizedDescent(from.landscape(), recipe, from.start());
    while (descent.steps() < 42_000) {
      descent.step();
    }
    assertThat(from.landscape().loss(descent.z())).isLessThan(1e-5);
    assertThat(from.landscape().hessianTrace(descent.z()))
        .isCloseTo(model.leastTrace(), within(0.002 * model.leastTrace()));
  }

  /** GD from other starts interpolates at no smaller trace. */
  @ParameterizedTest
  @EnumSource
  void noInterpolatingPointIsFlatter(SimpleModel model) {
    Random random = new Random(5);
    QuadraticModel landscape = model.landscape();
    for (int start = 0; start < 20; start++) {
      double[] w = random.doubles(landscape.dimension(), -1, 1).toArray();
      double[] g = new double[w.length];
      for (int n = 0; n < 20_000; n++) {
        landscape.regularizedGradient(w, 0, g);
        for (int j = 0; j < w.length; j++) {
          w[j] -= 0.2 * g[j];
        }
      }
      if (landscape.loss(w) < 1e-16) {
        assertThat(landscape.hessianTrace(w)).isGreaterThan(0.9999 * model.leastTrace());
      }
    }
  }
}
