// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParallelStepBenchmarkTest {

  private static final NoiseStream GAUSSIAN = new NoiseStream(Data.SEED, 0, Law.GAUSSIAN);
  private static final NoiseStream RADEMACHER = new NoiseStream(Data.SEED, 0, Law.RADEMACHER);

  /** The shortest that is measured, odd ones, and one of which every method makes parts. */
  private static final List<Integer> LENGTHS = List.of(1, 1023, 65_536, 200_003);

  static Stream<Arguments> cases() {
    return Twin.methods(ParallelStepBenchmark.class)
        .flatMap(
            method ->
                Twin.values(ParallelStepBenchmark.class, "threads")
                    .flatMap(
                        threads ->
                            LENGTHS.stream()
                                .map(n -> Arguments.of(method, Integer.valueOf(threads), n))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheBitsOfOneThread(Method method, int threads, int n)
      throws ReflectiveOperationException {
    ParallelStepBenchmark benchmark = new ParallelStepBenchmark();
    benchmark.n = n;
    benchmark.threads = threads;
    benchmark.setUp();
    float[] w = benchmark.w.clone();
    float[] g = benchmark.g.clone();
    float[] xi = new float[n];
    float[] a = benchmark.a.clone();
    StepKernel kernel = StepKernels.scalar();
    Slice at = Slice.of(w, g);
    Noise stored = Noise.stored(GAUSSIAN, xi);
    for (int step = 0; step < 2; step++) {
      method.invoke(benchmark);
      float eta = benchmark.eta;
      switch (method.getName()) {
        case "triad" -> {
          for (int i = 0; i < n; i++) {
            a[i] = Math.fma(Data.SIGMA, w[i], g[i]);
          }
        }
        case "scal" -> {
          for (int i = 0; i < n; i++) {
            a[i] = -a[i];
          }
        }
        case "gd" -> kernel.gd(at, eta);
        case "gaussianStored" -> kernel.antiPgd(at, stored, step, eta, Data.SIGMA);
        case "gaussianStoredApart" -> {
          for (int s = 0; s < ParallelStepBenchmark.STEPS; s++) {
            eta = s % 2 == 0 ? Data.ETA : -Data.ETA;
            long n0 = (long) step * ParallelStepBenchmark.STEPS + s;
            kernel.antiPgd(at, stored, n0, eta, Data.SIGMA);
          }
        }
        case "rademacherRegenerated" ->
            kernel.antiPgd(at, Noise.regenerated(RADEMACHER), step, eta, Data.SIGMA);
        case "gaussianFill" -> kernel.fill(xi, GAUSSIAN, step);
        default -> throw new AssertionError("No reference for " + method);
      }
    }
    benchmark.tearDown();
    Twin.assertSame("w", benchmark.w, w);
    Twin.assertSame("g", benchmark.g, g);
    Twin.assertSame("xi", benchmark.xi, xi);
    Twin.assertSame("a", benchmark.a, a);
  }
}
