// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.HardwareFma;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.GeneratedStep.Address;
import antipgd.step.KernelMethod.Scalars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Compiled by C2, the blocked kernel gives the same bits in a VM that has no fma in hardware. */
@Execution(ExecutionMode.CONCURRENT)
class BlockedWithoutFmaTest {

  private static final int LENGTH = 5000;
  private static final int STEPS = 100;

  @Test
  void sameBits() throws Exception {
    ChildVm vm =
        ChildVm.run(List.of("-XX:-UseFMA", "-XX:-TieredCompilation", "-Xbatch"), PrintHashes.class);

    assertThat(vm.exit()).as(vm.err()).isZero();
    assertThat(vm.out().lines()).startsWith("fma in hardware: false");
    assertThat(vm.out().lines().skip(1)).containsExactlyElementsOf(hashes());
  }

  /** Of all arrays after some steps of each kind. */
  private static List<String> hashes() {
    StepKernel kernel = StepKernels.blocked();
    Samples samples = new Samples();
    List<String> hashes = new ArrayList<>();
    for (Scalars scalars : Samples.SCALES) {
      for (SuppliedStep rule : SuppliedStep.values()) {
        float[][] arrays = samples.arrays(rule, LENGTH);
        Runnable step = rule.call(kernel, arrays, 0, LENGTH, scalars);
        for (int n = 0; n < STEPS; n++) {
          step.run();
        }
        hashes.add(rule + " " + scalars + ": " + Arrays.deepHashCode(arrays));
      }
      for (Law law : Law.values()) {
        for (GeneratedStep rule : GeneratedStep.values()) {
          float[][] arrays = samples.arrays(rule, LENGTH);
          for (int n = 0; n < STEPS; n++) {
            Address at = new Address(new NoiseStream(1, 2, law), n, 1000);
            rule.call(kernel, arrays, 0, LENGTH, scalars, at).run();
          }
          hashes.add(rule + " " + law + " " + scalars + ": " + Arrays.deepHashCode(arrays));
        }
      }
    }
    return hashes;
  }

  static final class PrintHashes {

    public static void main(String[] args) {
      System.out.println("fma in hardware: " + HardwareFma.isPresent());
      hashes().forEach(System.out::println);
    }
  }
}
