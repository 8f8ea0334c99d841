// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.step.Rule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file of a checkpoint. Big-endian: {@value #MAGIC} in ASCII; version; rule; lambda, as a
 * float64; law; generator; seed and steps, 64 bits each; checksum of schedules; number of shards;
 * for each its name, id, offset (64 bits) and length; the weights of each as float32; CRC-32C of
 * all before. Numbers without a size have 32 bits; text is UTF-8 with its length in bytes before.
 *
 * <p>Versions 1 and 2 have a number of rounds instead of a generator: 20 is {@link
 * Generator#THREEFRY_20}, and noise of 13 is made no longer. Version 1 has no lambda: its Anti-PGD
 * takes all of the last noise back.
 */
final class Checkpoint implements AutoCloseable {

  private static final String MAGIC = "antipgd-run\n";
  private static final int VERSION = 3;

  /** The last one without lambda. */
  private static final int WHOLE_TAKEN_BACK = 1;

  /** The last one with a number of rounds. */
  private static final int ROUNDS = 2;

  /** Holds any header's field, and some of the weights at a time. */
  private static final int BUFFER_BYTES = 1 << 20;

  /**
   * Which run it is, and how far.
   *
   * @param lambda the part of the last noise that is taken back
   * @param seed seed of all noise
   * @param schedules checksum of the schedules' values at the steps done
   */
  record Run(
      Rule rule,
      double lambda,
      Law law,
      Generator generator,
      long seed,
      long steps,
      int schedules) {

    Run(Recipe recipe, long steps, long schedules) {
      this(
          recipe.rule(),
          recipe.lambda(),
          recipe.noise().law(),
          recipe.noise().generator(),
          recipe.noise().seed(),
          steps,
          (int) schedules);
    }
  }

  /** What the file says of a tensor or shard. */
  private record Shard(String name, int id, long offset, int length) {

    long end() {
      return offset + length;
    }

    boolean isOf(Tensor tensor) {
      return id == tensor.id() && name.equals(tensor.name());
    }

    /** Number of weights that both have. */
    long common(Tensor tensor) {
      return isOf(tensor)
          ? Math.max(0, Math.min(end(), tensor.end()) - Math.max(offset, tensor.offset()))
          : 0;
    }
  }

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final Run run;
  private final List<Shard> shards = new ArrayList<>();

  /** Reads all but the weights, after the whole file has proved sound. */
  private Checkpoint(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    int version = checkSound();
    channel.position(0);
    buffer.limit(0);
    try {
      need(MAGIC.length() + Integer.BYTES);
      buffer.position(buffer.position() + MAGIC.length() + Integer.BYTES);
      Rule rule = Rule.valueOf(text());
      double lambda =
          version == WHOLE_TAKEN_BACK ? Recipe.whole(rule) : Double.longBitsToDouble(whole());
      Law law = Law.valueOf(text());
      Generator generator = version <= ROUNDS ? ofRounds(integer()) : Generator.valueOf(text());
      run = new Run(rule, lambda, law, generator, whole(), whole(), integer());
      int count = integer();
      for (int s = 0; s < count; s++) {
        shards.add(new Shard(text(), integer(), whole(), integer()));
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException(file + " is damaged, although its checksum is right", e);
    }
  }

  private Generator ofRounds(int rounds) throws IOException {
    if (rounds != Generator.THREEFRY_20.rounds()) {
      throw new IOException(
          file
              + " has noise of "
              + rounds
              + " cipher rounds: this program goes on only with runs of 20");
    }
    return Generator.THREEFRY_20;
  }

  static Checkpoint open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new Checkpoint(file, channel);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  Run run() {
    return run;
  }

  /** Checks the whole file, and tells its version. */
  private int checkSound() throws IOException {
    byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
    fill();
    byte[] start = new byte[Math.min(magic.length, buffer.remaining())];
    buffer.get(start);
    if (!new String(start, StandardCharsets.US_ASCII).equals(MAGIC)) {
      throw new IOException(file + " is no checkpoint of a run");
    }
    int version = buffer.remaining() < Integer.BYTES ? VERSION : buffer.getInt();
    if (version < WHOLE_TAKEN_BACK || version > VERSION) {
      throw new IOException(
          file + " has version " + version + ": this program reads versions 1 to " + VERSION);
    }
    long end = channel.size() - Integer.BYTES;
    CRC32C checksum = new CRC32C();
    buffer.rewind();
    for (long done = 0; done < end; ) {
      int part = (int) Math.min(buffer.remaining(), end - done);
      checksum.update(buffer.slice(buffer.position(), part));
      buffer.position(buffer.position() + part);
      done += part;
      if (!buffer.hasRemaining()) {
        need(Integer.BYTES);
      }
    }
    need(Integer.BYTES);
    if (buffer.getInt() != (int) checksum.getValue()) {
      throw new IOException(file + " is truncated or damaged: its checksum is wrong");
    }
    return version;
  }

  void checkRun(Recipe recipe) {
    Run here = new Run(recipe, 0, 0);
    same("rule", here.rule, run.rule);
    same("lambda", here.lambda, run.lambda);
    same("law", here.law, run.law);
    same("generator", here.generator, run.generator);
    same("seed", here.seed, run.seed);
  }

  void checkSchedules(long checksum) {
    if ((int) checksum != run.schedules) {
      throw new IllegalArgumentException(
          "the schedules differ from those of "
              + file
              + " at one of its "
              + run.steps
              + " steps: must be the same");
    }
  }

  private void same(String name, Object here, Object there) {
    if (!here.equals(there)) {
      throw new IllegalArgumentException(
          name + " = " + here + ": must be " + there + ", as in " + file);
    }
  }

  /** Every weight of the model is in the file, and every one of the file in the model. */
  void checkTensors(ParameterSet parameters) {
    for (Tensor tensor : parameters.tensors()) {
      long there = shards.stream().mapToLong(shard -> shard.common(tensor)).sum();
      if (there != tensor.w().length) {
        throw new IllegalArgumentException(
            tensor.name()
                + " (id "
                + tensor.id()
                + ", elements "
                + tensor.offset()
                + " to "
                + tensor.end()
                + "): "
                + file
                + " has "
                + there
                + " of its "
                + tensor.w().length
                + " weights, must have all");
      }
    }
    for (Shard shard : shards) {
      long here = parameters.tensors().stream().mapToLong(shard::common).sum();
      if (here != shard.length) {
        throw new IllegalArgumentException(
            shard.name
                + " (id "
                + shard.id
                + ", elements "
                + shard.offset
                + " to "
                + shard.end()
                + ") of "
                + file
                + ": the model has "
                + here
                + " of its "
                + shard.length
                + " weights, must have all");
      }
    }
  }

  /** Reads the weights, which follow the header. Once. */
  void readWeights(ParameterSet parameters) throws IOException {
    for (Shard shard : shards) {
      for (long e = shard.offset; e < shard.end(); ) {
        Tensor tensor = at(parameters, shard, e);
        int from = (int) (e - tensor.offset());
        need(Float.BYTES);
        int part =
            (int)
                Math.min(buffer.remaining() / Float.BYTES, Math.min(shard.end(), tensor.end()) - e);
        buffer.asFloatBuffer().get(tensor.w(), from, part);
        buffer.position(buffer.position() + part * Float.BYTES);
        e += part;
      }
    }
  }

  private static Tensor at(ParameterSet parameters, Shard shard, long element) {
    return parameters.tensors().stream()
        .filter(it -> shard.isOf(it) && element >= it.offset() && element < it.end())
        .findFirst()
        .orElseThrow();
  }

  private int integer() throws IOException {
    need(Integer.BYTES);
    return buffer.getInt();
  }

  private long whole() throws IOException {
    need(Long.BYTES);
    return buffer.getLong();
  }

  private String text() throws IOException {
    byte[] bytes = new byte[integer()];
    need(bytes.length);
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Has at least so many bytes in the buffer, if the file has. */
  private void need(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      buffer.compact();
      fill();
    }
  }

  private void fill() throws IOException {
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = channel.read(buffer);
    }
    buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  static void write(Path file, Run run, ParameterSet parameters) throws IOException {
    CheckpointFile.write(file, out -> write(out, run, parameters));
  }

  private static void write(OutputStream out, Run run, ParameterSet parameters) throws IOException {
    Writer writer = new Writer(out);
    writer.bytes(MAGIC.getBytes(StandardCharsets.US_ASCII));
    writer.integer(VERSION);
    writer.text(run.rule.name());
    writer.whole(Double.doubleToLongBits(run.lambda));
    writer.text(run.law.name());
    writer.text(run.generator.name());
    writer.whole(run.seed);
    writer.whole(run.steps);
    writer.integer(run.schedules);
    writer.integer(parameters.tensors().size());
    for (Tensor tensor : parameters.tensors()) {
      writer.text(tensor.name());
      writer.integer(tensor.id());
      writer.whole(tensor.offset());
      writer.integer(tensor.w().length);
    }
    for (Tensor tensor : parameters.tensors()) {
      writer.floats(tensor.w());
    }
    writer.end();
  }

  /** Collects bytes, and their checksum. */
  private static final class Writer {

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final CRC32C checksum = new CRC32C();

    Writer(OutputStream out) {
      this.out = out;
    }

    void integer(int value) throws IOException {
      room(Integer.BYTES).putInt(value);
    }

    void whole(long value) throws IOException {
      room(Long.BYTES).putLong(value);
    }

    void text(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      integer(bytes.length);
      bytes(bytes);
    }

    void bytes(byte[] bytes) throws IOException {
      for (byte b : bytes) {
        room(1).put(b);
      }
    }

    void floats(float[] values) throws IOException {
      for (int done = 0; done < values.length; ) {
        int part = Math.min(room(Float.BYTES).remaining() / Float.BYTES, values.length - done);
        buffer.asFloatBuffer().put(values, done, part);
        buffer.position(buffer.position() + part * Float.BYTES);
        done += part;
      }
    }

    void end() throws IOException {
      flush();
      buffer.putInt((int) checksum.getValue());
      flush();
    }

    private ByteBuffer room(int bytes) throws IOException {
      if (buffer.remaining() < bytes) {
        flush();
      }
      return buffer;
    }

    private void flush() throws IOException {
      buffer.flip();
      checksum.update(buffer.duplicate());
      out.write(buffer.array(), 0, buffer.limit());
      buffer.clear();
    }
  }
}
