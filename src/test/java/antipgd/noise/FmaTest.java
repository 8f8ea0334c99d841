// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Fma by doubles against the JDK's, which is exact on every CPU. */
class FmaTest {

  private static final int SAMPLES = 3_000_000;

  /** What is special about floats, and what is near it. */
  private static final float[] SPECIAL = {
    0f,
    Float.MIN_VALUE,
    0x1p-149f * 3,
    Math.nextDown(Float.MIN_NORMAL),
    Float.MIN_NORMAL,
    0x1p-75f,
    0x1p-74f,
    Math.nextDown(1f),
    1f,
    Math.nextUp(1f),
    1.5f,
    3f,
    0x1p23f,
    0x1.000002p12f,
    0x1p64f,
    Math.nextUp(0x1p103f),
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NaN
  };

  /** The obvious way, which rounds twice. */
  private static float roundedTwice(float a, float b, float c) {
    return (float) ((double) a * b + c);
  }

  @Test
  void specialValues() {
    for (float a : SPECIAL) {
      for (float b : SPECIAL) {
        for (float c : SPECIAL) {
          assertExact(a, b, c);
          assertExact(a, -b, c);
          assertExact(-a, b, -c);
          assertExact(a, b, -c);
        }
      }
    }
  }

  @Test
  void anyBits() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SAMPLES; i++) {
      assertExact(anyFloat(random), anyFloat(random), anyFloat(random));
    }
  }

  /**
   * The exact result lies nearer to the middle of two floats than a double can tell, on either
   * side: of any neighbours, and of those around powers of two, below the normal ones and at the
   * largest.
   */
  @Test
  void nextToTheMiddleOfTwoFloats() {
    SplittableRandom random = new SplittableRandom(2);
    int wrongIfRoundedTwice = 0;
    for (int i = 0; i < SAMPLES; i++) {
      float c = anyMagnitude(random);
      // a b = +-2^half (1 +- 2^-23) (1 +- 2^-23 or about that), half of c's distance from the next.
      int half = Math.getExponent(random.nextBoolean() ? distanceUp(c) : distanceDown(c)) - 1;
      float a = Math.scalb(1f + random.nextInt(-2, 3) * 0x1p-23f, half / 2);
      float b = Math.scalb(1f + random.nextInt(-2, 3) * 0x1p-23f, half - half / 2);
      wrongIfRoundedTwice += assertExactForAllSigns(a, b, c);
    }
    assertThat(wrongIfRoundedTwice).isGreaterThan(SAMPLES / 50);
  }

  @Test
  void nextToTheMiddleOfSpecialValues() {
    int wrongIfRoundedTwice = 0;
    for (float c : SPECIAL) {
      if (Float.isFinite(c)) {
        for (double distance : new double[] {distanceUp(c), distanceDown(c)}) {
          int half = Math.getExponent(distance) - 1;
          float a = Math.scalb(Math.nextUp(1f), half / 2);
          float b = Math.scalb(1f - 0x1p-23f, half - half / 2);
          wrongIfRoundedTwice += assertExactForAllSigns(a, b, c);
        }
      }
    }
    assertThat(wrongIfRoundedTwice).isGreaterThan(SPECIAL.length);
  }

  /** Not negative, one in four of them next to a power of two. */
  private static float anyMagnitude(SplittableRandom random) {
    int bits = random.nextInt(Float.floatToIntBits(Float.POSITIVE_INFINITY));
    return switch (random.nextInt(8)) {
      case 0 -> Float.intBitsToFloat(bits & 0x7f800000);
      case 1 -> Float.intBitsToFloat(bits | 0x007fffff);
      case 2 -> Float.intBitsToFloat(bits & 0x007fffff);
      default -> Float.intBitsToFloat(bits);
    };
  }

  private static double distanceUp(float c) {
    return Math.ulp(c);
  }

  private static double distanceDown(float c) {
    return c == 0 ? Float.MIN_VALUE : (double) c - Math.nextDown(c);
  }

  /** Returns for how many of the signs rounding twice is wrong. */
  private static int assertExactForAllSigns(float a, float b, float c) {
    int wrongIfRoundedTwice = 0;
    for (float signedA : new float[] {a, -a}) {
      for (float signedC : new float[] {c, -c}) {
        assertExact(signedA, b, signedC);
        if (roundedTwice(signedA, b, signedC) != Math.fma(signedA, b, signedC)) {
          wrongIfRoundedTwice++;
        }
      }
    }
    return wrongIfRoundedTwice;
  }

  private static float anyFloat(SplittableRandom random) {
    return Float.intBitsToFloat(random.nextInt());
  }

  private static void assertExact(float a, float b, float c) {
    float actual = Fma.byDoubles(a, b, c);
    float expected = Math.fma(a, b, c);
    // No payload of a NaN is promised, and asserting on each of millions is slow.
    if (Float.floatToIntBits(actual) != Float.floatToIntBits(expected)) {
      assertThat(actual).as("fma(%s, %s, %s)", a, b, c).isEqualTo(expected);
    }
  }
}
