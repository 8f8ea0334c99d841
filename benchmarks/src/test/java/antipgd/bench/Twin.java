// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import antipgd.noise.NoiseStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** What the twins of the benchmark classes share. */
public final class Twin {

  private Twin() {}

  /**
   * Every benchmark method at every length of {@code @Param n}, and at odd ones that leave tails.
   */
  public static Stream<Arguments> cases(Class<?> benchmark) {
    return methods(benchmark)
        .flatMap(method -> lengths(benchmark).map(n -> Arguments.of(method, n)));
  }

  public static Stream<Method> methods(Class<?> benchmark) {
    return Arrays.stream(benchmark.getMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class));
  }

  public static Stream<Integer> lengths(Class<?> benchmark) {
    return Stream.concat(
        Stream.of(1, 17, 1023), values(benchmark, "n").map(text -> Integer.valueOf(text)));
  }

  /** The values of a {@code @Param}; an enumeration without any has all of its own. */
  public static Stream<String> values(Class<?> state, String name) {
    try {
      Field field = state.getField(name);
      String[] values = field.getAnnotation(Param.class).value();
      return List.of(values).contains(Param.BLANK_ARGS)
          ? Arrays.stream(field.getType().getEnumConstants()).map(Object::toString)
          : Arrays.stream(values);
    } catch (NoSuchFieldException e) {
      throw new AssertionError(state + " has no parameter " + name, e);
    }
  }

  /** Skips a case, visibly, where this VM's heap is too small for its arrays. */
  public static void assumeRoomFor(int arrays, int n) {
    assumeThat(Runtime.getRuntime().maxMemory())
        .as("heap for %s arrays of %s floats", arrays, n)
        .isGreaterThan(2L * arrays * n * Float.BYTES);
  }

  public static void assertSame(String name, float[] actual, float[] expected) {
    int i = Arrays.mismatch(actual, expected);
    assertThat(i).as("first difference in %s of length %s", name, expected.length).isEqualTo(-1);
  }

  /** Compares with our noise, every value of short arrays and every 997th of long ones. */
  public static void assertNoise(float[] xi, NoiseStream noise, long step) {
    for (int i = 0; i < xi.length; i += xi.length > 65536 ? 997 : 1) {
      assertThat(xi[i]).as("xi[%s] of %s at step %s", i, noise, step).isEqualTo(noise.at(step, i));
    }
  }

  public static float[] draw(int n, DoubleSupplier noise) {
    float[] xi = new float[n];
    for (int i = 0; i < n; i++) {
      xi[i] = (float) noise.getAsDouble();
    }
    return xi;
  }

  /** A bit a sign, set for -1, the low bits of each word first. */
  public static float[] drawSigns(int n, RandomGenerator words) {
    BitSet bits = BitSet.valueOf(words.longs((n + 63L) / 64).toArray());
    float[] xi = new float[n];
    for (int i = 0; i < n; i++) {
      xi[i] = bits.get(i) ? -1 : 1;
    }
    return xi;
  }
}
