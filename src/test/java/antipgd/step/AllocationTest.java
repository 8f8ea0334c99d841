// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.GeneratedStep.Address;
import antipgd.step.KernelMethod.Scalars;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In the steady state no method of any kernel allocates. A vector that the JIT fails to keep in a
 * register is an object, so this also finds code that C2 gave up on. Each kernel has a VM of its
 * own, as with users, and meets all methods, laws and generators by turns: some failures of the JIT
 * come only with mixed use.
 */
@Execution(ExecutionMode.CONCURRENT)
class AllocationTest {

  private static Stream<List<String>> kernelsWithRegisters() {
    int widest = Integer.parseInt(StepKernels.simd().name().substring("simd-".length()));
    Stream<List<String>> simd =
        IntStream.of(128, 256, 512)
            .filter(width -> width <= widest)
            .mapToObj(width -> List.of("-Dantipgd.kernel=simd", "-Dantipgd.width=" + width));
    Stream<List<String>> plain =
        Stream.of("scalar", "blocked").map(kernel -> List.of("-Dantipgd.kernel=" + kernel));
    return Stream.concat(plain, simd);
  }

  @ParameterizedTest
  @MethodSource("kernelsWithRegisters")
  void nothingIsAllocatedInTheSteadyState(List<String> choice) throws Exception {
    List<String> options = new ArrayList<>(choice);
    options.add(VectorModule.OPTION);
    options.add("-Xbatch"); // Compiled code is there when it is due, however busy the machine.

    ChildVm vm = ChildVm.run(options, MixedUse.class);

    assertThat(vm.exit()).as(vm.err()).isZero();
    assertThat(vm.out().lines()).allMatch(use -> use.endsWith(": 0"), "allocates nothing");
    assertThat(vm.out().lines())
        .hasSize(SuppliedStep.values().length + 8 * GeneratedStep.values().length);
  }

  /**
   * A split call has its bookkeeping, and that is all: its parts are not compiled into it, so deep
   * that every vector would be an object. With fewer levels of inlining than usual, because with
   * fifteen it depends on what the JIT compiles first.
   */
  @Test
  void aSplitCallAllocatesNoVectors() throws Exception {
    ChildVm vm = ChildVm.run(List.of(VectorModule.OPTION, "-XX:MaxInlineLevel=10"), SplitUse.class);

    assertThat(vm.exit()).as(vm.err()).isZero();
    assertThat(vm.out().lines().map(Long::valueOf)).hasSize(1).allMatch(bytes -> bytes < 2000);
  }

  /** Prints what a call allocated in the calling thread, on average over the last calls. */
  static final class SplitUse {

    private static final int CALLS = 10_000;
    private static final int MEASURED = 1000;

    public static void main(String[] args) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      StepKernel kernel = new ParallelStepKernel(StepKernels.simd());
      Slice at = Slice.of(new float[1 << 20], new float[1 << 20]);
      long thread = Thread.currentThread().getId();
      long before = 0;
      for (int call = 0; call < CALLS; call++) {
        if (call == CALLS - MEASURED) {
          before = threads.getThreadAllocatedBytes(thread);
        }
        kernel.gd(at, 0.5f);
      }
      System.out.println((threads.getThreadAllocatedBytes(thread) - before) / MEASURED);
    }
  }

  /** Calls all methods by turns, and prints what each allocated after it was warm. */
  static final class MixedUse {

    private static final int LENGTH = 5000;
    private static final int CALLS = 20;
    private static final int WARM_UP_ROUNDS = 80;
    private static final int ROUNDS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Use(String name, Runnable call) {

      /** Bytes allocated by some calls. */
      long allocated() {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < CALLS; i++) {
          call.run();
        }
        return THREADS.getThreadAllocatedBytes(thread) - before;
      }
    }

    public static void main(String[] args) {
      List<Use> uses = uses(StepKernels.chosen());
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        uses.forEach(Use::allocated);
      }
      long[] bytes = new long[uses.size()];
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] += uses.get(i).allocated();
        }
      }
      for (int i = 0; i < bytes.length; i++) {
        System.out.println(uses.get(i).name + ": " + bytes[i]);
      }
    }

    private static List<Use> uses(StepKernel kernel) {
      List<Use> uses = new ArrayList<>();
      Samples samples = new Samples();
      for (SuppliedStep rule : SuppliedStep.values()) {
        float[][] arrays = samples.arrays(rule, LENGTH);
        uses.add(new Use(rule.name(), rule.call(kernel, arrays, 0, LENGTH, Samples.USUAL)));
      }
      for (Law law : Law.values()) {
        for (Generator generator : Generator.values()) {
          Address at = new Address(new NoiseStream(1, 2, law, generator), 3, 1000);
          for (GeneratedStep rule : GeneratedStep.values()) {
            for (Scalars scalars : Samples.SCALES) {
              float[][] arrays = samples.arrays(rule, LENGTH);
              uses.add(
                  new Use(
                      rule + " " + law + " " + generator + " " + scalars,
                      rule.call(kernel, arrays, 0, LENGTH, scalars, at)));
            }
          }
        }
      }
      return uses;
    }
  }
}
