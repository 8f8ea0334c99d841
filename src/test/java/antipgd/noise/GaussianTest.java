// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the Javadoc of {@link Gaussian} says of accuracy, symmetry and tail, against StrictMath in
 * doubles, whose errors are a billion times smaller.
 */
class GaussianTest {

  private static final float LARGEST = 6.5555415f;

  /**
   * Words evenly over all, evenly over each binade, and around where a binade, or an interval of
   * the logarithm's polynomial, begins; all with both signs.
   */
  private static final int[] WORDS =
      IntStream.concat(
              IntStream.range(0, 1 << 20).map(i -> i * 2039),
              IntStream.rangeClosed(0, 30).flatMap(GaussianTest::binade))
          .flatMap(word -> IntStream.of(word, ~word))
          .toArray();

  private static IntStream binade(int exponent) {
    int first = 1 << exponent;
    int split = (int) (first * Math.sqrt(2));
    IntStream within = IntStream.range(0, 1 << 13).map(i -> first + (int) ((long) i * first >> 13));
    return IntStream.concat(within, IntStream.concat(around(first), around(split)));
  }

  private static IntStream around(int word) {
    int float32 = (int) Math.ulp((float) word);
    return IntStream.rangeClosed(-64, 64).map(i -> word + i * Math.max(1, float32));
  }

  private static double onGrid(int word) {
    return (float) (word | 1) * 0x1p-31;
  }

  private static double exactRadius(int word) {
    double u = onGrid(word);
    return Math.copySign(StrictMath.sqrt(-2 * StrictMath.log(Math.abs(u))), u);
  }

  /** Turns the angle by a right angle where it is beyond 1/2, so that zeros are exact. */
  private static double exactCosine(double t) {
    double fromZero = 1 - Math.abs(t);
    return fromZero > 0.5
        ? StrictMath.cos(Math.PI / 2 * t)
        : StrictMath.sin(Math.PI / 2 * fromZero);
  }

  private static double exactSine(double t) {
    return Math.copySign(exactCosine(1 - Math.abs(t)), t);
  }

  private static double ulps(float actual, double exact) {
    return Math.abs(actual - exact) / Math.ulp((float) exact);
  }

  private static double radiusError(int a) {
    return ulps(Gaussian.radius(a), exactRadius(a));
  }

  private static double cosineError(int a, int b) {
    float r = Gaussian.radius(a);
    return ulps(Gaussian.cosine(r, b), r * exactCosine(onGrid(b)));
  }

  private static double sineError(int a, int b) {
    float r = Gaussian.radius(a);
    return ulps(Gaussian.sine(r, b), r * exactSine(onGrid(b)));
  }

  private static double worst(IntToDoubleFunction error) {
    return IntStream.of(WORDS).mapToDouble(error).max().orElseThrow();
  }

  @Test
  void radiusIsAccurate() {
    assertThat(worst(GaussianTest::radiusError)).isLessThan(2.03);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12345, -0x11328638, 0x60000000, -0x7fec85ee})
  void cosineAndSineAreAccurate(int a) {
    assertThat(worst(b -> cosineError(a, b))).isLessThan(3.81);
    assertThat(worst(b -> sineError(a, b))).isLessThan(3.23);
  }

  /** Found by search over all u, and over many radii at the worst of all t. */
  @Test
  void errorsComeCloseToTheirBounds() {
    assertThat(radiusError(0x710112ff)).isCloseTo(2.03, within(0.01));
    assertThat(cosineError(0x11328638, 0x04e89fb7)).isCloseTo(3.79, within(0.01));
    assertThat(sineError(0xed95c8cd, 0x7fd6d8ff)).isCloseTo(3.14, within(0.01));
  }

  @Test
  void gridsAreSymmetric() {
    assertAllWords(a -> Gaussian.radius(mirror(a)) == -Gaussian.radius(a));
    for (float r : new float[] {LARGEST, 1, Gaussian.radius(0x7fffff00)}) {
      assertAllWords(b -> Gaussian.cosine(-r, b) == -Gaussian.cosine(r, b));
      assertAllWords(b -> Gaussian.sine(-r, b) == -Gaussian.sine(r, b));
      assertAllWords(b -> Gaussian.cosine(r, mirror(b)) == Gaussian.cosine(r, b));
      assertAllWords(b -> Gaussian.sine(r, mirror(b)) == -Gaussian.sine(r, b));
    }
  }

  private static int mirror(int word) {
    return -(word | 1);
  }

  @Test
  void zerosAreExact() {
    assertThat(Gaussian.radius(Integer.MAX_VALUE)).isZero();
    assertThat(Gaussian.cosine(LARGEST, Integer.MAX_VALUE)).isZero();
    assertThat(Gaussian.cosine(LARGEST, Integer.MIN_VALUE)).isZero();
  }

  @Test
  void nothingIsBeyondTheTail() {
    assertThat(Gaussian.radius(0)).isEqualTo((float) Math.sqrt(62 * Math.log(2)));
    assertThat(Gaussian.cosine(LARGEST, 0)).isEqualTo(LARGEST);
    float rounded = LARGEST + 2 * Math.ulp(LARGEST);
    assertAllWords(a -> Math.abs(Gaussian.radius(a)) <= LARGEST);
    assertAllWords(b -> Math.abs(Gaussian.cosine(LARGEST, b)) <= LARGEST);
    assertAllWords(b -> Math.abs(Gaussian.sine(LARGEST, b)) <= rounded);
  }

  private static void assertAllWords(IntPredicate claim) {
    assertThat(IntStream.of(WORDS).filter(claim.negate())).isEmpty();
  }

  /** By the asymptotic series of the normal tail, whose partial sums enclose it by turns. */
  @Test
  void probabilityBeyondTheTail() {
    double x2 = 62 * Math.log(2);
    double first = 2 * Math.exp(-x2 / 2) / Math.sqrt(2 * Math.PI * x2);
    double term = 1;
    double sum = 1;
    double last = sum;
    for (int k = 1; k <= 8; k++) {
      term *= -(2 * k - 1) / x2;
      last = sum;
      sum += term;
    }
    assertThat(first * sum).isCloseTo(5.544e-11, within(5e-15));
    assertThat(first * last).isCloseTo(5.544e-11, within(5e-15));
  }
}
