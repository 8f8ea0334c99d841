// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.documents.JsonFile;
import antipgd.documents.ResultDocument;
import antipgd.documents.SweepDocument;
import antipgd.documents.SweepRow;
import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.verification.suite.Suite;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Grid;
import antipgd.verification.sweep.LocalThreads;
import antipgd.verification.sweep.SweepMap;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar as its user starts it: without flags. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class JarIT {

  @TempDir private Path folder;

  private static Process start(String... args) throws IOException {
    return start(List.of(), args);
  }

  private static Process start(List<String> vmOptions, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(vmOptions);
    command.add("-jar");
    command.add(Path.of("target", "verification.jar").toString());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(!args[0].equals("words")).start();
  }

  /** Ours, and the notices of libraries that are in it. */
  @Test
  void hasItsLicences() throws IOException {
    try (JarFile jar = new JarFile(Path.of("target", "verification.jar").toFile())) {
      assertThat(text(jar, "META-INF/LICENSE"))
          .isEqualTo(Files.readString(Path.of("..", "LICENSE")));
      assertThat(text(jar, "META-INF/NOTICE")).contains("Apache Commons Math", "Jackson");
    }
  }

  private static String text(JarFile jar, String entry) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** An image of the JDK without the Vector API, and without the module that knows options. */
  @Test
  void runsByPlainLoopsWhereThereIsNoVectorApi() throws Exception {
    Path file = folder.resolve("claims.json");
    Process process =
        start(
            List.of("--limit-modules=java.desktop,java.sql"),
            "run",
            "update-rules",
            "--json",
            file.toString());
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    JsonNode result = new ObjectMapper().readTree(file.toFile());
    assertThat(result.get("kernel").textValue()).isEqualTo("blocked");
    assertThat(result.at("/environment/flags").textValue()).isEqualTo("unknown");
  }

  @Test
  void runsWithTheVectorApi() throws Exception {
    Path file = folder.resolve("claims.json");
    Process process = start("run", "update-rules", "--json", file.toString());
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("kernel").textValue()).startsWith("simd-");
  }

  /** Without the line in which a VM says that it has the Vector API: none was started. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run no-such-claim | claim = no-such-claim",
        "valley --rule gd --d 0 --norm2 1 --sigma2 0 --eta 1 --steps 1 --chains 1 | d = 0",
        "layers --draws 1 | draws = 1",
        "sweep --rows rows --threads 0 | threads = 0",
        "regression --seeds 0 | seeds = 0",
      })
  void badInputIsOneLine(String line, String message) throws Exception {
    Process process = start(line.split(" "));
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(printed).hasLineCount(1).contains(message);
  }

  @Test
  void writesAsManyWordsAsAsked() throws Exception {
    Process process =
        start("words", "--generator", "short-streams", "--seed", "5", "--count", "16390");
    byte[] bytes = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    assertThat(bytes).hasSize(4 * 16390);
    int[] block = new int[4];
    new NoiseStream(5, 0, Law.GAUSSIAN, Generator.SHORT_STREAMS).words(0, 4096 + 5, block);
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4 * 16389))
        .isEqualTo(block[0]);
  }

  @Test
  void writesTheNoiseItself() throws Exception {
    Process process =
        start("words", "--values", "--law", "rademacher", "--seed", "5", "--count", "70000");
    byte[] bytes = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    assertThat(bytes).hasSize(4 * 70000);
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat(4 * 69999))
        .isEqualTo(new NoiseStream(5, 0, Law.RADEMACHER).at(0, 69999));
  }

  @Test
  void endsQuietlyWhenItsReaderDoes() throws Exception {
    Process process = start("words", "--order", "steps");
    try (InputStream words = process.getInputStream()) {
      assertThat(words.readNBytes(1 << 20)).hasSize(1 << 20);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(process.getErrorStream().readAllBytes()).isEmpty();
  }

  @Test
  void whatIsInterruptedWritesWhatItHas() throws Exception {
    JsonNode root =
        interrupted(
            "valley --rule pgd --d 8 --norm2 16 --sigma2 0.1 --eta 0.001 --steps 1000000000000"
                + " --chains 64 --checkpoints 10,1000000000",
            "10 ");
    assertThat(root.get("checkpoints")).hasSize(2);
    assertThat(root.get("checkpoints").get(1).get("step").longValue())
        .isBetween(11L, 1_000_000_000L);
  }

  @Test
  void soDoesAnExperiment() throws Exception {
    JsonNode root = interrupted("regression --steps 1000000000000", "step ");
    assertThat(root.get("runs")).isNotEmpty();
    for (JsonNode run : root.get("runs")) {
      assertThat(run.get("steps").longValue()).isBetween(1L, 999_999_999_999L);
      assertThat(run.get("curve").get("step")).isNotEmpty();
    }
  }

  @Test
  void aSweepGoesOnWhereItWasInterrupted() throws Exception {
    Path rows = folder.resolve("rows");
    Path file = folder.resolve("tuning.json");
    String[] sweep =
        ("sweep --map tuning --grid d=32 --grid etaNorm2=1/8,1/4,1/2,1 --chains 64 --rows "
                + rows
                + " --json "
                + file)
            .split(" ");
    Process first = start(sweep);
    while (first.isAlive() && kept(rows) < 3) {
      Thread.sleep(10);
    }
    first.toHandle().destroy();
    String printed = new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("interrupted").booleanValue()).as(printed).isTrue();
    int done = root.get("rows").size();
    assertThat(done).isBetween(3, 111).isEqualTo(kept(rows));

    Process second = start(sweep);
    printed = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(second.waitFor()).as(printed).isZero();
    assertThat(printed).contains("112 cells, " + done + " of them there already");
    List<Cell<SweepRow>> cells =
        Grid.parse(SweepMap.TUNING, Map.of("d", "32", "etaNorm2", "1/8,1/4,1/2,1"))
            .cells(64, Suite.DEFAULT_SEED);
    Map<Cell<SweepRow>, SweepRow> expected = new HashMap<>();
    LocalThreads.all().compute(cells, expected::put, () -> false);
    ResultDocument written = ResultDocument.of(JsonFile.read(file));
    assertThat(((SweepDocument<?>) written.content()).rows())
        .isEqualTo(cells.stream().map(expected::get).toList());
  }

  private static int kept(Path rows) {
    String[] files = rows.toFile().list((folder, name) -> name.endsWith(".json"));
    return files == null ? 0 : files.length;
  }

  /** What a command writes that gets Ctrl-C once it has printed a line that begins so. */
  private JsonNode interrupted(String command, String begins) throws Exception {
    Path file = folder.resolve("result.json");
    Process process = start((command + " --json " + file).split(" "));
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.stripLeading().startsWith(begins)) {
        line = lines.readLine();
      }
      assertThat(line).as("a line that begins with " + begins).isNotNull();
      // Steps must follow: a run that is stopped right at the line has nothing beyond it to write.
      Thread.sleep(500);
      // Not Process.destroy, which closes the stream that this still reads.
      process.toHandle().destroy();
      lines.lines().forEach(rest -> {});
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("interrupted").booleanValue()).isTrue();
    return root;
  }
}
