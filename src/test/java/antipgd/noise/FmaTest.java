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
   * The exact result lies next to the middle of two floats, nearer than a double can tell. The
   * smaller factor is a float whose square has a last bit far below the sum's.
   */
  @Test
  void nextToTheMiddleOfTwoFloats() {
    SplittableRandom random = new SplittableRandom(2);
    int wrongIfRoundedTwice = 0;
    for (int i = 0; i < SAMPLES; i++) {
      // a b = 2^e (1 +- 2^-23) (1 +- 2^-23 or less): half an ulp of c, and a little.
      float c = Math.scalb(1f + (random.nextInt(1 << 23) * 0x1p-23f), random.nextInt(-130, 100));
      int half = Math.getExponent(c) - 24;
      float a = Math.scalb(1f + random.nextInt(-2, 3) * 0x1p-23f, half / 2);
      float b = Math.scalb(1f + random.nextInt(-2, 3) * 0x1p-23f, half - half / 2);
      float signed = random.nextBoolean() ? a : -a;
      assertExact(signed, b, c);
      if (roundedTwice(signed, b, c) != Math.fma(signed, b, c)) {
        wrongIfRoundedTwice++;
      }
    }
    assertThat(wrongIfRoundedTwice).isGreaterThan(SAMPLES / 1000);
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
