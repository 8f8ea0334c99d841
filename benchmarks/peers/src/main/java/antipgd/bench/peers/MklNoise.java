// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.Data;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt;
import org.bytedeco.mkl.global.mkl_rt.VSLStreamStatePtr;

/** oneMKL's normal numbers. */
public class MklNoise extends NativeNoise {

  FloatPointer xi;

  /** The counter-based generator that is most like ours. */
  VSLStreamStatePtr philox;

  /** The fastest of its generators where this was measured; rests on the CPU's AES instructions. */
  VSLStreamStatePtr ars5;

  @Override
  void allocate() {
    OneMkl.load();
    xi = OneMkl.array(n);
    philox = stream(mkl_rt.VSL_BRNG_PHILOX4X32X10);
    ars5 = stream(mkl_rt.VSL_BRNG_ARS5);
  }

  private static VSLStreamStatePtr stream(int generator) {
    VSLStreamStatePtr stream = new VSLStreamStatePtr();
    check(mkl_rt.vslNewStream(stream, generator, (int) Data.SEED));
    return stream;
  }

  @Override
  void free() {
    check(mkl_rt.vslDeleteStream(philox));
    check(mkl_rt.vslDeleteStream(ars5));
    OneMkl.free(xi);
  }

  @Override
  FloatPointer xiMemory() {
    return xi;
  }

  /** By the inverse of the normal distribution, the method that oneMKL is fastest with. */
  static void icdf(VSLStreamStatePtr stream, FloatPointer xi, int length) {
    fill(mkl_rt.VSL_RNG_METHOD_GAUSSIAN_ICDF, stream, xi, length);
  }

  /** By both halves of the Box-Muller transform, as we do. */
  static void boxMuller2(VSLStreamStatePtr stream, FloatPointer xi, int length) {
    fill(mkl_rt.VSL_RNG_METHOD_GAUSSIAN_BOXMULLER2, stream, xi, length);
  }

  private static void fill(int method, VSLStreamStatePtr stream, FloatPointer xi, int length) {
    check(mkl_rt.vsRngGaussian(method, stream, length, xi, 0, 1));
  }

  private static void check(int status) {
    if (status != mkl_rt.VSL_STATUS_OK) {
      throw new IllegalStateException("oneMKL's VSL reports status " + status);
    }
  }
}
