package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.GeneratingRule.Place;
import antipgd.step.Rule.Scalars;
import java.util.Arrays;
import java.util.stream.Stream;
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
    return Stream.concat(Stream.of(Rule.values()), Stream.of(GeneratingRule.values()));
  }

  private static Stream<KernelMethod> steps() {
    return methods().filter(method -> method != GeneratingRule.FILL);
  }

  private static Stream<KernelMethod> noisySteps() {
    return steps().filter(method -> method != Rule.GD);
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
    for (String name : method.sigmas()) {
      for (float sigma : bad) {
        assertRefused(
            name + " = " + sigma + ": must be finite and >= 0",
            method,
            arrays(method),
            FROM,
            LENGTH,
            name.equals("sigma") ? new Scalars(ETA, sigma, SIGMA) : new Scalars(ETA, SIGMA, sigma));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noNoise(GeneratingRule method) {
    Place nowhere = new Place(null, 0, 0);
    float[][] arrays = arrays(method);
    assertRefused(
        NullPointerException.class,
        "noise = null: a stream is required",
        arrays,
        () -> method.call(kernel, arrays, FROM, LENGTH, SCALARS, nowhere));
  }

  @ParameterizedTest
  @EnumSource
  void negativeStepOrElement(GeneratingRule method) {
    for (long index : new long[] {-1, Integer.MIN_VALUE, Long.MIN_VALUE}) {
      assertRefused("step = " + index + ": must be >= 0", method, new Place(NOISE, index, 0));
      assertRefused("element = " + index + ": must be >= 0", method, new Place(NOISE, 0, index));
    }
  }

  @ParameterizedTest
  @EnumSource
  void elementsBeyondTheLargest(GeneratingRule method) {
    long last = Long.MAX_VALUE - (LENGTH - 1);
    for (long element : new long[] {last + 1, Long.MAX_VALUE}) {
      assertRefused(
          "element = "
              + element
              + ": must be <= "
              + last
              + ", so that the 35 elements of the range end below 2^63",
          method,
          new Place(NOISE, 0, element));
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

  private void assertRefused(String message, GeneratingRule method, Place at) {
    float[][] arrays = arrays(method);
    assertRefused(
        IllegalArgumentException.class,
        message,
        arrays,
        () -> method.call(kernel, arrays, FROM, LENGTH, SCALARS, at));
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
    assertRefused(type, message, arrays, () -> method.call(kernel, arrays, from, length, scalars));
  }

  private static void assertRefused(
      Class<? extends RuntimeException> type, String message, float[][] arrays, Runnable call) {
    float[][] before = Rule.copy(arrays);
    assertThatThrownBy(call::run).isExactlyInstanceOf(type).hasMessage(message);
    assertThat(arrays).isDeepEqualTo(before);
  }
}
