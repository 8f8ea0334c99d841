// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import org.bytedeco.mkl.global.mkl_rt;

/** How oneMKL makes normal numbers of a generator's. */
public enum MklMethod {
  /** The inverse of the normal distribution. */
  ICDF(mkl_rt.VSL_RNG_METHOD_GAUSSIAN_ICDF),

  /** One half of the Box-Muller transform. */
  BOX_MULLER(mkl_rt.VSL_RNG_METHOD_GAUSSIAN_BOXMULLER),

  /** Both halves of it, as we do. */
  BOX_MULLER2(mkl_rt.VSL_RNG_METHOD_GAUSSIAN_BOXMULLER2);

  final int id;

  MklMethod(int id) {
    this.id = id;
  }
}
