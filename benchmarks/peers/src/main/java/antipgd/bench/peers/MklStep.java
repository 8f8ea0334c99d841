// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import static antipgd.bench.Data.SIGMA;

import antipgd.bench.Data;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt;

/** The whole step by oneMKL: noise, then one {@code saxpy} a term. */
public class MklStep extends MklNoise implements NativeStep {

  /** Elements, so that the four arrays' parts stay in a core's L2 cache. */
  private static final int BLOCK = 8192;

  private FloatPointer w;
  private FloatPointer g;
  private FloatPointer xiNew;

  @Override
  void allocate() {
    super.allocate();
    w = OneMkl.array(n).put(Data.exact(n, 1));
    g = OneMkl.array(n).put(Data.exact(n, 2));
    xi.put(new float[n]);
    xiNew = OneMkl.array(n);
  }

  @Override
  void free() {
    super.free();
    OneMkl.free(w);
    OneMkl.free(g);
    OneMkl.free(xiNew);
  }

  @Override
  public FloatPointer wMemory() {
    return w;
  }

  @Override
  public FloatPointer gMemory() {
    return g;
  }

  @Override
  public FloatPointer xiNewMemory() {
    return xiNew;
  }

  /** Every call works on whole arrays. */
  void step(MklStream by, float eta) {
    by.fill(xiNew, n);
    move(eta);
    swapNoise();
  }

  /** Every call works on a block that fits into the cache. */
  void stepInBlocks(MklStream by, float eta) {
    for (int from = 0; from < n; from += BLOCK) {
      int length = Math.min(BLOCK, n - from);
      position(from);
      by.fill(xiNew, length);
      move(length, eta);
    }
    position(0);
    swapNoise();
  }

  @Override
  public void move(float eta) {
    move(n, eta);
  }

  private void move(int length, float eta) {
    mkl_rt.cblas_saxpy(length, -eta, g, 1, w, 1);
    mkl_rt.cblas_saxpy(length, SIGMA, xiNew, 1, w, 1);
    mkl_rt.cblas_saxpy(length, -SIGMA, xi, 1, w, 1);
  }

  private void position(int from) {
    w.position(from);
    g.position(from);
    xi.position(from);
    xiNew.position(from);
  }

  private void swapNoise() {
    FloatPointer last = xi;
    xi = xiNew;
    xiNew = last;
  }
}
