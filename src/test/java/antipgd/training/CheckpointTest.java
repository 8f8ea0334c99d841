// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.ChildVm;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Optimizer.Holding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that ends, however it ends, goes on from its checkpoint as if nothing had happened. */
class CheckpointTest {

  private static final StepKernel SCALAR = StepKernels.scalar();

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("run.checkpoint");
  }

  /** A small training: tensors of odd lengths, schedules that change at every step. */
  private static final class Training {

    static final Schedule ETA = n -> 0.1f / (1 + n / 64f);
    static final Schedule SIGMA = n -> 0.3f / (1 + n / 32f);

    final ParameterSet parameters;
    final Optimizer optimizer;

    Training(Recipe recipe, Holding holding, Tensor... tensors) {
      parameters = new ParameterSet(tensors);
      optimizer = new Optimizer(SCALAR, Workers.common(), parameters, recipe, holding);
    }

    static Training of(Rule rule, Holding holding) {
      return new Training(
          recipe(rule), holding, Tensor.of("a", ones(3001)), Tensor.of("b", ones(5)));
    }

    static Recipe recipe(Rule rule) {
      return new Recipe(
          rule, ETA, SIGMA, new NoiseStream(42, 0, Law.RADEMACHER, Generator.SHORT_STREAMS));
    }

    static float[] ones(int length) {
      float[] w = new float[length];
      Arrays.fill(w, 1f);
      return w;
    }

    Training until(long step) {
      float[][] g = parameters.zeros();
      while (optimizer.steps() < step) {
        for (int t = 0; t < g.length; t++) {
          float[] w = parameters.tensors().get(t).w();
          for (int i = 0; i < w.length; i++) {
            g[t][i] = (float) Math.sin(3 * w[i] + i);
          }
        }
        optimizer.step(g);
      }
      return this;
    }

    float[] w(int tensor) {
      return parameters.tensors().get(tensor).w();
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWithTheSameBits(Rule rule) throws IOException {
    Training straight = Training.of(rule, Holding.STORED).until(20);
    for (long at : new long[] {0, 1, 11}) {
      Training.of(rule, Holding.STORED).until(at).optimizer.save(file());
      for (Holding holding : Holding.values()) {
        Training again = Training.of(rule, holding).until(5);
        again.optimizer.restore(file());
        assertThat(again.optimizer.steps()).isEqualTo(at);
        again.until(20);
        assertThat(again.w(0)).isEqualTo(straight.w(0));
        assertThat(again.w(1)).isEqualTo(straight.w(1));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void goesOnInOtherShards() throws IOException {
    Training whole = Training.of(Rule.ANTI_PGD, Holding.REGENERATED).until(3);
    whole.optimizer.save(file());
    Training shards =
        new Training(
            Training.recipe(Rule.ANTI_PGD),
            Holding.REGENERATED,
            Tensor.shard("a", 1000, new float[2001]),
            Tensor.of("b", new float[5]),
            Tensor.shard("a", 0, new float[1000]));
    shards.optimizer.restore(file());
    assertThat(shards.w(0)).isEqualTo(Arrays.copyOfRange(whole.w(0), 1000, 3001));
    Training inOrder =
        new Training(
            Training.recipe(Rule.ANTI_PGD),
            Holding.REGENERATED,
            Tensor.shard("a", 0, new float[1000]),
            Tensor.shard("a", 1000, new float[2001]),
            Tensor.of("b", new float[5]));
    inOrder.optimizer.restore(file());
    assertThat(inOrder.w(1)).isEqualTo(shards.w(0));
    shards.optimizer.save(file());
    Training again = Training.of(Rule.ANTI_PGD, Holding.REGENERATED);
    again.optimizer.restore(file());
    assertThat(again.w(0)).isEqualTo(whole.w(0));
    assertThat(again.w(1)).isEqualTo(whole.w(1));
  }

  /** More weights than a buffer holds, and values that floats rarely have. */
  @Test
  void keepsEveryBitOfLargeTensors() throws IOException {
    float[] w = new float[700_003];
    for (int i = 0; i < w.length; i++) {
      w[i] = Float.intBitsToFloat(i * 0x9E3779B9);
    }
    float[] back = new float[w.length];
    Recipe recipe = Training.recipe(Rule.GD);
    new Training(recipe, Holding.STORED, Tensor.of("w", w)).optimizer.save(file());
    new Training(recipe, Holding.STORED, Tensor.of("w", back)).optimizer.restore(file());
    assertThat(Arrays.mismatch(back, w)).isEqualTo(-1);
  }

  /** A buffer's end, at 2^20 bytes, may cut any number of the header, a weight or the checksum. */
  @Test
  void anyFieldMayReachOverTheEndOfABuffer() throws IOException {
    Recipe recipe = Training.recipe(Rule.GD);
    float[] w = {1, -2, 3};
    for (int name = (1 << 20) - 120; name <= (1 << 20) - 60; name++) {
      Tensor tensor = new Tensor("w".repeat(name), 0x01020304, 0x0506070809L, w);
      new Training(recipe, Holding.STORED, tensor).optimizer.save(file());
      float[] back = new float[3];
      Tensor there = new Tensor(tensor.name(), tensor.id(), tensor.offset(), back);
      new Training(recipe, Holding.STORED, there).optimizer.restore(file());
      assertThat(back).isEqualTo(w);
    }
  }

  /** Saves after every step until it is killed. */
  static final class EndlessTraining {

    public static void main(String[] args) throws IOException {
      Path file = Path.of(args[0]);
      Training training = Training.of(Rule.ANTI_PGD, Holding.STORED);
      if (Files.exists(file)) {
        training.optimizer.restore(file);
      }
      for (long step = training.optimizer.steps() + 1; ; step++) {
        training.until(step).optimizer.save(file);
        System.out.println(step);
      }
    }
  }

  @Test
  @Timeout(60)
  void aRunThatIsKilledGoesOnWithTheSameBits() throws Exception {
    long step = 0;
    for (int kill = 0; kill < 3; kill++) {
      Process process =
          new ProcessBuilder(ChildVm.command(List.of(), EndlessTraining.class, file().toString()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (int line = 0; line < 10; line++) {
          step = Long.parseLong(lines.readLine());
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
    assertThat(step).isGreaterThanOrEqualTo(30);

    Training again = Training.of(Rule.ANTI_PGD, Holding.REGENERATED);
    again.optimizer.restore(file());
    assertThat(again.optimizer.steps()).isGreaterThanOrEqualTo(step);
    long end = again.optimizer.steps() + 10;
    again.until(end);
    Training straight = Training.of(Rule.ANTI_PGD, Holding.STORED).until(end);
    assertThat(again.w(0)).isEqualTo(straight.w(0));
    assertThat(again.w(1)).isEqualTo(straight.w(1));
  }

  @Test
  void refusesAnyDamage() throws IOException {
    Training.of(Rule.PGD, Holding.STORED).until(2).optimizer.save(file());
    byte[] sound = Files.readAllBytes(file());
    for (int length = 12; length < sound.length; length += 1501) {
      assertRefused(Arrays.copyOf(sound, length), "is truncated or damaged: its checksum is wrong");
    }
    assertRefused(Arrays.copyOf(sound, sound.length + 1), "is truncated or damaged");
    for (int at = 16; at < sound.length; at += 1499) {
      byte[] damaged = sound.clone();
      damaged[at] ^= 0x10;
      assertRefused(damaged, "is truncated or damaged: its checksum is wrong");
    }
    assertRefused(new byte[0], "is no checkpoint of a run");
    assertRefused("{\"schema\": 1}, some other file".getBytes(StandardCharsets.UTF_8), "is no");
    assertThatThrownBy(() -> Training.of(Rule.PGD, Holding.STORED).optimizer.restore(folder))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                Training.of(Rule.PGD, Holding.STORED).optimizer.restore(folder.resolve("nothing")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void refusesANewerVersion() throws IOException {
    Training.of(Rule.PGD, Holding.STORED).optimizer.save(file());
    byte[] newer = Files.readAllBytes(file());
    newer[15] = 4;
    assertRefused(Arrays.copyOf(newer, 16), "has version 4: this program reads versions 1 to 3");
    assertRefused(signed(newer), "has version 4: this program reads versions 1 to 3");
  }

  /** With its checksum made right. */
  private static byte[] signed(byte[] file) {
    CRC32C checksum = new CRC32C();
    checksum.update(file, 0, file.length - 4);
    ByteBuffer.wrap(file).putInt(file.length - 4, (int) checksum.getValue());
    return file;
  }

  /**
   * Before generators had names: the same file with a number of rounds, and in version 1 without
   * the eight bytes of lambda.
   */
  private byte[] earlier(int version, Rule rule, int rounds) throws IOException {
    ByteBuffer now = ByteBuffer.wrap(Files.readAllBytes(file()));
    ByteBuffer earlier = ByteBuffer.allocate(now.capacity());
    byte[] start = new byte[16 + 4 + rule.name().length()];
    now.get(start);
    start[15] = (byte) version;
    earlier.put(start);
    long lambda = now.getLong();
    if (version > 1) {
      earlier.putLong(lambda);
    }
    byte[] law = new byte[4 + "RADEMACHER".length()];
    now.get(law);
    earlier.put(law).putInt(rounds);
    now.position(now.position() + 4 + "THREEFRY_20".length());
    earlier.put(now);
    return signed(Arrays.copyOf(earlier.array(), earlier.position()));
  }

  @ParameterizedTest
  @EnumSource
  void readsFilesOfEarlierVersions(Rule rule) throws IOException {
    Recipe recipe = Training.recipe(rule).withNoise(new NoiseStream(42, 0, Law.RADEMACHER));
    Tensor[] tensors = {Tensor.of("a", Training.ones(3001)), Tensor.of("b", Training.ones(5))};
    Training straight = new Training(recipe, Holding.STORED, tensors).until(7);
    for (int version : new int[] {1, 2}) {
      straight.optimizer.save(file());
      Files.write(file(), earlier(version, rule, 20));
      Training again =
          new Training(
              recipe,
              Holding.REGENERATED,
              Tensor.of("a", new float[3001]),
              Tensor.of("b", new float[5]));
      again.optimizer.restore(file());
      straight.until(12 + version);
      assertThat(again.until(12 + version).w(0)).isEqualTo(straight.w(0));
      assertThat(again.w(1)).isEqualTo(straight.w(1));
    }
  }

  @Test
  void refusesNoiseThatIsMadeNoLonger() throws IOException {
    Recipe recipe = Training.recipe(Rule.PGD).withNoise(new NoiseStream(42, 0, Law.RADEMACHER));
    Tensor[] tensors = {Tensor.of("a", Training.ones(3001)), Tensor.of("b", Training.ones(5))};
    new Training(recipe, Holding.STORED, tensors).optimizer.save(file());
    assertRefused(
        earlier(2, Rule.PGD, 13),
        "has noise of 13 cipher rounds: this program goes on only with runs of 20");
  }

  @Test
  void remembersWhichPartIsTakenBack() throws IOException {
    Recipe part = Training.recipe(Rule.ANTI_PGD).takingBack(0.9);
    Tensor[] tensors = {Tensor.of("a", Training.ones(3001)), Tensor.of("b", Training.ones(5))};
    Training straight = new Training(part, Holding.STORED, tensors).until(7);
    straight.optimizer.save(file());
    straight.until(12);
    Training again =
        new Training(
            part,
            Holding.REGENERATED,
            Tensor.of("a", new float[3001]),
            Tensor.of("b", new float[5]));
    again.optimizer.restore(file());
    assertThat(again.until(12).w(0)).isEqualTo(straight.w(0));
    assertRefused("lambda = 1.0: must be 0.9", part.takingBack(1), 3001);
    assertRefused("rule = PGD: must be ANTI_PGD", part.takingBack(0), 3001);
  }

  private void assertRefused(byte[] bytes, String message) throws IOException {
    Path bad = Files.write(folder.resolve("bad"), bytes);
    Training training = Training.of(Rule.PGD, Holding.STORED);
    assertThatThrownBy(() -> training.optimizer.restore(bad))
        .as("%s bytes", bytes.length)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(bad + " " + message);
    assertThat(training.w(0)).containsOnly(1f);
    assertThat(training.optimizer.steps()).isZero();
  }

  @Test
  void refusesTheCheckpointOfAnotherRun() throws IOException {
    Training.of(Rule.PGD, Holding.STORED).until(2).optimizer.save(file());
    NoiseStream noise = new NoiseStream(42, 0, Law.RADEMACHER, Generator.SHORT_STREAMS);
    Schedule eta = Training.ETA;
    Schedule sigma = Training.SIGMA;
    assertRefused("rule = GD: must be PGD", new Recipe(Rule.GD, eta, sigma, noise), 3001);
    assertRefused(
        "seed = 1: must be 42",
        new Recipe(
            Rule.PGD, eta, sigma, new NoiseStream(1, 0, Law.RADEMACHER, Generator.SHORT_STREAMS)),
        3001);
    assertRefused(
        "law = GAUSSIAN: must be RADEMACHER",
        new Recipe(
            Rule.PGD, eta, sigma, new NoiseStream(42, 0, Law.GAUSSIAN, Generator.SHORT_STREAMS)),
        3001);
    assertRefused(
        "generator = THREEFRY_20: must be SHORT_STREAMS",
        new Recipe(Rule.PGD, eta, sigma, new NoiseStream(42, 0, Law.RADEMACHER)),
        3001);
    assertRefused(
        "the schedules differ", new Recipe(Rule.PGD, Schedule.constant(0.1), sigma, noise), 3001);
    assertRefused("the schedules differ", new Recipe(Rule.PGD, eta, sigma.until(1), noise), 3001);
    assertRefused("has 3001 of its 3002 weights", new Recipe(Rule.PGD, eta, sigma, noise), 3002);
    assertRefused(
        "the model has 3000 of its 3001 weights", new Recipe(Rule.PGD, eta, sigma, noise), 3000);

    // What schedules say of later steps is the caller's.
    Training later =
        new Training(
            new Recipe(Rule.PGD, eta, sigma.until(2), noise),
            Holding.STORED,
            Tensor.of("a", new float[3001]),
            Tensor.of("b", new float[5]));
    later.optimizer.restore(file());
    assertThat(later.optimizer.steps()).isEqualTo(2);
  }

  private void assertRefused(String message, Recipe recipe, int length) {
    Training training =
        new Training(
            recipe,
            Holding.STORED,
            Tensor.of("a", Training.ones(length)),
            Tensor.of("b", new float[5]));
    assertThatThrownBy(() -> training.optimizer.restore(file()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(file().toString());
    assertThat(training.w(0)).containsOnly(1f);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStepThatFailsHalfWayLeavesNothingToGoOnWith(boolean first) throws IOException {
    AtomicBoolean failing = new AtomicBoolean();
    ParameterSet parameters =
        new ParameterSet(Tensor.of("a", Training.ones(100_000)), Tensor.of("b", Training.ones(5)));
    Workers failingWorkers =
        new Workers(
            task -> {
              if (failing.get()) {
                throw new OutOfMemoryError("no thread");
              }
              task.run();
            },
            2);
    Optimizer optimizer =
        new Optimizer(SCALAR, failingWorkers, parameters, Training.recipe(Rule.GD), Holding.STORED);
    float[][] g = parameters.zeros();
    if (!first) {
      optimizer.step(g);
    }
    optimizer.save(file());
    failing.set(true);
    assertThatThrownBy(() -> optimizer.step(g)).isInstanceOf(OutOfMemoryError.class);
    failing.set(false);
    String message = "step " + (first ? 0 : 1) + " failed half-way";
    assertThatThrownBy(() -> optimizer.step(g)).hasMessageContaining(message);
    assertThatThrownBy(() -> optimizer.save(file())).hasMessageContaining(message);
    assertThatThrownBy(optimizer::cleanWeights).hasMessageContaining(message);
    optimizer.restore(file());
    optimizer.step(g);
    assertThat(optimizer.steps()).isEqualTo(first ? 1 : 2);
  }

  @Test
  void anUnwritableFileLeavesTheOldOne() throws IOException {
    Training training = Training.of(Rule.GD, Holding.STORED);
    assertThatThrownBy(() -> training.optimizer.save(folder.resolve("no/such/folder/x")))
        .isInstanceOf(NoSuchFileException.class);
    Files.createDirectory(folder.resolve("full"));
    Files.createFile(folder.resolve("full/x"));
    assertThatThrownBy(() -> training.optimizer.save(folder.resolve("full")))
        .isInstanceOf(IOException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("full"));
    }
  }

  @Test
  @Timeout(60)
  void ofTwoThatSaveToOnePlaceTheLastWins() throws Exception {
    List<Training> trainings =
        Stream.of(3, 7).map(n -> Training.of(Rule.ANTI_PGD, Holding.STORED).until(n)).toList();
    ExecutorService savers = Executors.newFixedThreadPool(trainings.size());
    try {
      List<Callable<Void>> saves =
          trainings.stream()
              .<Callable<Void>>map(
                  training ->
                      () -> {
                        for (int i = 0; i < 50; i++) {
                          training.optimizer.save(file());
                        }
                        return null;
                      })
              .toList();
      for (Future<Void> save : savers.invokeAll(saves)) {
        save.get();
      }
    } finally {
      savers.shutdown();
    }

    Training again = Training.of(Rule.ANTI_PGD, Holding.STORED);
    again.optimizer.restore(file());
    assertThat(again.optimizer.steps()).isIn(3L, 7L);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  /** Who is told to stop saves what there is, which a channel that an interrupt closes cannot. */
  @Test
  void anInterruptedThreadSaves() throws IOException {
    Training training = Training.of(Rule.ANTI_PGD, Holding.STORED);
    Thread.currentThread().interrupt();
    training.until(3).optimizer.save(file());
    assertThat(Thread.interrupted()).isTrue();

    Training again = Training.of(Rule.ANTI_PGD, Holding.STORED);
    again.optimizer.restore(file());
    assertThat(again.optimizer.steps()).isEqualTo(3);
    assertThat(folder).isDirectoryNotContaining(it -> !it.equals(file()));
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("latest"), Path.of("run.checkpoint"));
    Training training = Training.of(Rule.ANTI_PGD, Holding.STORED).until(1);
    training.optimizer.save(link);
    training.until(2).optimizer.save(link);

    assertThat(Files.isSymbolicLink(link)).isTrue();
    Training again = Training.of(Rule.ANTI_PGD, Holding.STORED);
    again.optimizer.restore(file());
    assertThat(again.optimizer.steps()).isEqualTo(2);
  }

  @Test
  void linksInACircleAreRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    Training training = Training.of(Rule.GD, Holding.STORED);
    assertThatThrownBy(() -> training.optimizer.save(link))
        .isInstanceOf(FileSystemLoopException.class)
        .hasMessageContaining(link.toString());
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a", "b");
  }

  /** Whoever may write anywhere would else have a file in the place of a device. */
  @Test
  @Timeout(60)
  void aPipeIsWrittenToAndNotReplaced() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Training training = Training.of(Rule.PGD, Holding.STORED).until(2);
    training.optimizer.save(file());
    CompletableFuture<byte[]> read =
        CompletableFuture.supplyAsync(
            () -> {
              try (InputStream in = Files.newInputStream(pipe)) {
                return in.readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    training.optimizer.save(pipe);
    assertThat(read.get()).isEqualTo(Files.readAllBytes(file()));
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }
}
