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
    float[] xiLast = benchmark.xiLast.clone();
    float[] xiNew = benchmark.xiNew;
    float eta = benchmark.eta;

    float[] wStepped = w.clone();
    float[] xiStepped = xiLast.clone();
    method.invoke(benchmark);
    Noise noise = Noise.supplied(xiStepped, benchmark.xiNew);
    StepKernels.scalar().antiPgd(Slice.of(wStepped, g), noise, 0, Data.ETA, Data.SIGMA);
    Twin.assertSame("w", benchmark.w, wStepped);
    Twin.assertSame("xiLast", benchmark.xiLast, xiStepped);
    assertThat(wStepped).isNotEqualTo(w);
    assertThat(xiStepped).isNotEqualTo(xiLast);

    // All state is as it was, so that any number of invocations stays within these two.
    method.invoke(benchmark);
    Twin.assertSame("w", benchmark.w, w);
    Twin.assertSame("xiLast", benchmark.xiLast, xiLast);
    Twin.assertSame("g", benchmark.g, g);
    assertThat(benchmark.xiNew).isSameAs(xiNew);
    assertThat(benchmark.eta).isEqualTo(eta);
  }
}
