package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.step.Rule.Scalars;
import java.util.Arrays;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.EnumSource;

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
  private static final float ETA = 0.1f;
  private static final float SIGMA = 0.7f;
  private static final Scalars SCALARS = new Scalars(ETA, SIGMA, 0.3f);

  @Parameter StepKernel kernel;

  @ParameterizedTest
  @EnumSource
  void nullArray(Rule rule) {
    for (int a = 0; a < rule.arrays.size(); a++) {
      float[][] arrays = arrays(rule);
      arrays[a] = null;
      assertRefused(
          NullPointerException.class,
          rule.arrays.get(a) + " = null: an array is required",
          rule,
          arrays,
          FROM,
          LENGTH,
          SCALARS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sameArrayTwice(Rule rule) {
    for (int b = 1; b < rule.arrays.size(); b++) {
      for (int a = 0; a < b; a++) {
        float[][] arrays = arrays(rule);
        arrays[b] = arrays[a];
        assertRefused(
            rule.arrays.get(b)
                + " is the same array as "
                + rule.arrays.get(a)
                + ": arrays must not overlap",
            rule,
            arrays,
            FROM,
            LENGTH,
            SCALARS);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void fromOutsideAnArray(Rule rule) {
    for (int from : new int[] {-1, Integer.MIN_VALUE, SIZE + 1, Integer.MAX_VALUE}) {
      assertRefused(
          "from = " + from + ": must be in [0, 40], the length of w",
          rule,
          arrays(rule),
          from,
          0,
          SCALARS);
    }
    for (int a = 0; a < rule.arrays.size(); a++) {
      float[][] arrays = arrays(rule);
      arrays[a] = Arrays.copyOf(arrays[a], FROM - 1);
      assertRefused(
          "from = 3: must be in [0, 2], the length of " + rule.arrays.get(a),
          rule,
          arrays,
          FROM,
          LENGTH,
          SCALARS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lengthOutsideAnArray(Rule rule) {
    // From 3, the last two end beyond the largest int.
    for (int length :
        new int[] {-1, Integer.MIN_VALUE, 38, Integer.MAX_VALUE - 2, Integer.MAX_VALUE}) {
      assertRefused(
          "length = " + length + ": must be in [0, 37], what w holds from index 3",
          rule,
          arrays(rule),
          FROM,
          length,
          SCALARS);
    }
    for (int a = 0; a < rule.arrays.size(); a++) {
      float[][] arrays = arrays(rule);
      arrays[a] = Arrays.copyOf(arrays[a], FROM + LENGTH - 1);
      assertRefused(
          "length = 35: must be in [0, 34], what " + rule.arrays.get(a) + " holds from index 3",
          rule,
          arrays,
          FROM,
          LENGTH,
          SCALARS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void etaNotFinite(Rule rule) {
    for (float eta : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertRefused(
          "eta = " + eta + ": must be finite",
          rule,
          arrays(rule),
          FROM,
          LENGTH,
          new Scalars(eta, SIGMA, SIGMA));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GD")
  void sigmaNegativeOrNotFinite(Rule rule) {
    float[] bad = {
      Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1f, -Float.MIN_VALUE
    };
    for (String name : rule.sigmas) {
      for (float sigma : bad) {
        assertRefused(
            name + " = " + sigma + ": must be finite and >= 0",
            rule,
            arrays(rule),
            FROM,
            LENGTH,
            name.equals("sigma") ? new Scalars(ETA, sigma, SIGMA) : new Scalars(ETA, SIGMA, sigma));
      }
    }
  }

  /** Arrays on which an accepted call would change what it may. */
  private static float[][] arrays(Rule rule) {
    float[][] arrays = new float[rule.arrays.size()][SIZE];
    for (int a = 0; a < arrays.length; a++) {
      Arrays.fill(arrays[a], a + 1);
    }
    return arrays;
  }

  private void assertRefused(
      String message, Rule rule, float[][] arrays, int from, int length, Scalars scalars) {
    assertRefused(IllegalArgumentException.class, message, rule, arrays, from, length, scalars);
  }

  private void assertRefused(
      Class<? extends RuntimeException> type,
      String message,
      Rule rule,
      float[][] arrays,
      int from,
      int length,
      Scalars scalars) {
    float[][] before = Rule.copy(arrays);
    assertThatThrownBy(() -> rule.call(kernel, arrays, from, length, scalars))
        .isExactlyInstanceOf(type)
        .hasMessage(message);
    assertThat(arrays).isDeepEqualTo(before);
  }
}
