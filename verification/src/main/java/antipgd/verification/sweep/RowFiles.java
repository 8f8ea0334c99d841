// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.documents.AtomicFile;
import antipgd.documents.MalformedResultException;
import antipgd.documents.SweepRowFile;
import antipgd.verification.settings.Bounds;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Rows on disk, a file for each cell, so that a sweep that ends early, or whose grid grows, goes on
 * with what is there.
 *
 * @param folder the folder; created by {@link #keep}
 * @param type the type of the rows
 * @param <R> the same
 */
public record RowFiles<R extends Serializable>(Path folder, Class<? extends R> type) {

  /**
   * Checks a folder before any work.
   *
   * @param folder where rows shall be kept
   * @throws IllegalArgumentException if none could be; the message names it
   */
  public static void checkFolder(Path folder) {
    Bounds.require(
        AtomicFile.canWriteInto(folder), "rows", folder, "a folder to write to, or absent");
  }

  /**
   * Finds a row that is there.
   *
   * @param cell the cell
   * @return its row, if it has been kept
   * @throws IllegalArgumentException if another thing is in its place
   * @throws IOException if the file cannot be read
   */
  public Optional<R> find(Cell<R> cell) throws IOException {
    Path file = file(cell);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    SweepRowFile<? extends R> found;
    try {
      found = SweepRowFile.read(file, type);
    } catch (MalformedResultException e) {
      throw foreign(file, cell, e);
    }
    if (!found.id().equals(cell.id())) {
      throw foreign(file, cell, null);
    }
    return Optional.of(found.row());
  }

  private static IllegalArgumentException foreign(Path file, Cell<?> cell, Exception cause) {
    return new IllegalArgumentException(
        "rows: " + file + " is not the row of " + cell.id() + ": must be that or absent", cause);
  }

  /**
   * Keeps a row. Its file says nothing of time and machine, so that whoever computes the cell
   * writes the same bytes.
   *
   * @param cell the cell
   * @param row its row
   * @throws IOException if it cannot be written
   */
  public void keep(Cell<R> cell, R row) throws IOException {
    Files.createDirectories(folder);
    new SweepRowFile<>(cell.id(), row).write(file(cell));
  }

  private Path file(Cell<R> cell) {
    return folder.resolve(cell.id() + ".json");
  }
}
