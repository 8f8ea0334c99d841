// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Counts {@link Operations} in compiled code, as calls of the Vector API. Each loop over vectors
 * has its own method, so what a method calls is what a turn of its loop does; what is known here
 * beside that is how many elements a turn is for.
 */
class OperationsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages("antipgd.simd", "antipgd.bench");

  /** What vectors do to lanes. */
  private static final Set<String> ARITHMETIC =
      Set.of("add", "sub", "mul", "fma", "and", "or", "lanewise", "convertShape");

  /** What makes vectors, moves them, or takes the same bits for another type. */
  private static final Set<String> NO_ARITHMETIC =
      Set.of(
          "fromArray",
          "intoArray",
          "broadcast",
          "reinterpretAsInts",
          "reinterpretAsFloats",
          "length");

  private static double calls(String type, String method) {
    JavaClass in = CLASSES.get(type);
    return in.getCodeUnits().stream()
        .filter(unit -> unit.getName().equals(method))
        .mapToDouble(OperationsTest::calls)
        .max()
        .orElseThrow(() -> new AssertionError("No method " + method + " in " + type));
  }

  /** With those of methods of the package that it calls, as often as they stand there. */
  private static double calls(JavaCodeUnit unit) {
    double calls = 0;
    for (JavaMethodCall call : unit.getMethodCallsFromSelf()) {
      String name = call.getTarget().getName();
      String owner = call.getTargetOwner().getPackageName();
      if (owner.equals("jdk.incubator.vector")) {
        assertThat(ARITHMETIC.contains(name) || NO_ARITHMETIC.contains(name))
            .as("known whether %s is arithmetic", call)
            .isTrue();
        calls += ARITHMETIC.contains(name) ? 1 : 0;
      } else if (owner.equals(unit.getOwner().getPackageName())) {
        calls += call.getTarget().resolveMember().map(OperationsTest::calls).orElse(0.0);
      }
    }
    return calls;
  }

  /** A word, of which a turn of each of the cipher's loops makes four. */
  private static double cipher(int rounds) throws ReflectiveOperationException {
    double ofLong = cipher("antipgd.simd.LongThreefryStages", rounds);
    assertThat(cipher("antipgd.simd.ShortThreefryStages", rounds)).isEqualTo(ofLong);
    return ofLong;
  }

  private static double cipher(String stages, int rounds) throws ReflectiveOperationException {
    Field field = Class.forName(stages).getDeclaredField("ROUNDS_" + rounds);
    field.setAccessible(true);
    return ((Collection<?>) field.get(null))
            .stream().mapToDouble(stage -> calls(stage.getClass().getName(), "run")).sum()
        / 4;
  }

  /** A word of a generator. */
  private static double word(Generator generator) throws ReflectiveOperationException {
    double cipher = cipher(generator.rounds());
    if (generator == Generator.THREEFRY_20) {
      return cipher;
    }
    double ofSmall = calls("antipgd.simd.SimdShortStreams", "single");
    assertThat(calls("antipgd.simd.SimdShortStreams", "pair")).isEqualTo(2 * ofSmall);
    return ofSmall + cipher / generator.tiles();
  }

  private static double noise(Law law, Generator generator) throws ReflectiveOperationException {
    return law == Law.GAUSSIAN
        ? word(generator)
            // A turn is for a pair of elements.
            + (calls("antipgd.simd.SimdGaussian", "radii")
                    + calls("antipgd.simd.SimdGaussian", "pairs"))
                / 2
        : word(generator) / Integer.SIZE + calls("antipgd.simd.SimdRademacher", "row");
  }

  private static double counted(Method method, Law law, Generator generator)
      throws ReflectiveOperationException {
    String update = method.getName().endsWith("TwoScales") ? "twoScales" : "oneScale";
    double ofLoop = calls("antipgd.simd.SimdLoops", update);
    return switch (method.getName()) {
      case "gd" -> calls("antipgd.simd.SimdLoops", "gd");
      case "simdStored", "simdStoredTwoScales" ->
          law == Law.GAUSSIAN
              ? word(generator)
                  + (calls("antipgd.simd.SimdGaussian", "radii")
                          + calls("antipgd.simd.SimdGaussianStep", update))
                      / 2
              : noise(law, generator) + ofLoop;
      case "simdRegenerated", "simdRegeneratedTwoScales" ->
          law == Law.GAUSSIAN
              ? 2 * noise(law, generator) + ofLoop
              : 2 * word(generator) / Integer.SIZE
                  + calls("antipgd.simd.SimdRademacherStep", update);
      default -> throw new AssertionError("No count for " + method);
    };
  }

  static Stream<Arguments> generated() {
    return Twin.methods(GeneratedNoiseBenchmark.class)
        .filter(method -> method.getName().matches("gd|simd(Stored|Regenerated)(TwoScales)?"))
        .flatMap(
            method ->
                Stream.of(Law.values())
                    .flatMap(
                        law ->
                            Stream.of(Generator.values())
                                .map(generator -> Arguments.of(method, law, generator))));
  }

  @ParameterizedTest
  @MethodSource("generated")
  void ofStepsWithNoise(Method method, Law law, Generator generator)
      throws ReflectiveOperationException {
    assertThat(stated(method, "law=" + law, "generator=" + generator))
        .isEqualTo(counted(method, law, generator));
  }

  @ParameterizedTest
  @CsvSource({"simd20, THREEFRY_20", "simdShortStreams, SHORT_STREAMS"})
  void ofFills(String method, Generator generator) throws ReflectiveOperationException {
    assertThat(stated(GaussianFillBenchmark.class.getMethod(method)))
        .isEqualTo(noise(Law.GAUSSIAN, generator));
    assertThat(stated(RademacherFillBenchmark.class.getMethod(method)))
        .isEqualTo(noise(Law.RADEMACHER, generator));
  }

  @Test
  void ofStepsWithoutNoiseOfTheirOwn() throws ReflectiveOperationException {
    assertThat(stated(GradientStepBenchmark.class.getMethod("simd")))
        .isEqualTo(calls("antipgd.simd.SimdLoops", "gd"));
    assertThat(stated(SuppliedNoiseBenchmark.class.getMethod("simd")))
        .isEqualTo(calls("antipgd.simd.SimdLoops", "oneIndex"));
  }

  @Test
  void ofTheMachinesLimit() throws ReflectiveOperationException {
    String loops = VectorArithmetic.class.getName();
    assertThat(stated(ArithmeticBenchmark.class.getMethod("fma")))
        .isEqualTo(calls(loops, "fmaLoop") * ArithmeticBenchmark.TRIPS);
    assertThat(stated(ArithmeticBenchmark.class.getMethod("mix")))
        .isEqualTo(calls(loops, "mixLoop") * ArithmeticBenchmark.TRIPS);
  }

  /** What can be counted by hand. */
  @Test
  void countsEveryCall() {
    assertThat(calls("antipgd.simd.SimdLoops", "gd")).isEqualTo(1);
    assertThat(calls("antipgd.simd.SimdRademacher", "signs")).isEqualTo(3);
    assertThat(calls("antipgd.simd.SimdRademacherStep", "oneScale")).isEqualTo(2 * 3 + 3);
  }

  /** The number of the one setting that fits. */
  private static double stated(Method method, String... setting) {
    List<Operations> fitting =
        Arrays.stream(method.getAnnotation(Work.class).operations())
            .filter(operations -> List.of(setting).containsAll(List.of(operations.where())))
            .toList();
    assertThat(fitting).as("settings of %s that fit", method).hasSize(1);
    return fitting.get(0).value();
  }
}
