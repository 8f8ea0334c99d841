// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import antipgd.bench.Data;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** libtorch's normal numbers. */
public class TorchNoise extends NativeNoise {

  Tensor xi;

  /** As in an optimizer: nothing here is differentiated. */
  private NoGradGuard noGrad;

  @Override
  void allocate() {
    LibTorch.load();
    noGrad = new NoGradGuard();
    torch.manual_seed(Data.SEED);
    xi = torch.zeros(n);
  }

  @Override
  void free() {
    xi.close();
    noGrad.close();
  }

  @Override
  FloatPointer xiMemory() {
    return memory(xi);
  }

  static FloatPointer memory(Tensor tensor) {
    return new FloatPointer(tensor.data_ptr_float()).capacity(tensor.numel());
  }
}
