// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.documents.PhaseRow;
import antipgd.documents.SampleMean;
import antipgd.documents.SweepRow;
import antipgd.documents.TuningRow;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.experiment.PartTakenBack;
import antipgd.verification.experiment.ValleyReading;
import antipgd.verification.experiment.ValleyTuning;
import antipgd.verification.experiment.ValleyTuning.Decay;
import antipgd.verification.landscape.WideningValley;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A sweep's rows depend on their cells alone, and what is there is not done again. */
class SweepTest {

  @TempDir private Path folder;

  private static Map<String, String> rows(Machines machines, List<Cell<SweepRow>> cells)
      throws InterruptedException {
    Map<String, String> rows = new HashMap<>();
    machines.compute(cells, (cell, row) -> rows.put(cell.id(), row.toString()), () -> false);
    return rows;
  }

  /** As on the command line: values of axes, separated by spaces. */
  private static Grid grid(SweepMap map, String typed) {
    return Grid.parse(
        map,
        Arrays.stream(typed.split(" "))
            .map(axis -> axis.split("="))
            .collect(Collectors.toMap(axis -> axis[0], axis -> axis[1])));
  }

  @ParameterizedTest
  @CsvSource({
    "PHASE, time=1 alpha=1/2 d=2;9 sigma2=1/64;1/16, rule=pgd time=1 alpha=1/2 d=9 sigma2=1/16",
    "TUNING, steps=90 quiet=9 d=9 etaNorm2=1/2;4 sigma2=0, rule=pgd schedule=decayed steps=90 quiet=9"
        + " d=9 etaNorm2=4 sigma2=0",
    "LAMBDA, time=1 sigma2=1/64 d=2;9 lambda=0;0.8, time=1 sigma2=1/64 alpha=1/2 d=9 lambda=0.8"
  })
  void neitherThreadsNorTheRestOfTheGridChangeARow(SweepMap map, String typed, String alone)
      throws InterruptedException {
    List<Cell<SweepRow>> cells = grid(map, typed.replace(';', ',')).cells(100, 7);
    Map<String, String> one = rows(new LocalThreads(1), cells);
    assertThat(one).hasSize(8);
    assertThat(rows(new LocalThreads(3), cells)).isEqualTo(one);
    assertThat(one)
        .containsAllEntriesOf(rows(new LocalThreads(2), grid(map, alone).cells(100, 7)))
        .hasSize(8);
  }

  /** The row as files have it, in one line. */
  private String json(Cell<SweepRow> cell) throws IOException {
    RowFiles<SweepRow> files = new RowFiles<>(folder, SweepRow.class);
    files.keep(cell, cell.row(StepKernels.chosen(), Workers.common()));
    return new ObjectMapper()
        .readTree(folder.resolve(cell.id() + ".json").toFile())
        .get("row")
        .toString();
  }

  /** Written down, so that a change of bits, and a stream that differs from VM to VM, shows. */
  @Test
  void aRowIsTheSameForEver() throws IOException {
    PhaseCell cell =
        new PhaseCell(new PhaseCell.Setting(Rule.PGD, Law.RADEMACHER, 1, 0.5, 8, 1 / 64.), 64, 7);
    assertThat(cell.id())
        .isEqualTo("phase_pgd_rademacher_alpha0.5_d8_sigma2-0.015625_time1.0_chains64_seed7");
    assertThat(json(cell))
        .isEqualTo(
            "{\"rule\":\"pgd\",\"law\":\"rademacher\",\"time\":1.0,\"alpha\":0.5,\"d\":8,\"sigma2\":"
                + "0.015625,\"theorem\":true,\"steps\":128,\"chains\":64,\"seed\":7,"
                + "\"exits\":{\"reading\":\"w\",\"up\":61,\"down\":3,\"meanTime\":9.84375,\"meanNorm2\":2.14967568544671},"
                + "\"cap\":8.0,\"cappedNorm2\":{\"mean\":5.345854209220414,\"standardError\":0.2338250199164387},\"notFinite\":0}");
  }

