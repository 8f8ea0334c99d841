// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.spark;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.documents.SweepRow;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Grid;
import antipgd.verification.sweep.LocalThreads;
import antipgd.verification.sweep.RowFiles;
import antipgd.verification.sweep.SweepMap;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as its user submits it, on executors that are VMs of their own. */
@Timeout(300)
class SparkSubmitIT {

  private static final String TWO_EXECUTORS = "local-cluster[2,1,1024]";

  /** The serializer that many clusters set instead of Java's: it knows no records. */
  private static final List<String> KRYO =
      List.of(
          "spark.serializer=org.apache.spark.serializer.KryoSerializer",
          "spark.kryo.registrationRequired=true");

  private static final long SEED = 7;

  @TempDir private Path folder;

  private Path rows;
  private Path json;
  private SparkHome spark;
  private SparkHome.Driver driver;

  @BeforeEach
  void install() throws IOException {
    rows = folder.resolve("rows");
    json = folder.resolve("result.json");
    spark = SparkHome.in(folder.resolve("spark"));
  }

  @AfterEach
  void leaveNothingBehind() throws IOException {
    if (driver != null) {
      driver.executors().forEach(ProcessHandle::destroyForcibly);
      driver.process().destroyForcibly();
    }
    spark.unlink();
  }

  private void submit(String master, String options) throws Exception {
    driver = spark.submit(master, List.of(), options);
  }

  /** With the settings of every test. */
  private void sweep(String master, String grid) throws Exception {
    submit(master, grid + " --chains 256 --seed " + SEED + " --rows " + rows + " --json " + json);
  }

  private int exit() throws InterruptedException {
    return driver.process().waitFor();
  }

  private void awaitRows(int least) throws Exception {
    while (contents(rows).size() < least) {
      assertThat(driver.process().isAlive()).as(driver.printed()).isTrue();
      Thread.sleep(20);
    }
  }

  /** The files of a folder by their names; none where there is no folder. */
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(file -> file.toString().endsWith(".json")).toList()) {
          contents.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return contents;
  }

  /** The files that threads of this VM write. */
  private Map<String, String> expected(SweepMap map, Map<String, String> grid) throws Exception {
    List<Cell<SweepRow>> cells = Grid.parse(map, grid).cells(256, SEED);
    RowFiles<SweepRow> files = new RowFiles<>(folder.resolve("expected"), map.rows());
    LocalThreads.all()
        .compute(
            cells,
            (cell, row) -> {
              try {
                files.keep(cell, row);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            () -> false);
    Map<String, String> expected = contents(files.folder());
    assertThat(expected).hasSameSizeAs(cells);
    return expected;
  }

  private JsonNode result() throws IOException {
    return new ObjectMapper().readTree(json.toFile());
  }

  /** 112 cells, some seconds of work. */
  private static final String TUNING =
      "--map tuning --grid d=32 --grid etaNorm2=1/8,1/4,1/2,1 --grid cap=8";

  private Map<String, String> expectedTuning() throws Exception {
    return expected(SweepMap.TUNING, Map.of("d", "32", "etaNorm2", "1/8,1/4,1/2,1", "cap", "8"));
  }

  @Test
  void executorsWriteTheRowsOfThisVm() throws Exception {
    sweep(TWO_EXECUTORS, "--grid time=1 --grid d=2,32 --grid sigma2=1/64,1/16 --partitions 5");
    assertThat(exit()).as(driver.printed()).isZero();
    assertThat(driver.printed()).contains("16 cells, 0 of them there already", "16 of 16 cells");
    assertThat(contents(rows))
        .isEqualTo(
            expected(SweepMap.PHASE, Map.of("time", "1", "d", "2,32", "sigma2", "1/64,1/16")));

    // Without a flag from the user, driver and executors have the Vector API.
    assertThat(result().get("kernel").textValue()).startsWith("simd-");
    assertThat(result().at("/environment/command").textValue())
        .startsWith("spark-submit sweep-spark.jar --grid time=1");
    assertThat(spark.executorLogs())
        .hasSize(2)
        .allSatisfy(
            log ->
                assertThat(log)
                    .contains("executor.CoarseGrainedExecutorBackend")
                    .contains("WARNING: Using incubator modules: jdk.incubator.vector"));
  }

  @Test
  void aSerializerThatKnowsNoRecordsChangesNothing() throws Exception {
    String options = " --chains 256 --seed " + SEED + " --rows " + rows;
    driver =
        spark.submit("local[2]", KRYO, "--grid time=1 --grid d=2,32 --grid sigma2=1/64" + options);
    assertThat(exit()).as(driver.printed()).isZero();
    assertThat(contents(rows))
        .isEqualTo(expected(SweepMap.PHASE, Map.of("time", "1", "d", "2,32", "sigma2", "1/64")));
  }

  @Test
  void anExecutorThatIsKilledChangesNothing() throws Exception {
    sweep(TWO_EXECUTORS, TUNING);
    awaitRows(3);
    List<ProcessHandle> executors = driver.executors();
    assertThat(executors).hasSize(2);
    executors.get(0).destroyForcibly();
    int before = contents(rows).size();
    assertThat(exit()).as(driver.printed()).isZero();
    assertThat(before).isLessThan(112);
    assertThat(contents(rows)).isEqualTo(expectedTuning());
    assertThat(spark.executorLogs()).as("the two and the one instead").hasSize(3);
  }

  /** Ctrl-C ends all processes of a terminal; to a VM it is the same as this signal. */
  @Test
  void aSweepGoesOnWhereItWasInterrupted() throws Exception {
    sweep(TWO_EXECUTORS, TUNING);
    awaitRows(3);
    driver.executors().forEach(ProcessHandle::destroy);
    driver.process().destroy();
    assertThat(exit()).as(driver.printed()).isEqualTo(128 + 15);
    Map<String, String> kept = contents(rows);
    assertThat(kept).hasSizeBetween(3, 111);
    assertThat(result().get("interrupted").booleanValue()).isTrue();
    assertThat(result().get("rows")).hasSameSizeAs(kept.keySet());
    Map<String, String> expected = expectedTuning();
    assertThat(expected).containsAllEntriesOf(kept);
    try (Stream<Path> files = Files.list(rows)) {
      assertThat(files).as("no half of a file").hasSameSizeAs(kept.keySet());
    }

    sweep("local[2]", TUNING);
    assertThat(exit()).as(driver.printed()).isZero();
    assertThat(driver.printed())
        .contains("112 cells, " + kept.size() + " of them there already", "112 of 112 cells done");
    assertThat(contents(rows)).isEqualTo(expected);
    assertThat(result().get("interrupted").booleanValue()).isFalse();
    assertThat(result().get("kernel").textValue()).startsWith("simd-");
  }

  @Test
  void badInputIsOneLine() throws Exception {
    submit("local[2]", "--grid alpha=2 --rows " + folder);
    assertThat(exit()).as(driver.printed()).isEqualTo(2);
    assertThat(driver.printed())
        .contains("grid: alpha = 2: must be a number or fraction in (0, 1)");
  }
}
