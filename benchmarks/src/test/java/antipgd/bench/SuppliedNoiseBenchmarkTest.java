// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernels;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SuppliedNoiseBenchmarkTest {

  static Stream<Arguments> cases() {
    return Twin.cases(SuppliedNoiseBenchmark.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesTheStepAndGoesBack(Method method, int n) throws ReflectiveOperationException {
    Twin.assumeRoomFor(9, n);
    SuppliedNoiseBenchmark benchmark = new SuppliedNoiseBenchmark();
    benchmark.n = n;
    benchmark.setUp();
    float[] w = benchmark.w.clone();
    float[] g = benchmark.g.clone();
    float[] xi = benchmark.xi.clone();
    float[] xiNext = benchmark.xiNext;
    float eta = benchmark.eta;

    float[] wStepped = w.clone();
    float[] xiStepped = xi.clone();
    method.invoke(benchmark);
    Noise noise = Noise.supplied(xiStepped, benchmark.xiNext);
    StepKernels.scalar().antiPgd(Slice.of(wStepped, g), noise, 0, Data.ETA, Data.SIGMA);
    Twin.assertSame("w", benchmark.w, wStepped);
    Twin.assertSame("xi", benchmark.xi, xiStepped);
    assertThat(wStepped).isNotEqualTo(w);
    assertThat(xiStepped).isNotEqualTo(xi);

    // All state is as it was, so that any number of invocations stays within these two.
    method.invoke(benchmark);
    Twin.assertSame("w", benchmark.w, w);
    Twin.assertSame("xi", benchmark.xi, xi);
    Twin.assertSame("g", benchmark.g, g);
    assertThat(benchmark.xiNext).isSameAs(xiNext);
    assertThat(benchmark.eta).isEqualTo(eta);
  }
}