  /** Also written down: a row of the committed map. */
  @Test
  void soIsARowOfTheTuningMap() throws IOException {
    TuningCell cell =
        new TuningCell(
            new ValleyTuning(8, Rule.PGD, Decay.DECAYED, 2, 1 / 64., 4000, 400),
            Law.RADEMACHER,
            64,
            256,
            20220713);
    assertThat(cell.id())
        .isEqualTo(
            "tuning_pgd_decayed_rademacher_steps4000_quiet400_cap64.0_d8_eta2.0_sigma2-0.015625"
                + "_chains256_seed20220713");
    assertThat(json(cell))
        .isEqualTo(
            "{\"rule\":\"pgd\",\"schedule\":\"decayed\",\"law\":\"rademacher\",\"steps\":4000,\"quiet\":400,"
                + "\"cap\":64.0,\"d\":8,\"etaNorm2\":2.0,\"sigma2\":0.015625,"
                + "\"chains\":256,\"seed\":20220713,\"cappedTrace\":{\"mean\":34.117280837085346,\"standardError\":1.8440962562689627},\"notFinite\":126}");
  }

  @Test
  void soIsARowBetweenPgdAndAntiPgd() throws IOException {
    PartTakenBack part = new PartTakenBack(0.8, Law.RADEMACHER, 0.5, 8, 1 / 64., 2048);
    LambdaCell cell = new LambdaCell(part, 16, 64, 7);
    assertThat(cell.id())
        .isEqualTo(
            "lambda_rademacher_time16.0_sigma2-0.015625_alpha0.5_d8_lambda0.8_chains64_seed7");
    assertThat(json(cell))
        .isEqualTo(
            "{\"law\":\"rademacher\",\"time\":16.0,\"sigma2\":0.015625,\"alpha\":0.5,\"d\":8,\"lambda\":0.8,\"steps\":2048,\"chains\":64,\"seed\":7,"
                + "\"theory\":{\"zeroOfDrift\":0.6363636363636361,\"norm2Z\":0.622222222222222,\"norm2W\":0.747222222222222,\"criticalLambda\":0.7500000000000001,\"closed\":true},"
                + "\"norm2W\":{\"mean\":0.7022659766710337,\"standardError\":0.025112827837013258},\"norm2Z\":{\"mean\":0.5813385705866003,\"standardError\":0.024503885870153452},\"notFinite\":0}");
  }

  /** PGD and Anti-PGD are the two ends, and theirs are the bits. */
  @Test
  void endsOfTheLambdaMapAreTheRules() {
    for (Rule rule : List.of(Rule.PGD, Rule.ANTI_PGD)) {
      double lambda = rule == Rule.PGD ? 0 : 1;
      NoiseStream noise = new NoiseStream(7, 5, Law.GAUSSIAN);
      WideningValley valley = new WideningValley(8);
      Recipe recipe = Recipe.constant(rule, 0.25 / 1024, 4, noise);
      Ensemble ensemble =
          new Ensemble(
              StepKernels.chosen(), Workers.common(), valley, recipe, valley.minimum(1024), 3);
      double[] sums = new double[3];
      ensemble.run(192);
      for (int n = 0; n < 64; n++) {
        ensemble.run(1);
        for (int c = 0; c < 3; c++) {
          sums[c] += ValleyReading.weights(ensemble, c, 8).norm2() / 1024 / 64;
        }
      }
      PartTakenBack part = new PartTakenBack(lambda, Law.GAUSSIAN, 0.5, 8, 1 / 64., 256);
      assertThat(part.run(StepKernels.chosen(), Workers.common(), noise, 3).weights())
          .isEqualTo(sums);
    }
  }

  /** Names and ids, in full. */
  @Test
  void cellsNameTheirStreams() {
    PhaseCell phase =
        new PhaseCell(
            new PhaseCell.Setting(Rule.ANTI_PGD, Law.RADEMACHER, 4, 0.25, 8, 1 / 256.), 64, 7);
    assertThat(phase.stream())
        .isEqualTo(
            StreamId.of("phase rule=anti-pgd time=0x1.0p2 alpha=0x1.0p-2 d=8 sigma2=0x1.0p-8"))
        .isEqualTo(0xed790082);
    ValleyTuning choice = new ValleyTuning(8, Rule.PGD, Decay.DECAYED, 1.5, 1 / 64., 4000, 400);
    assertThat(new TuningCell(choice, Law.GAUSSIAN, 64, 256, 7).stream())
        .isEqualTo(
            StreamId.of(
                "tuning rule=pgd schedule=decayed steps=4000 quiet=400 d=8 etaNorm2=0x1.8p0"
                    + " sigma2=0x1.0p-6"))
        .isEqualTo(0xeaeb76de);
    PartTakenBack part = new PartTakenBack(0.75, Law.GAUSSIAN, 0.5, 8, 1 / 64., 2048);
    assertThat(new LambdaCell(part, 16, 64, 7).stream())
        .isEqualTo(
            StreamId.of("lambda time=0x1.0p4 sigma2=0x1.0p-6 alpha=0x1.0p-1 d=8 lambda=0x1.8p-1"))
        .isEqualTo(0x8dd5b5dc);
  }

