// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * How {@link Optimizer#save} writes its file, for who keeps more than an optimizer saves: whole or
 * not at all.
 */
public final class CheckpointFile {

  /** Links that are followed before they are taken for a circle: as many as Linux follows. */
  private static final int MOST_LINKS = 40;

  /** What is in the file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes all of it.
     *
     * @param out where to; left open
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private CheckpointFile() {}

  /**
   * Writes a file beside its place, forces it to the disk and moves it: whenever the VM dies, there
   * is the last file or this one, and of two that write to one place the last wins. A symbolic link
   * stays one, and the file that it points to is replaced; a device or a pipe is written to.
   *
   * @param file the file; replaced if it exists
   * @param content what is written
   * @throws IOException if it cannot be written; an existing file is as it was
   */
  public static void write(Path file, Content content) throws IOException {
    if (isDevice(file)) {
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        content.writeTo(out);
      }
      return;
    }
    Path place = followed(file.toAbsolutePath());
    // A name of its own, so that two that save to one place do not write into each other's file.
    Path beside =
        place.resolveSibling("." + place.getFileName() + "-" + UUID.randomUUID() + ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW)) {
        content.writeTo(out);
      }
      force(beside);
      Files.move(
          beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * Has the disk hold a file. An interrupt, which closes a channel and not the stream that the file
   * was written by, is kept for the caller.
   */
  private static void force(Path file) throws IOException {
    boolean interrupted = false;
    try {
      while (!isForced(file)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** False if an interrupt was in the way. */
  private static boolean isForced(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    }
  }

  /** A device or a pipe, which is written to and not replaced. */
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
}
