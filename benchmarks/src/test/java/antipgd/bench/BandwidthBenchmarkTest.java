// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BandwidthBenchmarkTest {

  static Stream<Arguments> cases() {
    return Twin.cases(BandwidthBenchmark.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesOnlyTheAnswer(Method method, int n) throws ReflectiveOperationException {
    Twin.assumeRoomFor(7, n);
    BandwidthBenchmark benchmark = new BandwidthBenchmark();
    benchmark.n = n;
    benchmark.setUp();
    float[] before = benchmark.a.clone();
    float[] b = benchmark.b.clone();
    float[] c = benchmark.c.clone();
    float[] a = new float[n];
    for (int i = 0; i < n; i++) {
      a[i] =
          switch (method.getName()) {
            case "copy" -> b[i];
            case "triad" -> Math.fma(Data.SIGMA, c[i], b[i]);
            case "scal" -> -before[i];
            case "axpy" -> Math.fma(-Data.SIGMA, b[i], before[i]);
            default -> throw new AssertionError("No reference for " + method);
          };
    }

    method.invoke(benchmark);
    Twin.assertSame("a", benchmark.a, a);
    method.invoke(benchmark);
    boolean updates = Set.of("scal", "axpy").contains(method.getName());
    Twin.assertSame("a after two calls", benchmark.a, updates ? before : a);
    Twin.assertSame("b", benchmark.b, b);
    Twin.assertSame("c", benchmark.c, c);
  }
}
