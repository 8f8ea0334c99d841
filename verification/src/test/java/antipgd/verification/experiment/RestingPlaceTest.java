// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestingPlaceTest {

  /** Before its partial fractions: variance of v across the valley, put into the mean of a step. */
  @ParameterizedTest
  @CsvSource({"0, 8", "0.3, 2", "0.9, 32", "1, 5"})
  void driftIsThatOfAStep(double lambda, int d) {
    for (double x = 0.05; x < 2; x += 0.05) {
      double c = 1 - lambda;
      double varianceV = (c - x) * (c - x) / (x * (2 - x));
      double drift = d * c * c - 2 * x * (varianceV + 1);
      assertThat(new RestingPlace(lambda, d).drift(x)).isCloseTo(drift, within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "0.3, 2", "0.9, 32", "0.99, 128"})
  void driftVanishesAtItsZeroAndAtTheCriticalLambda(double lambda, int d) {
    double zero = new RestingPlace(lambda, d).zero();
    assertThat(new RestingPlace(lambda, d).drift(zero)).isCloseTo(0, within(1e-13));
    assertThat(RestingPlace.criticalLambda(zero, d)).isCloseTo(lambda, within(1e-13));
  }

  /**
   * The law of the diffusion {@code dx = F dt + 2 c sqrt(x) dB} at rest, from its drift alone: its
   * density is {@code exp(integral of F / (2 c^2 x)) / x} but for a factor.
   */
  @ParameterizedTest
  @CsvSource({"0.3, 8", "0.6, 5", "0.9, 32", "0.95, 64"})
  void momentsAreThoseOfTheDiffusionAtRest(double lambda, int d) {
    RestingPlace rest = new RestingPlace(lambda, d);
    double c = 1 - lambda;
    DoubleUnaryOperator slope = x -> rest.drift(x) / (2 * c * c * x);
    int cells = 200_000;
    double width = 2.0 / cells;
    // From the zero of the drift, where the density is about largest, to both sides.
    double[] log = new double[cells];
    int middle = (int) (rest.zero() / width);
    for (int i = middle + 1; i < cells; i++) {
      log[i] = log[i - 1] + width * slope.applyAsDouble(i * width);
    }
    for (int i = middle - 1; i >= 0; i--) {
      log[i] = log[i + 1] - width * slope.applyAsDouble((i + 1) * width);
    }
    double mass = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < cells; i++) {
      double x = (i + 0.5) * width;
      double density = Math.exp(log[i]) / x;
      mass += density;
      first += density * x;
      second += density * x * x;
    }
    double mean = first / mass;
    assertThat(rest.mean()).isCloseTo(mean, within(2e-3 * mean));
    double deviation = Math.sqrt(second / mass - mean * mean);
    assertThat(rest.standardDeviation()).isCloseTo(deviation, within(5e-3 * deviation));
  }

  /** Of another program's: alpha, d, lambda, |u|^2 / D where the drift vanishes. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 8, 0.6, 2.435",
    "0.5, 8, 0.9, 0.1522",
    "0.25, 32, 0.6, 10.55",
    "0.25, 32, 0.8, 4.43",
    "0.25, 32, 0.95, 0.320"
  })
  void zeroIsWhereItWasFound(double alpha, int d, double lambda, double norm2) {
    assertThat(new RestingPlace(lambda, d).zero() * 2 / alpha).isCloseTo(norm2, within(6e-3));
  }

  @Test
  void criticalLambdaIsWhereItWasFound() {
    assertThat(RestingPlace.criticalLambda(1. / 8, 32)).isCloseTo(0.911, within(5e-4));
  }

  @Test
  void theEndsArePgdAndAntiPgd() {
    assertThat(new RestingPlace(1, 32).mean()).isZero();
    assertThat(new RestingPlace(1, 32).zero()).isZero();
    assertThat(new RestingPlace(0, 32).mean()).isEqualTo(2 * 31. / 34);
    assertThat(new RestingPlace(0, 1).mean()).isZero();
  }
}
