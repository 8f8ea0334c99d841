// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are whole or not there: written beside their place under a name of their own, then
 * moved. So a reader never sees half a file, and of two writers the last one wins.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes a file. A symbolic link stays one, and the file that it points to is replaced.
   *
   * @param file where to; its folder must exist
   * @param text what to write, in UTF-8
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public static void write(Path file, String text) throws IOException {
    Path place = followed(file.toAbsolutePath());
    // Not a temporary file of the system's making, which only its owner may read.
    Path beside =
        place.resolveSibling("." + place.getFileName() + "-" + UUID.randomUUID() + ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      move(beside, place);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** What symbolic links point to, which need not exist: the links stay. */
  private static Path followed(Path file) throws IOException {
    Path place = file;
    while (!Files.exists(place) && Files.isSymbolicLink(place)) {
      place = place.resolveSibling(Files.readSymbolicLink(place));
    }
    return Files.exists(place) ? place.toRealPath() : place;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
