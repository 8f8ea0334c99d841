// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl;

import antipgd.training.CheckpointFile;
import antipgd.training.Optimizer;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    // Not beside the checkpoint, which may be where nobody can write.
    Path run = Files.createTempFile("antipgd-run", null);
    try {
      try (InputStream in = entry(RUN)) {
        Files.copy(in, run, StandardCopyOption.REPLACE_EXISTING);
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
    Path run = Files.createTempFile("antipgd-run", null);
    try {
      optimizer.save(run);
      CheckpointFile.write(file, out -> write(out, run, noiseEnd, parameters.others()));
    } finally {
      Files.deleteIfExists(run);
    }
  }

  private static void write(OutputStream out, Path run, long noiseEnd, byte[] others)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out); // Left open, as out.
    zip.putNextEntry(new ZipEntry(NOISE_END));
    zip.write(ByteBuffer.allocate(Long.BYTES).putLong(noiseEnd).array());
    zip.putNextEntry(new ZipEntry(OTHERS));
    zip.write(others);
    zip.putNextEntry(new ZipEntry(RUN));
    Files.copy(run, zip);
    zip.finish();
  }
}
