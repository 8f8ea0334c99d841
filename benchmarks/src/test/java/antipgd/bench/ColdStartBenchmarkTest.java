// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import antipgd.bench.ColdStartBenchmark.Shot;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ColdStartBenchmarkTest {

  /** A step rounds by some 1e-7 at random. */
  private static final double DRIFT = 2e-5;

  static Stream<Arguments> cases() {
    return Twin.cases(ColdStartBenchmark.class);
  }

  private static ColdStartBenchmark benchmark(int n) {
    ColdStartBenchmark benchmark = new ColdStartBenchmark();
    benchmark.n = n;
    benchmark.seconds = 2e-3;
    benchmark.setUp();
    return benchmark;
  }

  private static Shot shot(ColdStartBenchmark of) {
    Shot shot = new Shot();
    shot.setUp(of);
    return shot;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stepsAsTheReferenceDoes(Method method, int n) throws ReflectiveOperationException {
    ColdStartBenchmark benchmark = benchmark(n);
    float[] first = benchmark.w.clone();
    float[] w = first.clone();
    float[] xi = new float[n];
    Slice at = Slice.of(w, benchmark.g);
    Shot shot = shot(benchmark);

    method.invoke(benchmark, shot);

    assertThat(shot.steps()).isPositive();
    if (method.getName().equals("nextGaussian")) {
      SplittableRandom random = new SplittableRandom(Data.SEED);
      for (int step = 0; step < shot.steps(); step++) {
        xi = Twin.draw(n, random::nextGaussian);
      }
      float forward = shot.steps() % 2 == 1 ? Data.ETA : 0;
      for (int i = 0; i < n; i++) {
        double expected = first[i] - forward * benchmark.g[i] + Data.SIGMA * (double) xi[i];
        assertThat((double) benchmark.w[i]).isCloseTo(expected, within(DRIFT));
      }
    } else {
      StepKernel reference = StepKernels.scalar();
      Noise noise = Noise.stored(new NoiseStream(Data.SEED, 0, Law.GAUSSIAN), xi);
      for (int step = 0; step < shot.steps(); step++) {
        reference.antiPgd(at, noise, step, step % 2 == 0 ? Data.ETA : -Data.ETA, Data.SIGMA);
      }
      Twin.assertSame("w", benchmark.w, w);
    }
    Twin.assertSame("xi", benchmark.xi, xi);
  }

  @Test
  void tellsWhatTheShotAmountsTo() {
    ColdStartBenchmark benchmark = benchmark(64);
    benchmark.seconds = 0.02;
    Shot shot = shot(benchmark);

    benchmark.scalar(shot);

    assertThat(shot.firstStepMs()).isPositive();
    assertThat(shot.steadyNsPerElement()).isPositive();
    assertThat(shot.warmAfterMs()).isNotNegative();
    assertThat(shot.elementsBy10ms())
        .isLessThanOrEqualTo(shot.elementsBy20ms())
        .isLessThanOrEqualTo(64.0 * shot.steps());
    assertThat(shot.elementsBy20ms() % 64).isZero();
    assertThat(shot.elementsBy5000ms()).as("the shot was shorter").isNaN();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void refusesToBeWarm(Method method) throws ReflectiveOperationException {
    ColdStartBenchmark benchmark = benchmark(64);
    Shot shot = shot(benchmark);
    method.invoke(benchmark, shot);

    assertThatThrownBy(() -> method.invoke(benchmark, shot))
        .isInstanceOf(InvocationTargetException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("would not be cold: run it in mode ss with -wi 0 -i 1");
  }

  static Stream<Method> methods() {
    return Twin.methods(ColdStartBenchmark.class);
  }

  /** JMH makes states before the shot; what their code names may be loaded then. */
  @Test
  void nothingOfAKernelIsNamedBeforeTheShot() {
    for (Class<?> state : new Class<?>[] {ColdStartBenchmark.class, Shot.class}) {
      JavaClass type = new ClassFileImporter().importClass(state);
      assertThat(type.getAllFields()).noneMatch(field -> isKernels(field.getRawType()));
      assertThat(type.getCodeUnits())
          .filteredOn(code -> code.isConstructor() || code.getName().matches("setUp|pattern"))
          .hasSizeGreaterThan(1)
          .allSatisfy(code -> assertThat(accessed(code)).noneMatch(c -> isKernels(c)));
    }
  }

  private static Stream<JavaClass> accessed(JavaCodeUnit code) {
    return code.getAccessesFromSelf().stream().map(access -> access.getTargetOwner());
  }

  private static boolean isKernels(JavaClass type) {
    return type.getPackageName().matches("antipgd\\.(noise|step|simd).*|java\\.util\\.random")
        || type.isEquivalentTo(SplittableRandom.class)
        || type.isEquivalentTo(Data.class);
  }
}
