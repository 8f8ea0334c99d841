// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.cpus;

import antipgd.noise.GoldenNoise;
import antipgd.noise.HardwareFma;
import antipgd.step.GoldenSteps;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.List;
import java.util.Map;

/**
 * Says which kernel this VM chooses, and hashes what each kernel does that has registers here,
 * again and again: at first nothing is compiled yet, at last it is. {@link VmHashes} reads it.
 */
final class PrintHashes {

  static final String JAVA = "java";
  static final String CHOSEN = "chosen";
  static final String KERNEL = "kernel";

  private static final int ROUNDS = 3;

  private PrintHashes() {}

  public static void main(String[] args) {
    System.out.println(JAVA + " " + Runtime.version());
    System.out.println(CHOSEN + " " + StepKernels.chosen().name());
    for (StepKernel kernel : kernels()) {
      System.out.println(KERNEL + " " + kernel.name());
      print(GoldenSteps.of(kernel));
      // Where Math.fma is software, 2^20 values take the scalar kernel minutes.
      if (HardwareFma.isPresent() || !kernel.name().equals("scalar")) {
        print(GoldenNoise.of(kernel));
        for (int round = 1; round < ROUNDS; round++) {
          print(GoldenSteps.of(kernel));
          print(GoldenNoise.of(kernel));
        }
      }
    }
  }

  /** SIMD only where a user would get it. */
  private static List<StepKernel> kernels() {
    try {
      return List.of(StepKernels.scalar(), StepKernels.blocked(), StepKernels.simd());
    } catch (IllegalStateException e) {
      return List.of(StepKernels.scalar(), StepKernels.blocked());
    }
  }

  private static void print(Map<String, String> hashes) {
    hashes.forEach((name, hash) -> System.out.println(name + " = " + hash));
  }
}
