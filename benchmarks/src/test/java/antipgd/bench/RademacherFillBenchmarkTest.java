// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import java.lang.reflect.Method;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RademacherFillBenchmarkTest {

  static Stream<Arguments> cases() {
    return Twin.cases(RademacherFillBenchmark.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fillsWithTheNextNoise(Method method, int n) throws ReflectiveOperationException {
    Twin.assumeRoomFor(2, n);
    RademacherFillBenchmark benchmark = new RademacherFillBenchmark();
    benchmark.n = n;
    benchmark.setUp();
    RandomGenerator jdk = Data.jdkGenerator();

    for (int step = 0; step < 2; step++) {
      method.invoke(benchmark);
      switch (method.getName()) {
        case "simd20", "blocked", "scalar" ->
            Twin.assertNoise(benchmark.xi, benchmark.threefry, step);
        case "simdShortStreams" -> Twin.assertNoise(benchmark.xi, benchmark.shortStreams, step);
        case "jdk" -> Twin.assertSame("xi", benchmark.xi, Twin.drawSigns(n, jdk));
        default -> throw new AssertionError("No reference for " + method);
      }
    }
  }
}
