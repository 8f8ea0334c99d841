// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProvenanceTest {

  @Test
  void saysSomethingAboutEverything() {
    assertThat(Provenance.machine())
        .containsOnlyKeys("cpu", "cores", "caches", "os", "jdk", "commit")
        .containsEntry("cores", String.valueOf(Runtime.getRuntime().availableProcessors()))
        .doesNotContainValue("")
        .doesNotContainValue(null);
    assertThat(Provenance.machine().get("jdk")).contains(System.getProperty("java.vm.version"));
    assertThat(Provenance.machine().get("commit")).matches("unknown|[0-9a-f]{7,}(-dirty)?");
  }
}
