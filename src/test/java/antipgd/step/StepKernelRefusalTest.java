// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.GeneratedStep.Address;
import antipgd.step.KernelMethod.Scalars;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kernel refuses each bad argument of each method: the message names the argument, its value
 * and what is allowed, and no array has changed.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(AllKernels.class)
class StepKernelRefusalTest {

  private static final int SIZE = 40;
  private static final int FROM = 3;
  private static final int LENGTH = 35;
  private static final NoiseStream NOISE = new NoiseStream(1, 2, Law.RADEMACHER);
  private static final float ETA = 0.1f;
  private static final float SIGMA = 0.7f;
  private static final Scalars SCALARS = new Scalars(ETA, SIGMA, 0.3f);

  @Parameter StepKernel kernel;

  private static Stream<KernelMethod> methods() {
    return Stream.concat(Stream.of(SuppliedStep.values()), Stream.of(GeneratedStep.values()));
  }

  private static Stream<KernelMethod> steps() {
    return methods().filter(method -> method != GeneratedStep.FILL);
  }

  private static Stream<KernelMethod> noisySteps() {
    return steps().filter(method -> method != SuppliedStep.GD);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nullArray(KernelMethod method) {
    for (int a = 0; a < method.arrays().size(); a++) {
      float[][] arrays = arrays(method);
      arrays[a] = null;
      assertRefused(
          NullPointerException.class,
          method.arrays().get(a) + " = null: an array is required",
          method,
          arrays,
          FROM,
          LENGTH,
          SCALARS);
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void sameArrayTwice(KernelMethod method) {
    for (int b = 1; b < method.arrays().size(); b++) {
      for (int a = 0; a < b; a++) {
        float[][] arrays = arrays(method);
        arrays[b] = arrays[a];
        assertRefused(
            method.arrays().get(b)
                + " is the same array as "
                + method.arrays().get(a)
                + ": arrays must not overlap",
            method,
            arrays,
            FROM,
            LENGTH,
            SCALARS);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void fromOutsideAnArray(KernelMethod method) {
    for (int from : new int[] {-1, Integer.MIN_VALUE, SIZE + 1, Integer.MAX_VALUE}) {
      assertRefused(
          "from = " + from + ": must be in [0, 40], the length of " + method.arrays().get(0),
          method,
          arrays(method),
          from,
          0,
          SCALARS);
    }
    for (int a = 0; a < method.arrays().size(); a++) {
      float[][] arrays = arrays(method);
      arrays[a] = Arrays.copyOf(arrays[a], FROM - 1);
      assertRefused(
          "from = 3: must be in [0, 2], the length of " + method.arrays().get(a),
          method,
          arrays,
          FROM,
          LENGTH,
          SCALARS);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void lengthOutsideAnArray(KernelMethod method) {
    // From 3, the last two end beyond the largest int.
    for (int length :
        new int[] {-1, Integer.MIN_VALUE, 38, Integer.MAX_VALUE - 2, Integer.MAX_VALUE}) {
      assertRefused(
          "length = "
              + length
              + ": must be in [0, 37], what "
              + method.arrays().get(0)
              + " holds from index 3",
          method,
          arrays(method),
          FROM,
          length,
          SCALARS);
    }
    for (int a = 0; a < method.arrays().size(); a++) {
      float[][] arrays = arrays(method);
      arrays[a] = Arrays.copyOf(arrays[a], FROM + LENGTH - 1);
      assertRefused(
          "length = 35: must be in [0, 34], what " + method.arrays().get(a) + " holds from index 3",
          method,
          arrays,
          FROM,
          LENGTH,
          SCALARS);
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void etaNotFinite(KernelMethod method) {
    for (float eta : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertRefused(
          "eta = " + eta + ": must be finite",
          method,
          arrays(method),
          FROM,
          LENGTH,
          new Scalars(eta, SIGMA, SIGMA));
    }
  }

  @ParameterizedTest
  @MethodSource("noisySteps")
  void sigmaNegativeOrNotFinite(KernelMethod method) {
    float[] bad = {
      Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1f, -Float.MIN_VALUE
    };
    for (String name : method.scales()) {
      for (float sigma : bad) {
        assertRefused(
            name + " = " + sigma + ": must be finite and >= 0",
            method,
            arrays(method),
            FROM,
            LENGTH,
            name.equals("takenBack")
                ? new Scalars(ETA, sigma, SIGMA)
                : new Scalars(ETA, SIGMA, sigma));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noNoise(GeneratedStep method) {
    Address nowhere = new Address(null, 0, 0);
    float[][] arrays = arrays(method);
    assertRefused(
        NullPointerException.class,
        "stream = null: a noise stream is required",
        arrays,
        () -> method.call(kernel, arrays, FROM, LENGTH, SCALARS, nowhere).run());
  }

  @ParameterizedTest
  @EnumSource
  void negativeStepOrElement(GeneratedStep method) {
    for (long index : new long[] {-1, Integer.MIN_VALUE, Long.MIN_VALUE}) {
      assertRefused("n = " + index + ": must be >= 0", method, new Address(NOISE, index, 0));
      assertRefused("element = " + index + ": must be >= 0", method, new Address(NOISE, 0, index));
    }
  }

  @ParameterizedTest
  @EnumSource
  void elementsBeyondTheLargest(GeneratedStep method) {
    long last = Long.MAX_VALUE - (LENGTH - 1);
    for (long element : new long[] {last + 1, Long.MAX_VALUE}) {
      assertRefused(
          "element = "
              + element
              + ": must be <= "
              + last
              + ", so that the 35 elements of the range end below 2^63",
          method,
          new Address(NOISE, 0, element));
    }
  }

  @Test
  void noSliceNoiseOrRule() {
    Slice at = Slice.of(new float[SIZE], new float[SIZE]);
    Noise xi = Noise.regenerated(NOISE);
    assertNull("at = null: a slice is required", () -> kernel.gd(null, ETA));
    assertNull("at = null: a slice is required", () -> kernel.pgd(null, xi, 0, ETA, SIGMA));
    assertNull("at = null: a slice is required", () -> kernel.antiPgd(null, xi, 0, ETA, SIGMA));
    assertNull("xi = null: noise is required", () -> kernel.pgd(at, null, 0, ETA, SIGMA));
    assertNull("xi = null: noise is required", () -> kernel.antiPgd(at, null, 0, ETA, SIGMA));
    assertNull(
        "rule = null: must be GD, PGD or ANTI_PGD",
        () -> kernel.step(null, at, xi, 0, ETA, SIGMA, SIGMA));
  }

  @Test
  void wholeTensors() {
    float[] array = new float[SIZE];
    assertNull("w = null: an array is required", () -> Slice.of(null, array));
    assertNull("g = null: an array is required", () -> Slice.of(array, null));
    assertNull("xi = null: an array is required", () -> kernel.fill(null, NOISE, 0));
    assertThatThrownBy(() -> Slice.of(array, new float[SIZE - 1]))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("length = 40: must be in [0, 39], what g holds from index 0");
  }

  @Test
  void antiPgdWithoutTheLastNoise() {
    Slice at = Slice.of(new float[SIZE], new float[SIZE]);
    Noise xi = Noise.supplied(new float[SIZE]);
    assertNull("xiLast = null: an array is required", () -> kernel.antiPgd(at, xi, 0, ETA, SIGMA));
  }

  private static void assertNull(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isExactlyInstanceOf(NullPointerException.class).hasMessage(message);
  }

  /** Supplied noise has no place for the step's number, but wants it to be one. */
  @Test
  void negativeStepWithSuppliedNoise() {
    Slice at = Slice.of(new float[SIZE], new float[SIZE]);
    Noise xi = Noise.supplied(new float[SIZE], new float[SIZE]);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> kernel.pgd(at, xi, -1, ETA, SIGMA),
            () -> kernel.antiPgd(at, xi, -1, ETA, SIGMA),
            () -> kernel.step(Rule.GD, at, xi, -1, ETA, SIGMA, SIGMA))) {
      assertThatThrownBy(call)
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("n = -1: must be >= 0");
    }
  }

  /** Arrays on which an accepted call would change what it may. */
  private static float[][] arrays(KernelMethod method) {
    float[][] arrays = new float[method.arrays().size()][SIZE];
    for (int a = 0; a < arrays.length; a++) {
      Arrays.fill(arrays[a], a + 1);
    }
    return arrays;
  }

  private void assertRefused(String message, GeneratedStep method, Address at) {
    float[][] arrays = arrays(method);
    assertRefused(
        IllegalArgumentException.class,
        message,
        arrays,
        () -> method.call(kernel, arrays, FROM, LENGTH, SCALARS, at).run());
  }

  private void assertRefused(
      String message,
      KernelMethod method,
      float[][] arrays,
      int from,
      int length,
      Scalars scalars) {
    assertRefused(IllegalArgumentException.class, message, method, arrays, from, length, scalars);
  }

  private void assertRefused(
      Class<? extends RuntimeException> type,
      String message,
      KernelMethod method,
      float[][] arrays,
      int from,
      int length,
      Scalars scalars) {
    assertRefused(
        type, message, arrays, () -> method.call(kernel, arrays, from, length, scalars).run());
  }

  private static void assertRefused(
      Class<? extends RuntimeException> type, String message, float[][] arrays, Runnable call) {
    float[][] before = KernelMethod.copy(arrays);
    assertThatThrownBy(call::run).isExactlyInstanceOf(type).hasMessage(message);
    assertThat(arrays).isDeepEqualTo(before);
  }
}