  @Test
  void theTheoremsRegionIsThePapers() {
    assertThat(theorem(Rule.PGD, 0.25, 32, 1 / 128.)).isTrue();
    assertThat(theorem(Rule.PGD, 0.25, 31, 1 / 128.)).isFalse();
    assertThat(theorem(Rule.PGD, 0.25, 32, 1 / 127.)).isFalse();
    assertThat(theorem(Rule.ANTI_PGD, 0.25, 32, 1 / 256.)).isTrue();
    assertThat(theorem(Rule.ANTI_PGD, 0.25, 33, 1 / 256.)).isFalse();
    assertThat(theorem(Rule.ANTI_PGD, 0.25, 1, 1 / 128.)).isTrue();
    assertThat(theorem(Rule.ANTI_PGD, 0.5, 1, 1 / 16.)).isTrue();
    assertThat(theorem(Rule.ANTI_PGD, 0.9, 1, 0.15)).isFalse();
  }

  private static boolean theorem(Rule rule, double alpha, int d, double sigma2) {
    return new PhaseCell(new PhaseCell.Setting(rule, Law.RADEMACHER, 1e-3, alpha, d, sigma2), 1, 7)
        .row(StepKernels.chosen(), Workers.common())
        .theorem();
  }

  /**
   * What a chain does at these settings is in the paper: PGD leaves upwards, Anti-PGD downwards.
   */
  @Test
  void showsTheTheorem() {
    PhaseRow pgd =
        new PhaseCell(
                new PhaseCell.Setting(Rule.PGD, Law.RADEMACHER, 0.5, 0.25, 32, 1 / 128.), 128, 7)
            .row(StepKernels.chosen(), Workers.common());
    assertThat(pgd.exits().counts().up()).isEqualTo(128);
    assertThat(pgd.exits().reading()).isEqualTo("w");
    assertThat(pgd.end().cappedNorm2().mean()).isGreaterThan(4);
    PhaseRow anti =
        new PhaseCell(
                new PhaseCell.Setting(Rule.ANTI_PGD, Law.RADEMACHER, 4, 0.25, 2, 1 / 128.), 128, 7)
            .row(StepKernels.chosen(), Workers.common());
    assertThat(anti.exits().counts().down()).isEqualTo(128);
    assertThat(anti.exits().reading()).isEqualTo("z");
    assertThat(anti.end().cappedNorm2().mean()).isLessThan(0.25);
  }

  private record Counted(String id) implements Cell<SweepRow> {

    /** So that one thread cannot do all cells before another notices that its own has failed. */
    static final long NANOSECONDS = 10_000_000;

    static final AtomicInteger COMPUTED = new AtomicInteger();

    @Override
    public SweepRow row(StepKernel unused, Workers none) {
      COMPUTED.incrementAndGet();
      if (id.equals("bad")) {
        throw new IllegalStateException("no row");
      }
      LockSupport.parkNanos(NANOSECONDS);
      return new TuningRow(
          new TuningRow.Setting("pgd", "constant", "gaussian", 1, 0, 1),
          new TuningRow.Point(1, 1, 1),
          1,
          1,
          new SampleMean(1, Double.NaN),
          0);
    }
  }

