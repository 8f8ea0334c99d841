// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The history of the repository that a folder is in, as {@code git} tells it.
 *
 * @param folder in the repository
 */
record CommitHistory(Path folder) {

  /**
   * Tells whether a commit is an ancestor of what is checked out, or that itself.
   *
   * @param commit its hash, or the beginning of it
   * @return nothing without git, outside a repository, or where the history is cut off
   */
  Optional<Boolean> has(String commit) {
    return git("rev-parse", "--is-shallow-repository")
        .filter("false"::equals)
        .map(whole -> git("merge-base", "--is-ancestor", commit, "HEAD").isPresent());
  }

  /** What it prints; nothing if it fails. */
  private Optional<String> git(String... args) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(args));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(Redirect.DISCARD)
              .start();
      String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
