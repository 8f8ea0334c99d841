// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.Data;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The whole step as PyTorch's users write it: noise, then one {@code add_} a term. */
public class TorchStep extends TorchNoise implements NativeStep {

  private Tensor w;
  private Tensor g;
  private Tensor xiNew;
  private FloatPointer wMemory;
  private FloatPointer gMemory;

  // A call does not make its scalars anew, and there are only two steps, there and back.
  private Scalar eta;
  private Scalar minusEta;
  private Scalar sigma;
  private Scalar minusSigma;

  @Override
  void allocate() {
    super.allocate();
    w = torch.zeros(n);
    g = torch.zeros(n);
    xiNew = torch.zeros(n);
    wMemory = memory(w).put(Data.exact(n, 1));
    gMemory = memory(g).put(Data.exact(n, 2));
    eta = new Scalar(Data.ETA);
    minusEta = new Scalar(-Data.ETA);
    sigma = new Scalar(Data.SIGMA);
    minusSigma = new Scalar(-Data.SIGMA);
  }

  @Override
  void free() {
    super.free();
    w.close();
    g.close();
    xiNew.close();
  }

  @Override
  public FloatPointer wMemory() {
    return wMemory;
  }

  @Override
  public FloatPointer gMemory() {
    return gMemory;
  }

  @Override
  public FloatPointer xiNewMemory() {
    return memory(xiNew);
  }

  /** Only with {@link Data#ETA} or its negative. */
  void step(float plusOrMinusEta) {
    xiNew.normal_();
    move(plusOrMinusEta);
    Tensor last = xi;
    xi = xiNew;
    xiNew = last;
  }

  @Override
  public void move(float plusOrMinusEta) {
    w.add_(g, plusOrMinusEta < 0 ? eta : minusEta);
    w.add_(xiNew, sigma);
    w.add_(xi, minusSigma);
  }
}
