// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The choice of a kernel, each in a VM of its own: it depends on the VM's options, and the width is
 * read once a VM.
 */
@Execution(ExecutionMode.CONCURRENT)
class StepKernelsTest {

  private static final String FALLBACK = "Falling back to the scalar kernel";
  private static final String NO_FMA = "no hardware FMA";

  @ParameterizedTest
  @CsvSource({
    "auto,   128, simd-128",
    "simd,   128, simd-128",
    "scalar, 128, scalar",
  })
  void propertiesChoose(String kernel, String width, String name) throws Exception {
    ChildVm vm = choose(VectorModule.OPTION, kernel(kernel), width(width));
    assertRuns(vm, name);
    assertThat(vm.err()).doesNotContain(FALLBACK, NO_FMA);
  }

  @Test
  void defaultIsSimdWhereItCanRun() throws Exception {
    ChildVm vm = choose(VectorModule.OPTION);
    assertThat(vm.out()).as(vm.err()).startsWith("simd-");
    assertThat(vm.err()).doesNotContain(FALLBACK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "", "SIMD"})
  void unknownKernelIsRefused(String kernel) throws Exception {
    assertFails(
        choose(VectorModule.OPTION, kernel(kernel)),
        "IllegalArgumentException: antipgd.kernel = " + kernel + ": must be auto, scalar or simd");
  }

  @ParameterizedTest
  @CsvSource({"auto, 64", "simd, 1024", "scalar, wide"})
  void unknownWidthIsRefusedWhicheverKernel(String kernel, String width) throws Exception {
    assertFails(
        choose(VectorModule.OPTION, kernel(kernel), width(width)),
        "IllegalArgumentException: antipgd.width = "
            + width
            + ": must be preferred, 128, 256 or 512");
  }

  @Test
  void withoutTheModuleSimdFailsLoudly() throws Exception {
    assertFails(choose(kernel("simd")), "IllegalStateException", VectorModule.OPTION);
  }

  @Test
  void withoutTheModuleAutoFallsBackAndLeavesTheVectorApiAlone() throws Exception {
    ChildVm vm = choose("-Xlog:class+load:stderr");
    assertFallsBack(vm, VectorModule.OPTION);
    assertThat(vm.err())
        .contains("antipgd.step.ScalarLoops source:")
        .doesNotContain("antipgd.simd.")
        .doesNotContain("jdk.incubator.vector.");
  }

  @ParameterizedTest
  @CsvSource({
    "-Xint, interpreted mode",
    "-XX:TieredStopAtLevel=1, TieredStopAtLevel = 1",
    "-XX:TieredStopAtLevel=3, TieredStopAtLevel = 3"
  })
  void withoutTheOptimisingCompiler(String option, String why) throws Exception {
    assertFails(choose(VectorModule.OPTION, option, kernel("simd")), "IllegalStateException", why);
    assertFallsBack(choose(VectorModule.OPTION, option), why);
  }

  @ParameterizedTest
  @CsvSource({"scalar, scalar", "simd, simd-128"})
  void withoutHardwareFmaWarnsOnceAndGivesTheSameBits(String kernel, String name) throws Exception {
    ChildVm vm = choose(VectorModule.OPTION, "-XX:-UseFMA", kernel(kernel), width("128"));
    assertRuns(vm, name);
    assertThat(vm.err()).containsOnlyOnce(NO_FMA);
  }

  @Test
  @EnabledOnOs(architectures = {"amd64", "x86_64"})
  void preferredWidthIsTheVms() throws Exception {
    assertRuns(choose(VectorModule.OPTION, "-XX:MaxVectorSize=16", kernel("simd")), "simd-128");
  }

  @Test
  @EnabledOnOs(architectures = {"amd64", "x86_64"})
  void widerThanTheVmAllows() throws Exception {
    String why = "antipgd.width = 512: this CPU and JVM allow at most ";
    String narrow = "-XX:MaxVectorSize=32";
    assertFails(
        choose(VectorModule.OPTION, narrow, width("512"), kernel("simd")),
        "IllegalStateException",
        why);
    assertFallsBack(choose(VectorModule.OPTION, narrow, width("512")), why);
  }

  private static String kernel(String kernel) {
    return "-Dantipgd.kernel=" + kernel;
  }

  private static String width(String width) {
    return "-Dantipgd.width=" + width;
  }

  private static ChildVm choose(String... options) throws Exception {
    return ChildVm.run(List.of(options), ChooseTwice.class);
  }

  private static void assertRuns(ChildVm vm, String name) {
    assertThat(vm.exit()).as(vm.err()).isZero();
    assertThat(vm.out().lines()).containsExactly(name, Integer.toString(hashOfFormulas()));
  }

  private static void assertFallsBack(ChildVm vm, String why) {
    assertRuns(vm, "scalar");
    assertThat(vm.err().lines().filter(line -> line.contains(FALLBACK)))
        .singleElement()
        .asString()
        .contains(why);
  }

  private static void assertFails(ChildVm vm, String... why) {
    assertThat(vm.exit()).isEqualTo(1);
    assertThat(vm.out()).isEmpty();
    assertThat(vm.err()).contains(why);
  }

  private static int hashOfFormulas() {
    List<float[][]> results = new ArrayList<>();
    Samples samples = new Samples();
    for (SuppliedStep rule : SuppliedStep.values()) {
      results.add(
          rule.expected(
              samples.arrays(rule, ChooseTwice.LENGTH), 0, ChooseTwice.LENGTH, Samples.USUAL));
    }
    return Arrays.deepHashCode(results.toArray());
  }

  /** Prints the name of the chosen kernel and a hash of what it computes. */
  static final class ChooseTwice {

    static final int LENGTH = 1000;

    public static void main(String[] args) {
      StepKernels.chosen();
      StepKernel kernel = StepKernels.chosen();
      List<float[][]> results = new ArrayList<>();
      Samples samples = new Samples();
      for (SuppliedStep rule : SuppliedStep.values()) {
        float[][] arrays = samples.arrays(rule, LENGTH);
        rule.call(kernel, arrays, 0, LENGTH, Samples.USUAL).run();
        results.add(arrays);
      }
      System.out.println(kernel.name());
      System.out.println(Arrays.deepHashCode(results.toArray()));
    }
  }
}
