// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import antipgd.djl.DjlOptimizer;
import antipgd.documents.ExperimentDocument.Run;
import antipgd.documents.MalformedResultException;
import antipgd.documents.SweepRowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A chain on disk. {@code ID.json} is the whole of it. Before there is one, {@code ID.checkpoint}
 * is what the optimizer needs to go on and {@code ID.part.json} what had been measured; that is
 * written first, so it knows of all readings up to the checkpoint's step.
 *
 * @param folder where chains are kept
 * @param id names the chain and all that it depends on
 */
record KeptChain(Path folder, String id) {

  /** The whole chain, if it is there. */
  Optional<Run> found() throws IOException {
    return read(file(".json"));
  }

  /** Takes the optimizer to the checkpoint, if there is one, and tells what was measured. */
  Optional<Run> restore(DjlOptimizer optimizer) throws IOException {
    Optional<Run> part = Files.exists(checkpoint()) ? read(file(".part.json")) : Optional.empty();
    if (part.isPresent()) {
      optimizer.restore(checkpoint());
    }
    return part;
  }

  void save(Run part, DjlOptimizer optimizer) throws IOException {
    Files.createDirectories(folder);
    new SweepRowFile<>(id, part).write(file(".part.json"));
    optimizer.save(checkpoint());
  }

  void finish(Run whole) throws IOException {
    Files.createDirectories(folder);
    new SweepRowFile<>(id, whole).write(file(".json"));
    Files.deleteIfExists(checkpoint());
    Files.deleteIfExists(file(".part.json"));
  }

  private Path checkpoint() {
    return file(".checkpoint");
  }

  private Path file(String end) {
    return folder.resolve(id + end);
  }

  private Optional<Run> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    SweepRowFile<Run> found;
    try {
      found = SweepRowFile.read(file, Run.class);
    } catch (MalformedResultException e) {
      throw foreign(file, e);
    }
    if (!found.id().equals(id)) {
      throw foreign(file, null);
    }
    return Optional.of(found.row());
  }

  private IllegalArgumentException foreign(Path file, Exception cause) {
    return new IllegalArgumentException(
        "rows: " + file + " is not the row of " + id + ": must be that or absent", cause);
  }
}
