// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import org.bytedeco.mkl.global.mkl_rt;

/**
 * oneMKL's basic generators of pseudo-random numbers, all that it has. Its two other kinds are no
 * opponents: Sobol's and Niederreiter's sequences are quasi-random, far too even for noise, and the
 * generator of the CPU itself cannot be seeded.
 */
public enum MklGenerator {
  MCG31(mkl_rt.VSL_BRNG_MCG31),
  R250(mkl_rt.VSL_BRNG_R250),
  MRG32K3A(mkl_rt.VSL_BRNG_MRG32K3A),
  MCG59(mkl_rt.VSL_BRNG_MCG59),
  WH(mkl_rt.VSL_BRNG_WH),
  MT19937(mkl_rt.VSL_BRNG_MT19937),
  SFMT19937(mkl_rt.VSL_BRNG_SFMT19937),
  MT2203(mkl_rt.VSL_BRNG_MT2203),
  ARS5(mkl_rt.VSL_BRNG_ARS5),
  PHILOX4X32X10(mkl_rt.VSL_BRNG_PHILOX4X32X10);

  final int id;

  MklGenerator(int id) {
    this.id = id;
  }
}
