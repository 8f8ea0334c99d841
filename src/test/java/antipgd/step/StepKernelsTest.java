// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
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

  private static final String FALLBACK = "Running the blocked kernel: ";
  private static final String NO_FMA = "no hardware FMA";

  /** Without the module that tells options: the same VM, but it has to be measured. */
  private static final String CANNOT_BE_ASKED = "--limit-modules=java.logging,jdk.incubator.vector";

  @ParameterizedTest
  @CsvSource({
    "auto,   128, simd-128",
    "simd,   128, simd-128",
    "scalar, 128, scalar",
    "blocked, 128, blocked",
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
        "IllegalArgumentException: antipgd.kernel = "
            + kernel
            + ": must be auto, scalar, blocked or simd");
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
    assertRuns(vm, "blocked");
    assertSaysWhy(vm, VectorModule.OPTION);
    assertThat(vm.err())
        .contains("antipgd.step.BlockedLoops source:")
        .doesNotContain("antipgd.simd.")
        .doesNotContain("jdk.incubator.vector.");
  }

  @ParameterizedTest
  @CsvSource({
    "-Xint, interpreted mode",
    "-XX:TieredStopAtLevel=1, emulated-client",
    "-XX:CompilationMode=quick-only, emulated-client",
    "-XX:TieredStopAtLevel=3, TieredStopAtLevel = 3",
    "-XX:-UseCompiler, UseCompiler = false",
    "-XX:+UnlockExperimentalVMOptions -XX:-EnableVectorSupport, EnableVectorSupport = false",
  })
  void whereTheVectorApiIsNotCompiled(String options, String why) throws Exception {
    assertHasObstacle("does not compile the Vector API to vector instructions (", why, options);
  }

  @Test
  void whereTheVmCannotBeAsked() throws Exception {
    assertHasObstacle(
        "a loop over 1024 elements took ",
        "after 0.4 s",
        CANNOT_BE_ASKED + " -XX:TieredStopAtLevel=3");
  }

  /** On a busy machine the compiler may come too late, which costs speed and no bits: so twice. */
  @Test
  void whereTheVmCannotBeAskedAndIsFast() throws Exception {
    ChildVm vm = choose(VectorModule.OPTION, CANNOT_BE_ASKED, width("128"));
    if (vm.out().startsWith("blocked")) {
      vm = choose(VectorModule.OPTION, CANNOT_BE_ASKED, width("128"));
    }
    assertRuns(vm, "simd-128");
  }

  @Test
  void withoutHardwareFma() throws Exception {
    assertHasObstacle(NO_FMA, "Math.fma in software", "-XX:-UseFMA");
  }

  @Test
  void withoutHardwareFmaTheScalarKernelWarnsOnce() throws Exception {
    ChildVm vm = choose(VectorModule.OPTION, "-XX:-UseFMA", kernel("scalar"));
    assertRuns(vm, "scalar");
    assertThat(vm.err())
        .containsOnlyOnce(NO_FMA)
        .containsOnlyOnce("The scalar kernel is very slow");
  }

  @Test
  @EnabledOnOs(architectures = {"amd64", "x86_64"})
  void vectorsOf64Bits() throws Exception {
    assertHasObstacle("have 64 bits", "at least 128 are needed", "-XX:MaxVectorSize=8");
  }

  @Test
  @EnabledOnOs(architectures = {"amd64", "x86_64"})
  void preferredWidthIsTheVms() throws Exception {
    assertRuns(choose(VectorModule.OPTION, "-XX:MaxVectorSize=16", kernel("simd")), "simd-128");
  }

  @Test
  @EnabledOnOs(architectures = {"amd64", "x86_64"})
  void widerThanTheVmAllows() throws Exception {
    assertHasObstacle(
        "antipgd.width = 512",
        "this CPU and JVM allow at most ",
        "-XX:MaxVectorSize=32 " + width("512"));
  }

  /** The kernel that auto takes says what SIMD says when it is asked for by name. */
  private static void assertHasObstacle(String what, String why, String options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    all.add(VectorModule.OPTION);
    ChildVm vm = ChildVm.run(all, ChooseTwice.class, "then simd");
    assertThat(vm.exit()).as(vm.err()).isZero();
    assertThat(vm.out().lines().limit(2))
        .containsExactly("blocked", Integer.toString(hashOfFormulas()));
    assertThat(vm.out().lines().skip(2))
        .singleElement()
        .asString()
        .contains("IllegalStateException: The SIMD kernel cannot run: ", what, why);
    assertSaysWhy(vm, what, why);
  }

  private static String kernel(String kernel) {
    return "-Dantipgd.kernel=" + kernel;
  }

  private static String width(String width) {
    return "-Dantipgd.width=" + width;
  }

  /** In a sandbox nothing can be asked, and the Vector API of these JDKs may not ask either. */
  @ParameterizedTest
  @EnabledForJreRange(max = JRE.JAVA_23)
  @ValueSource(
      strings = {
        "grant { };",
        "grant { permission java.util.PropertyPermission \"java.*\", \"read\";"
            + " permission java.lang.management.ManagementPermission \"monitor\"; };",
      })
  void whereASecurityManagerForbidsToAsk(String grants, @TempDir Path folder) throws Exception {
    Path policy = Files.writeString(folder.resolve("policy"), grants);
    ChildVm vm =
        choose(VectorModule.OPTION, "-Djava.security.manager", "-Djava.security.policy==" + policy);
    assertRuns(vm, "blocked");
    assertThat(vm.err())
        .contains(FALLBACK + "the Vector API cannot be loaded: ")
        .contains("VECTOR_ACCESS_OOB_CHECK");
  }

  private static ChildVm choose(String... options) throws Exception {
    return ChildVm.run(List.of(options), ChooseTwice.class);
  }

  private static void assertRuns(ChildVm vm, String name) {
    assertThat(vm.exit()).as(vm.err()).isZero();
    assertThat(vm.out().lines()).containsExactly(name, Integer.toString(hashOfFormulas()));
  }

  private static void assertSaysWhy(ChildVm vm, String... why) {
    assertThat(vm.err()).doesNotContain("WARNING: The");
    assertThat(vm.err().lines().filter(line -> line.contains(FALLBACK)))
        .singleElement()
        .asString()
        .startsWith("INFO: ")
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

  /** Prints the name of the chosen kernel, a hash of what it computes, and how SIMD is refused. */
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
      if (args.length > 0) {
        try {
          System.out.println(StepKernels.simd().name());
        } catch (IllegalStateException e) {
          System.out.println(e);
        }
      }
    }
  }
}
