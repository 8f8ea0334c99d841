// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's library for C++, made ready: its binaries are there, and it uses one thread. It chooses
 * its code by CPU, whoever made it.
 */
final class LibTorch {

  private LibTorch() {}

  /**
   * Makes it ready.
   *
   * @throws IllegalStateException if its binaries are missing or it does not keep to one thread
   */
  static void load() {
    NativeLibrary.LIBTORCH.require();
    torch.set_num_threads(1);
    int threads = torch.get_num_threads();
    if (threads != 1) {
      throw new IllegalStateException("libtorch uses " + threads + " threads: must be 1");
    }
  }
}
