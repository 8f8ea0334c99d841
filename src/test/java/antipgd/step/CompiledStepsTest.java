// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static antipgd.step.Samples.USUAL;
import static antipgd.step.Samples.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What C2 makes of each method of each kernel rounds as the formula does. In a VM of its own, whose
 * only compiler is C2, which waits for it and compiles each method by itself, so that compiled code
 * surely runs.
 */
@Execution(ExecutionMode.CONCURRENT)
class CompiledStepsTest {

  @Test
  void compiledCodeGivesTheSameBits() throws Exception {
    ChildVm vm =
        ChildVm.run(
            List.of(
                VectorModule.OPTION,
                "-XX:-TieredCompilation",
                "-Xbatch",
                "-XX:+PrintCompilation",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=dontinline,*Loops::gd",
                "-XX:CompileCommand=dontinline,*Loops::pgd",
                "-XX:CompileCommand=dontinline,*Loops::oneIndex",
                "-XX:CompileCommand=dontinline,*Loops::oneScale",
                "-XX:CompileCommand=dontinline,*Loops::twoScales"),
            WarmUp.class);

    assertThat(vm.exit()).as(vm.err()).isZero();
    String[] sections = vm.out().split("Warmed up: ");
    assertThat(sections).hasSize(1 + AllKernels.list().size() * SuppliedStep.values().length);
    for (int i = 1; i < sections.length; i++) {
      // A section starts with the name of what the compilations before it belong to.
      String name = sections[i].lines().findFirst().orElseThrow();
      assertThat(sections[i - 1])
          .as("compilations for %s", name)
          .containsPattern("(?m)(Scalar|Blocked|Simd)Loops::" + loop(name) + " \\(\\d+ bytes\\)$");
    }
  }

  /** The loop that does the step that a line names last. */
  private static String loop(String name) {
    return switch (SuppliedStep.valueOf(name.substring(name.indexOf(' ') + 1))) {
      case GD -> "gd";
      case PGD -> "pgd";
      case ANTI_PGD -> "(oneIndex|oneScale)";
      case ANTI_PGD_TWO_SCALES -> "twoScales";
    };
  }

  /** Calls each method of each kernel until it is compiled, and checks each answer. */
  static final class WarmUp {

    private static final int ROUNDS = 500;

    private record Case(int from, int length, float[][] before, float[][] expected) {}

    public static void main(String[] args) {
      for (StepKernel kernel : AllKernels.list()) {
        for (SuppliedStep rule : SuppliedStep.values()) {
          List<Case> cases = cases(rule);
          for (int round = 0; round < ROUNDS; round++) {
            for (Case at : cases) {
              float[][] actual = KernelMethod.copy(at.before);
              rule.call(kernel, actual, at.from, at.length, USUAL).run();
              assertSameBits(actual, at.expected, kernel, rule, at.from, at.length, USUAL);
            }
          }
          System.out.println("Warmed up: " + kernel.name() + " " + rule);
        }
      }
    }

    private static List<Case> cases(SuppliedStep rule) {
      Samples samples = new Samples();
      List<Case> cases = new ArrayList<>();
      for (int from : new int[] {0, 1, 3, 15, 16, 17}) {
        for (int length : new int[] {7, 33, 64, 1000, 1025}) {
          float[][] before = samples.arrays(rule, from + length);
          float[][] expected = rule.expected(before, from, length, USUAL);
          cases.add(new Case(from, length, before, expected));
        }
      }
      return cases;
    }
  }
}
