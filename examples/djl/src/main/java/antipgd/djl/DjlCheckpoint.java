// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl;

import antipgd.training.Optimizer;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A checkpoint's file: a ZIP archive of what {@link Optimizer#save} writes ({@value #RUN}), of the
 * arrays that are not trained as an encoded list of DJL's ({@value #OTHERS}), and of the first step
 * without noise, 64 bits ({@value #NOISE_END}).
 */
final class DjlCheckpoint implements Closeable {

  private static final String RUN = "run";
  private static final String OTHERS = "others";
  private static final String NOISE_END = "noise-end";

  private final Path file;
  private final ZipFile archive;

  private DjlCheckpoint(Path file, ZipFile archive) {
    this.file = file;
    this.archive = archive;
  }

  static DjlCheckpoint open(Path file) throws IOException {
    return new DjlCheckpoint(file, new ZipFile(file.toFile()));
  }

  long noiseEnd() throws IOException {
    try (DataInputStream in = new DataInputStream(entry(NOISE_END))) {
      return in.readLong();
    }
  }

  /** All or nothing: the optimizer refuses what is not its run before anything is written. */
  void restore(Optimizer optimizer, TrainedParameters parameters) throws IOException {
    byte[] others;
    try (InputStream in = entry(OTHERS)) {
      others = in.readAllBytes();
    }
    Path run = beside(file);
    try {
      try (InputStream in = entry(RUN)) {
        Files.copy(in, run);
      }
      parameters.setOthers(others, () -> optimizer.restore(run));
    } finally {
      Files.deleteIfExists(run);
    }
  }

  private InputStream entry(String name) throws IOException {
    ZipEntry entry = archive.getEntry(name);
    if (entry == null) {
      throw new IOException(file + " is no checkpoint of a run under DJL: it has no " + name);
    }
    return archive.getInputStream(entry);
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }

  static void write(Path file, Optimizer optimizer, long noiseEnd, TrainedParameters parameters)
      throws IOException {
    Path run = beside(file);
    Path whole = beside(file);
    try {
      optimizer.save(run);
      try (ZipOutputStream zip =
          new ZipOutputStream(Files.newOutputStream(whole, StandardOpenOption.CREATE_NEW))) {
        zip.putNextEntry(new ZipEntry(NOISE_END));
        zip.write(ByteBuffer.allocate(Long.BYTES).putLong(noiseEnd).array());
        zip.putNextEntry(new ZipEntry(OTHERS));
        zip.write(parameters.others());
        zip.putNextEntry(new ZipEntry(RUN));
        Files.copy(run, zip);
      }
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(run);
      Files.deleteIfExists(whole);
    }
  }

  /** A name of its own in the same folder, so that two that save to one place do not meet. */
  private static Path beside(Path file) {
    return file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID() + ".tmp");
  }
}
