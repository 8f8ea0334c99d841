// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import java.lang.reflect.Method;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GaussianFillBenchmarkTest {

  static Stream<Arguments> cases() {
    return Twin.cases(GaussianFillBenchmark.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fillsWithTheNextNoise(Method method, int n) throws ReflectiveOperationException {
    Twin.assumeRoomFor(2, n);
    GaussianFillBenchmark benchmark = new GaussianFillBenchmark();
    benchmark.n = n;
    benchmark.setUp();
    DoubleSupplier peer = peer(method.getName());

    for (int step = 0; step < 2; step++) {
      method.invoke(benchmark);
      switch (method.getName()) {
        case "simd20", "blocked", "scalar" ->
            Twin.assertNoise(benchmark.xi, benchmark.threefry, step);
        case "simdShortStreams" -> Twin.assertNoise(benchmark.xi, benchmark.shortStreams, step);
        default -> Twin.assertSame("xi", benchmark.xi, Twin.draw(n, peer));
      }
    }
  }

  private static DoubleSupplier peer(String method) {
    return switch (method) {
      case "jdk" -> Data.jdkGenerator()::nextGaussian;
      case "commonsMath" -> new Well19937c(Data.SEED)::nextGaussian;
      case "ejml" -> new Random(Data.SEED)::nextGaussian;
      default -> null;
    };
  }
}
