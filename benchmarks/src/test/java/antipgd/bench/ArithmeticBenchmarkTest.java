// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.bench.ArithmeticBenchmark.Width;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticBenchmarkTest {

  static Stream<Arguments> cases() {
    return Twin.methods(ArithmeticBenchmark.class)
        .flatMap(method -> Stream.of(Width.values()).map(width -> Arguments.of(method, width)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesTheSameStepInEachLane(Method method, Width width) throws ReflectiveOperationException {
    ArithmeticBenchmark benchmark = new ArithmeticBenchmark();
    benchmark.width = width;
    benchmark.setUp();
    float[] floats = benchmark.floats.clone();
    int[] ints = benchmark.ints.clone();
    int lanes = floats.length / (VectorArithmetic.FMA_VECTORS + 2);
    switch (method.getName()) {
      case "fma" -> fma(floats, lanes, ArithmeticBenchmark.TRIPS / lanes);
      case "mix" -> mix(ints, lanes, ArithmeticBenchmark.TRIPS / lanes);
      default -> throw new AssertionError("No reference for " + method);
    }

    method.invoke(benchmark);
    Twin.assertSame("floats", benchmark.floats, floats);
    assertThat(benchmark.ints).isEqualTo(ints);
  }

  /** A number of trips after which no value has come round, at any width, with registers or not. */
  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void everyTripCounts(int bits) {
    int lanes = bits / Float.SIZE;
    float[] floats = Data.exact((VectorArithmetic.FMA_VECTORS + 2) * lanes, 1);
    float[] expected = floats.clone();
    fma(expected, lanes, 7);
    VectorArithmetic.fma(bits, floats, 7);
    Twin.assertSame("floats", floats, expected);

    int[] ints = new int[VectorArithmetic.MIX_VECTORS * lanes];
    ints[lanes + 1] = 1;
    int[] mixed = ints.clone();
    mix(mixed, lanes, 7);
    VectorArithmetic.mix(bits, ints, 7);
    assertThat(ints).isEqualTo(mixed);
  }

  @ParameterizedTest
  @EnumSource
  void isAsWideAsTheKernelOrHalf(Width width) {
    ArithmeticBenchmark benchmark = new ArithmeticBenchmark();
    benchmark.width = width;
    benchmark.setUp();
    int bits = benchmark.floats.length / (VectorArithmetic.FMA_VECTORS + 2) * Float.SIZE;
    assertThat(bits)
        .isEqualTo(
            width == Width.WHOLE
                ? VectorArithmetic.bits()
                : Math.max(128, VectorArithmetic.bits() / 2));
  }

  @Test
  void aPairIsMixedByThreeOperationsWithTheCiphersRotations() {
    assertThat(VectorArithmetic.ROTATIONS).hasSize(VectorArithmetic.MIX_VECTORS / 2);
    assertThat(VectorArithmetic.ROTATIONS).containsExactly(10, 26, 11, 21, 13, 27, 23, 5);
  }

  private static void fma(float[] x, int lanes, int trips) {
    int vectors = VectorArithmetic.FMA_VECTORS;
    for (int i = 0; i < vectors * lanes; i++) {
      float a = x[vectors * lanes + i % lanes];
      float c = x[(vectors + 1) * lanes + i % lanes];
      for (int trip = 0; trip < trips; trip++) {
        x[i] = Math.fma(x[i], a, c);
      }
    }
  }

  private static void mix(int[] pairs, int lanes, int trips) {
    for (int p = 0; p < VectorArithmetic.ROTATIONS.length; p++) {
      for (int x = 2 * p * lanes; x < (2 * p + 1) * lanes; x++) {
        int y = x + lanes;
        for (int trip = 0; trip < trips; trip++) {
          pairs[x] += pairs[y];
          pairs[y] = Integer.rotateLeft(pairs[y], VectorArithmetic.ROTATIONS[p]) ^ pairs[x];
        }
      }
    }
  }
}
