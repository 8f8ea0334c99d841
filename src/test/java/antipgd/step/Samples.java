// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.fail;

import antipgd.step.KernelMethod.Scalars;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Seeded arguments for a {@link KernelMethod}, and the judgement on what a kernel made of them. */
final class Samples {

  static final Scalars USUAL = new Scalars(0.1f, 0.7f, 0.3f);

  /** A changing and a constant scale of the noise. */
  static final List<Scalars> SCALES = List.of(USUAL, new Scalars(0.1f, 0.7f, 0.7f));

  static final float[] SPECIALS = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    0f,
    -0f,
    1f,
    -1f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Math.nextDown(Float.MIN_NORMAL),
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  private static final long SEED = 2022;

  /** Elements after the range; none, so that reading past an array's end shows too. */
  private static final int[] SPARE = {0, 1, 17, 40};

  private final SplittableRandom random = new SplittableRandom(SEED);

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Arrays that hold a range up to {@code end}, some of them longer. */
  float[][] arrays(KernelMethod method, int end) {
    float[][] arrays = new float[method.arrays().size()][];
    int rotation = random.nextInt(SPARE.length);
    for (int a = 0; a < arrays.length; a++) {
      arrays[a] = new float[end + SPARE[(a + rotation) % SPARE.length]];
      for (int i = 0; i < arrays[a].length; i++) {
        arrays[a][i] = value();
      }
    }
    return arrays;
  }

  /**
   * Mostly what training sees, sometimes a special value, sometimes any bits at all; the same on
   * every machine.
   */
  private float value() {
    return switch (random.nextInt(10)) {
      case 0 -> SPECIALS[random.nextInt(SPECIALS.length)];
      case 1 -> Float.intBitsToFloat(random.nextInt());
      default -> random.nextInt() * 0x1p-30f;
    };
  }

  /** As below, for a call of a {@link SuppliedStep}. */
  static void assertSameBits(
      float[][] actual,
      float[][] expected,
      StepKernel kernel,
      SuppliedStep rule,
      int from,
      int length,
      Scalars scalars) {
    assertSameBits(
        actual,
        expected,
        rule.arrays(),
        () ->
            String.format(
                "%s %s, seed %d, from %d, length %d, %s",
                kernel.name(), rule, SEED, from, length, scalars));
  }

  /** Whole arrays, bit for bit; two NaNs are equal whatever their payload. */
  static void assertSameBits(
      float[][] actual, float[][] expected, List<String> names, Supplier<String> what) {
    for (int a = 0; a < expected.length; a++) {
      int i = Arrays.mismatch(actual[a], expected[a]);
      if (i >= 0) {
        fail(
            "%s: %s[%d] = %s, must be %s",
            what.get(),
            names.get(a),
            i,
            Float.toHexString(actual[a][i]),
            Float.toHexString(expected[a][i]));
      }
    }
  }
}
