// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.trial;

import antipgd.step.StepKernel;

/**
 * The kernels that users run. All give the same bits, so most claims try the chosen one alone.
 *
 * @param scalar the reference, in plain Java
 * @param blocked plain loops over blocks in the cache
 * @param chosen the one that runs where nothing else is asked for, as a rule SIMD
 */
public record Kernels(StepKernel scalar, StepKernel blocked, StepKernel chosen) {

  /**
   * One kernel in the place of all three, as a wrong one is tried.
   *
   * @param kernel the kernel
   * @return the three
   */
  public static Kernels all(StepKernel kernel) {
    return new Kernels(kernel, kernel, kernel);
  }
}
