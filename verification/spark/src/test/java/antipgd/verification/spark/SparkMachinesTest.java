// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.documents.SweepRow;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Grid;
import antipgd.verification.sweep.LocalThreads;
import antipgd.verification.sweep.Machines;
import antipgd.verification.sweep.SweepMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark gives the rows of one machine, however often it has to try. */
class SparkMachinesTest {

  private static final List<Cell<SweepRow>> CELLS =
      Grid.parse(
              SweepMap.PHASE,
              Map.of("time", "1", "alpha", "1/2", "d", "2,32", "sigma2", "1/64,1/16"))
          .cells(100, 7);

  private static final List<Cell<SweepRow>> TUNING =
      Grid.parse(
              SweepMap.TUNING,
              Map.of("steps", "90", "quiet", "9", "d", "9", "etaNorm2", "1/2,4", "sigma2", "0,1/8"))
          .cells(100, 7);

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setAppName("test")
                .setMaster("local[2,3]") // Two threads, three attempts.
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                // Here tasks are meant to die.
                .set("spark.log.level", "OFF"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Map<String, String> rows(Machines machines, List<Cell<SweepRow>> cells)
      throws InterruptedException {
    Map<String, String> rows = new HashMap<>();
    machines.compute(
        cells,
        (cell, row) -> assertThat(rows.put(cell.id(), row.toString())).isNull(),
        () -> false);
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 100})
  void anyNumberOfPartitionsGivesTheRowsOfOneThread(int partitions) throws InterruptedException {
    for (List<Cell<SweepRow>> cells : List.of(CELLS, TUNING)) {
      Map<String, String> expected = rows(new LocalThreads(1), cells);
      assertThat(expected).hasSameSizeAs(cells);
      assertThat(rows(new SparkMachines(spark, partitions), cells)).isEqualTo(expected);
    }
  }

  @Test
  void nothingToDoIsDone() throws InterruptedException {
    assertThat(rows(new SparkMachines(spark, 0), List.of())).isEmpty();
  }

  /** Dies at the first attempts. In a static counter, because the cell itself is copied. */
  private record Dying(Cell<SweepRow> cell, int deaths) implements Cell<SweepRow> {

    static final AtomicInteger ATTEMPTS = new AtomicInteger();

    @Override
    public String id() {
      return cell.id();
    }

    @Override
    public SweepRow row(StepKernel kernel, Workers workers) {
      SweepRow row = cell.row(kernel, workers);
      if (ATTEMPTS.incrementAndGet() <= deaths) {
        throw new IllegalStateException("this machine has died");
      }
      return row;
    }
  }

  @Test
  void aTaskThatDiesIsTriedAgainAndChangesNothing() throws InterruptedException {
    Dying.ATTEMPTS.set(0);
    List<Cell<SweepRow>> cells = new ArrayList<>(CELLS);
    cells.set(3, new Dying(CELLS.get(3), 1));
    assertThat(rows(new SparkMachines(spark, 2), cells))
        .isEqualTo(rows(new LocalThreads(1), CELLS));
    assertThat(Dying.ATTEMPTS.get()).isEqualTo(2);
  }

  @Test
  void aTaskThatAlwaysDiesEndsTheSweepAfterTheRowsOfOthers() {
    Dying.ATTEMPTS.set(0);
    List<Cell<SweepRow>> cells = new ArrayList<>(CELLS);
    cells.set(7, new Dying(CELLS.get(7), Integer.MAX_VALUE));
    List<String> taken = new ArrayList<>();
    assertThatThrownBy(
            () ->
                new SparkMachines(spark, 0)
                    .compute(cells, (cell, row) -> taken.add(cell.id()), () -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this machine has died");
    assertThat(Dying.ATTEMPTS.get()).isEqualTo(3);
    assertThat(taken).isNotEmpty().doesNotContain(CELLS.get(7).id());
  }
}
