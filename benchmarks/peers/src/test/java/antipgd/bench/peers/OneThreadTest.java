// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** That the native libraries keep to one thread, by their own account and against variables. */
class OneThreadTest {

  @Test
  void mklCallsUseOneThread() {
    Peers.assumeBinariesOf(NativeLibrary.ONE_MKL);
    assertThat(MklVerbose.ask(Map.of("MKL_NUM_THREADS", "2", "OMP_NUM_THREADS", "2")))
        .startsWith("oneMKL ")
        .contains("; CNR:OFF ", " NThr:1");
  }

  @Test
  void torchHasOneThread() {
    Peers.assumeBinariesOf(NativeLibrary.LIBTORCH);
    torch.set_num_threads(2);
    LibTorch.load();
    assertThat(torch.get_parallel_info().getString())
        .contains("at::get_num_threads() : 1\n", "omp_get_max_threads() : 1\n");
  }
}
