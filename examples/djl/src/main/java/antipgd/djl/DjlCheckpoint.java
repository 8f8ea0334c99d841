// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl;

import antipgd.training.CheckpointFile;
import antipgd.training.Optimizer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
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
    try {
      return new DjlCheckpoint(file, new ZipFile(file.toFile()));
    } catch (ZipException | EOFException e) {
      throw new IOException(file + " is no checkpoint of a run under DJL, or is truncated", e);
    }
  }

  long noiseEnd() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    unpack(NOISE_END, bytes);
    if (bytes.size() != Long.BYTES) {
      throw damaged(NOISE_END, null);
    }
    return ByteBuffer.wrap(bytes.toByteArray()).getLong();
  }

  /** All or nothing: what is damaged or of another run is refused before anything is written. */
  void restore(Optimizer optimizer, TrainedParameters parameters) throws IOException {
    ByteArrayOutputStream others = new ByteArrayOutputStream();
    unpack(OTHERS, others);
    // Not beside the checkpoint, which may be where nobody can write.
    Path run = Files.createTempFile("antipgd-run", null);
    try {
      try (OutputStream out = Files.newOutputStream(run)) {
        unpack(RUN, out);
      }
      parameters.setOthers(others.toByteArray(), file, () -> restore(optimizer, run));
    } finally {
      Files.deleteIfExists(run);
    }
  }

  /** The library's messages name the file that it reads, which the user has never heard of. */
  private void restore(Optimizer optimizer, Path run) throws IOException {
    try {
      optimizer.restore(run);
    } catch (IOException e) {
      throw names(run, e) ? new IOException(renamed(run, e), e) : e;
    } catch (IllegalArgumentException e) {
      throw names(run, e) ? new IllegalArgumentException(renamed(run, e), e) : e;
    }
  }

  private static boolean names(Path run, Exception e) {
    return e.getMessage() != null && e.getMessage().contains(run.toString());
  }

  private String renamed(Path run, Exception e) {
    return e.getMessage().replace(run.toString(), file.toString());
  }

  /** Compares checksums, which {@link ZipFile} does not. */
  private void unpack(String name, OutputStream out) throws IOException {
    ZipEntry entry = archive.getEntry(name);
    if (entry == null) {
      throw new IOException(file + " is no checkpoint of a run under DJL: it has no " + name);
    }
    CRC32 checksum = new CRC32();
    long size;
    try (InputStream in = new CheckedInputStream(archive.getInputStream(entry), checksum)) {
      size = in.transferTo(out);
    } catch (ZipException | EOFException e) {
      throw damaged(name, e);
    }
    if (size != entry.getSize() || checksum.getValue() != entry.getCrc()) {
      throw damaged(name, null);
    }
  }

  private IOException damaged(String name, IOException cause) {
    return new IOException(file + " is damaged: its " + name + " is not what was written", cause);
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
