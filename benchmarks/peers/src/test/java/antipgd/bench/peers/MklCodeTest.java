// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bytedeco.mkl.global.mkl_rt;
import org.junit.jupiter.api.Test;

class MklCodeTest {

  private static final String MAPS =
      """
      7f00-7f10 r--p 00000000 fe:00 1  /c/libmkl_def.so.3
      Size:               64 kB
      Rss:                 9 kB
      7f10-7f20 r-xp 00001000 fe:00 1  /c/libmkl_def.so.3
      Size:               64 kB
      KernelPageSize:      4 kB
      Rss:                88 kB
      Pss:                 1 kB
      7f20-7f30 r-xp 00000000 fe:00 2  /c/libmkl_core.so.3
      Size:               64 kB
      Rss:               472 kB
      7f30-7f40 r-xp 00000000 fe:00 3  /c/libmkl_vml_avx512.so.3
      Size:               64 kB
      Rss:                 0 kB
      """;

  @Test
  void readsTheCodeOfLibrariesOfWhichTheCpuDecides() {
    assertThat(MklCode.resident(MAPS)).isEqualTo(Map.of("mkl_def", 88, "mkl_vml_avx512", 0));
  }

  @Test
  void whatGrewIsWhatRan() {
    assertThat(
            MklCode.described(
                Map.of("mkl_def", 88, "mkl_avx2", 112),
                Map.of("mkl_def", 152, "mkl_avx2", 112, "mkl_vml_def", 320),
                mkl_rt.MKL_CBWR_AUTO))
        .isEqualTo("ran mkl_def and mkl_vml_def; its branch for this CPU: none named");
    assertThat(MklCode.described(Map.of(), Map.of(), mkl_rt.MKL_CBWR_AVX512))
        .isEqualTo("ran unknown libraries; its branch for this CPU: AVX512");
  }

  @Test
  void namesOneFamilyOfInstructions() {
    Peers.assumeBinariesOf(NativeLibrary.ONE_MKL);
    assertThat(MklCode.ask())
        .matches("ran (unknown libraries|mkl_(\\w+) and mkl_vml_\\2); its branch for this CPU: .+");
  }
}
