// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with somebody else's content; {@link CheckpointTest} has links, pipes and two writers. */
class CheckpointFileTest {

  @TempDir private Path folder;

  private static CheckpointFile.Content content(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isReplacedAsAWhole() throws IOException {
    Path file = folder.resolve("mine");
    CheckpointFile.write(file, content("first"));
    CheckpointFile.write(file, content("second"));
    assertThat(file).hasContent("second");
    assertThat(folder.toFile().list()).containsExactly("mine");
  }

  @Test
  void staysIfItsContentFails() throws IOException {
    Path file = folder.resolve("mine");
    CheckpointFile.write(file, content("first"));
    assertThatThrownBy(
            () ->
                CheckpointFile.write(
                    file,
                    out -> {
                      content("half").writeTo(out);
                      throw new IOException("no more");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no more");
    assertThat(file).hasContent("first");
    assertThat(folder.toFile().list()).containsExactly("mine");
  }
}
