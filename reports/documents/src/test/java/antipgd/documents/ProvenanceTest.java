// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

  @Test
  void saysSomethingAboutEverything() {
    assertThat(Provenance.machine())
        .containsOnlyKeys("cpu", "model", "cores", "caches", "os", "jdk", "commit")
        .containsEntry("cores", String.valueOf(Runtime.getRuntime().availableProcessors()))
        .doesNotContainValue("")
        .doesNotContainValue(null);
    assertThat(Provenance.machine().get("jdk")).contains(System.getProperty("java.vm.version"));
    assertThat(Provenance.machine().get("commit")).matches("unknown|[0-9a-f]{7,}(-dirty)?");
  }

  @Test
  void tellsTheMakeOfACpuAsLinuxSaysIt() {
    assertThat(Provenance.model(Map.of("cpu family", "26", "model", "2", "model name", "AMD EPYC")))
        .isEqualTo("family 26 model 2");
    assertThat(Provenance.model(Map.of("CPU implementer", "0x41", "CPU part", "0xd40")))
        .isEqualTo("implementer 0x41 part 0xd40");
  }
}
