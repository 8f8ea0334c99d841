// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0

/**
 * Anti-PGD as a hand-written SIMD kernel: noise with an address, steps, and training.
 *
 * <p>The Vector API is optional. A program whose VM has {@code jdk.incubator.vector}, by {@code
 * --add-modules} or because a module of its own requires it, gets the SIMD kernel; any other gets
 * plain loops with the same bits.
 */
module antipgd.kernel {
  requires jdk.management; // asks the VM whether SIMD is fast
  requires static jdk.incubator.vector;

  exports antipgd.noise;
  exports antipgd.step;
  exports antipgd.training;
}
