// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.step.Slice;
import antipgd.step.StepKernels;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientStepBenchmarkTest {

  static Stream<Arguments> cases() {
    return Twin.cases(GradientStepBenchmark.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesTheStepAndGoesBack(Method method, int n) throws ReflectiveOperationException {
    Twin.assumeRoomFor(5, n);
    GradientStepBenchmark benchmark = new GradientStepBenchmark();
    benchmark.n = n;
    benchmark.setUp();
    float[] w = benchmark.w.clone();
    float[] g = benchmark.g.clone();
    float eta = benchmark.eta;

    float[] wStepped = w.clone();
    method.invoke(benchmark);
    StepKernels.scalar().gd(Slice.of(wStepped, g), Data.ETA);
    Twin.assertSame("w", benchmark.w, wStepped);
    assertThat(wStepped).isNotEqualTo(w);

    // All state is as it was, so that any number of invocations stays within these two.
    method.invoke(benchmark);
    Twin.assertSame("w", benchmark.w, w);
    Twin.assertSame("g", benchmark.g, g);
    assertThat(benchmark.eta).isEqualTo(eta);
  }
}
