// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitHistoryTest {

  @TempDir private Path folder;

  private static String git(Path folder, String... args) throws IOException, InterruptedException {
    ProcessBuilder git = new ProcessBuilder("git", "-c", "user.name=a", "-c", "user.email=a");
    git.command().addAll(List.of(args));
    Process started =
        git.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).as("%s", git.command()).isZero();
    return output.strip();
  }

  private static String commit(Path folder) throws IOException, InterruptedException {
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "a");
    return git(folder, "rev-parse", "--short=10", "HEAD");
  }

  @BeforeAll
  static void needsGit() {
    assumeThatCode(() -> new ProcessBuilder("git", "--version").start()).doesNotThrowAnyException();
  }

  @Test
  void hasWhatLeadsToWhatIsCheckedOut() throws Exception {
    git(folder, "init", "--quiet");
    CommitHistory history = new CommitHistory(folder);
    String first = commit(folder);
    assertThat(history.has(first)).contains(true);

    String second = commit(folder);
    git(folder, "checkout", "--quiet", first);
    assertThat(history.has(first)).contains(true);
    assertThat(history.has(second)).as("of another branch").contains(false);
    assertThat(history.has("0123abcd")).contains(false);
  }

  @Test
  void cannotTellWithoutTheWholeHistory() throws Exception {
    assertThat(new CommitHistory(folder).has("0123abcd")).as("no repository").isEmpty();
    assertThat(new CommitHistory(folder.resolve("no")).has("0123abcd")).as("no folder").isEmpty();

    Path whole = Files.createDirectory(folder.resolve("whole"));
    git(whole, "init", "--quiet");
    String first = commit(whole);
    commit(whole);
    git(folder, "clone", "--quiet", "--depth", "1", whole.toUri().toString(), "shallow");
    assertThat(new CommitHistory(folder.resolve("shallow")).has(first)).isEmpty();
  }
}
