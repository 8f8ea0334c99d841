// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are whole or not there: written beside their place under a name of their own, then
 * moved. So a reader never sees half a file, and of two writers the last one wins.
 */
public final class AtomicFile {

  /** Links that are followed before they are taken for a circle: as many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private AtomicFile() {}

  /**
   * Writes a file. A symbolic link stays one, and the file that it points to is replaced. A device
   * or a pipe, such as {@code /dev/stdout}, is written to and not replaced.
   *
   * @param file where to; its folder must exist
   * @param text what to write, in UTF-8
   * @throws IOException if it cannot be written; the message names the file, and what was there
   *     before is then still there
   */
  public static void write(Path file, String text) throws IOException {
    try {
      writeOrReplace(file, text);
    } catch (IOException e) {
      throw named(file, e);
    }
  }

  /** A full disk does not say of which file it is, and other faults are of the file beside. */
  private static FileSystemException named(Path file, IOException e) {
    String reason = e.getMessage();
    if (e instanceof FileSystemException fault) {
      if (file.toString().equals(fault.getFile())) {
        return fault;
      }
      reason = fault.getReason() == null ? fault.getClass().getSimpleName() : fault.getReason();
    }
    FileSystemException named = new FileSystemException(file.toString(), null, reason);
    named.initCause(e);
    return named;
  }

  private static void writeOrReplace(Path file, String text) throws IOException {
    if (isDevice(file)) {
      Files.writeString(file, text, StandardOpenOption.WRITE);
      return; // Some, as a pipe at the standard output, have no path of their own.
    }
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

  /**
   * Tells before any work whether a file can be written, as far as can be seen.
   *
   * @param file the file, which may exist or not
   * @return whether {@link #write} will find a place for it
   */
  public static boolean canWrite(Path file) {
    if (isDevice(file)) {
      return Files.isWritable(file);
    }
    try {
      Path place = followed(file.toAbsolutePath());
      Path folder = place.getParent();
      return folder != null && !Files.isDirectory(place) && canMakeFiles(folder);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Tells before any work whether there can be files in a folder, as far as can be seen.
   *
   * @param folder the folder, which may exist or not
   * @return whether what exists on the way to it is a folder that can be written to
   */
  public static boolean canWriteInto(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    return existing != null && canMakeFiles(existing);
  }

  private static boolean canMakeFiles(Path folder) {
    return Files.isDirectory(folder) && Files.isWritable(folder);
  }

  private static boolean isDevice(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  /** What symbolic links point to, which need not exist: the links stay. */
  private static Path followed(Path file) throws IOException {
    Path place = file;
    for (int links = 0; !Files.exists(place) && Files.isSymbolicLink(place); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
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
