// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.util.List;

/** A method of {@link StepKernel} with noise of one kind. */
interface KernelMethod {

  /** Names of the arrays, in the order in which a call gets them. */
  List<String> arrays();

  /** Names of the noise scales that the method takes. */
  List<String> scales();

  /**
   * A call of the kernel's method, ready to be made more than once.
   *
   * @param arrays what it works on
   * @param from first index of the range
   * @param length length of the range
   * @param s scalars, of which the method takes those that it knows
   */
  Runnable call(StepKernel kernel, float[][] arrays, int from, int length, Scalars s);

  /** Arrays of their own with the same values. */
  static float[][] copy(float[][] arrays) {
    float[][] copy = new float[arrays.length][];
    for (int a = 0; a < arrays.length; a++) {
      copy[a] = arrays[a] == null ? null : arrays[a].clone();
    }
    return copy;
  }

  /** The scalar arguments; a method with one scale has the one that is added. */
  record Scalars(float eta, float takenBack, float added) {}
}