  @Test
  void aCellThatFailsLeavesTheRowsOfOthersAndStopsTheSweep() {
    List<Counted> cells =
        IntStream.range(0, 100).mapToObj(i -> new Counted(i == 5 ? "bad" : "cell" + i)).toList();
    Map<String, String> taken = new HashMap<>();
    Counted.COMPUTED.set(0);
    assertThatThrownBy(
            () ->
                new LocalThreads(2)
                    .compute(cells, (cell, row) -> taken.put(cell.id(), ""), () -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no row");
    assertThat(taken).containsKeys("cell0", "cell1", "cell2", "cell3");
    assertThat(Counted.COMPUTED.get()).isLessThan(100);
  }

  /** No fault of the cell's. */
  @Test
  void aRowThatCannotBeKeptIsToldAsSuch() {
    UncheckedIOException noRoom = new UncheckedIOException(new IOException("no room"));
    assertThatThrownBy(
            () ->
                new LocalThreads(2)
                    .compute(
                        List.of(new Counted("one")),
                        (cell, row) -> {
                          throw noRoom;
                        },
                        () -> false))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no room");
  }

  @Test
  void stopsWhenAsked() throws InterruptedException {
    Map<String, String> taken = new HashMap<>();
    List<Counted> cells = IntStream.range(0, 100).mapToObj(i -> new Counted("cell" + i)).toList();
    new LocalThreads(2)
        .compute(cells, (cell, row) -> taken.put(cell.id(), ""), () -> taken.size() >= 3);
    assertThat(taken).hasSizeBetween(3, 5);
  }

  @Test
  void keepsRows() throws IOException {
    RowFiles<SweepRow> files = new RowFiles<>(folder.resolve("new/rows"), TuningRow.class);
    Counted cell = new Counted("one");
    assertThat(files.find(cell)).isEmpty();
    files.keep(cell, cell.row(null, null));
    files.keep(cell, cell.row(null, null));
    assertThat(files.find(cell)).contains(cell.row(null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "half a fil",
        "[]",
        "{\"schema\": \"antipgd-sweep-row/2\", \"id\": \"one\", \"row\": {}}",
        "{\"schema\": \"antipgd-sweep-row/3\", \"id\": \"two\", \"row\": {}}",
        "{\"schema\": \"antipgd-sweep-row/3\", \"id\": \"one\"}"
      })
  void refusesWhatIsNoRow(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("one.json"), content);
    assertThatThrownBy(
            () -> new RowFiles<SweepRow>(folder, TuningRow.class).find(new Counted("one")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows: " + file + " is not the row of one: must be that or absent");
    assertThat(file).hasContent(content);
  }

  @Test
  void gridsAreReadAsTyped() throws IOException {
    Grid grid = grid(SweepMap.PHASE, "rule=anti-pgd alpha=0.3 sigma2=1/256,2e-3,0.002 d=5");
    assertThat(grid.cells(10, 1))
        .containsExactly(
            new PhaseCell(
                new PhaseCell.Setting(Rule.ANTI_PGD, Law.RADEMACHER, 4, 0.3, 5, 1 / 256.), 10, 1),
            new PhaseCell(
                new PhaseCell.Setting(Rule.ANTI_PGD, Law.RADEMACHER, 4, 0.3, 5, 2e-3), 10, 1));
    assertThat(new ObjectMapper().writeValueAsString(grid.plain()))
        .isEqualTo(
            "{\"rule\":[\"anti-pgd\"],\"law\":[\"rademacher\"],\"time\":[4.0],\"alpha\":[0.3],"
                + "\"d\":[5],\"sigma2\":[0.00390625,0.002]}");
  }

  @Test
  void defaultsAreWholeMaps() {
    assertThat(Grid.parse(SweepMap.PHASE, Map.of()).cells(10, 1))
        .hasSize(2 * 2 * 8 * 11)
        .doesNotHaveDuplicates();
    List<Cell<SweepRow>> tuning = Grid.parse(SweepMap.TUNING, Map.of()).cells(10, 1);
    assertThat(tuning).hasSize(2 * 2 * 4 * 10 * 7);
    assertThat(tuning.get(1))
        .isEqualTo(
            new TuningCell(
                new ValleyTuning(1, Rule.PGD, Decay.CONSTANT, 1 / 64., 1 / 4096., 4000, 400),
                Law.RADEMACHER,
                64,
                10,
                1));
    assertThat(tuning.stream().map(Cell::id)).doesNotHaveDuplicates();
    assertThat(Grid.parse(SweepMap.LAMBDA, Map.of()).cells(10, 1))
        .hasSize(2 * 6 * 20)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void idsAreNamesOfFiles(SweepMap map) {
    assertThat(Grid.parse(map, Map.of()).cells(10, -1))
        .allSatisfy(cell -> assertThat(cell.id()).matches("[a-zA-Z0-9_.-]{1,200}"));
  }
}
