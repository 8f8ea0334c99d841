// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The stages in the source tree are what their generator writes. */
class ThreefryStagesTest {

  @Test
  void shortStages() throws IOException {
    assertGenerated(ThreefryStagesGenerator.SHORT);
  }

  @Test
  void longStages() throws IOException {
    assertGenerated(ThreefryStagesGenerator.LONG);
  }

  private static void assertGenerated(ThreefryStagesGenerator stages) throws IOException {
    Path file = Path.of("main", "java", "antipgd", "simd", stages.className() + ".java");
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(file, stages.source());
    }
    assertThat(file)
        .as("%s is generated; write it by: %s", file, ThreefryStagesGenerator.COMMAND)
        .hasContent(stages.source());
  }
}
