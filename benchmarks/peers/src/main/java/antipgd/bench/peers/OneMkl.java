// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt;

/**
 * Intel's oneMKL, made ready: its binaries are there, and it uses one thread.
 *
 * <p>It chooses its code by CPU. On CPUs that are not Intel's it takes the path for the oldest ones
 * and no documented setting changes that: {@code MKL_ENABLE_INSTRUCTIONS} is for Intel's alone. The
 * environment of a result says which path it was.
 */
final class OneMkl {

  /** Bytes, as its documentation asks for. */
  private static final int ALIGNMENT = 64;

  private OneMkl() {}

  /**
   * Makes it ready.
   *
   * @throws IllegalStateException if its binaries are missing or it does not keep to one thread
   */
  static void load() {
    NativeLibrary.ONE_MKL.require();
    mkl_rt.MKL_Set_Num_Threads(1);
    int threads = mkl_rt.MKL_Get_Max_Threads();
    if (threads != 1) {
      throw new IllegalStateException("oneMKL uses " + threads + " threads: must be 1");
    }
  }

  /** An array off the heap, of unknown numbers. To be freed with {@link #free}. */
  static FloatPointer array(int n) {
    return new FloatPointer(mkl_rt.MKL_malloc((long) n * Float.BYTES, ALIGNMENT)).capacity(n);
  }

  /** That a call of its VSL succeeded. */
  static void check(int status) {
    if (status != mkl_rt.VSL_STATUS_OK) {
      throw new IllegalStateException("oneMKL's VSL reports status " + status);
    }
  }

  static void free(FloatPointer array) {
    mkl_rt.MKL_free(array);
  }
}
