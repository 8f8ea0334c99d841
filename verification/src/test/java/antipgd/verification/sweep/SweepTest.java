package antipgd.verification.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.descent.Rule;
import antipgd.noise.Law;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sweep's rows depend on their cells alone, and what is there is not done again. */
class SweepTest {

  @TempDir private Path folder;

  private static Map<String, String> rows(Machines machines, List<? extends Cell> cells)
      throws InterruptedException {
    Map<String, String> rows = new HashMap<>();
    machines.compute(
        List.copyOf(cells), (cell, row) -> rows.put(cell.id(), row.toString()), () -> false);
    return rows;
  }

  private static List<PhaseCell> cells(Map<String, String> grid) {
    return PhaseGrid.parse(grid).cells(1, 100, 7);
  }

  @Test
  void neitherThreadsNorTheRestOfTheGridChangeARow() throws InterruptedException {
    Map<String, String> grid = Map.of("alpha", "1/2", "d", "2,9", "sigma2", "1/64,1/16");
    Map<String, String> one = rows(new LocalThreads(1), cells(grid));
    assertThat(one).hasSize(8);
    assertThat(rows(new LocalThreads(3), cells(grid))).isEqualTo(one);
    List<PhaseCell> alone =
        cells(Map.of("rule", "pgd", "alpha", "1/2", "d", "9", "sigma2", "1/16"));
    assertThat(one).containsAllEntriesOf(rows(new LocalThreads(2), alone));
  }

  /** Written down, so that a change of bits, and a stream that differs from VM to VM, shows. */
  @Test
  void aRowIsTheSameForEver() {
    PhaseCell cell = new PhaseCell(Rule.PGD, Law.RADEMACHER, 0.5, 8, 1 / 64., 1, 64, 7);
    assertThat(cell.id())
        .isEqualTo("phase_pgd_rademacher_alpha0.5_d8_sigma2-0.015625_time1.0_chains64_seed7");
    assertThat(cell.row(StepKernels.chosen()))
        .hasToString(
            "{\"rule\":\"pgd\",\"law\":\"rademacher\",\"alpha\":0.5,\"d\":8,\"sigma2\":"
                + "0.015625,\"theorem\":true,\"steps\":128,\"chains\":64,\"seed\":7,"
                + "\"exits\":{\"reading\":\"w\",\"up\":57,\"down\":7,\"meanTime\":9.562500000000002,\"meanNorm2\":2.046362105756998},"
                + "\"cap\":8.0,\"cappedNorm2\":{\"mean\":5.000014955152358,\"standardError\":0.26079571445601035},\"notFinite\":1}");
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
    return new PhaseCell(rule, Law.RADEMACHER, alpha, d, sigma2, 1e-3, 1, 7)
        .row(StepKernels.chosen())
        .get("theorem")
        .booleanValue();
  }

  /**
   * What a chain does at these settings is in the paper: PGD leaves upwards, Anti-PGD downwards.
   */
  @Test
  void showsTheTheorem() {
    JsonNode pgd =
        new PhaseCell(Rule.PGD, Law.RADEMACHER, 0.25, 32, 1 / 128., 0.5, 128, 7)
            .row(StepKernels.chosen());
    assertThat(pgd.at("/exits/up").intValue()).isEqualTo(128);
    assertThat(pgd.at("/exits/reading").textValue()).isEqualTo("w");
    assertThat(pgd.at("/cappedNorm2/mean").doubleValue()).isGreaterThan(4);
    JsonNode anti =
        new PhaseCell(Rule.ANTI_PGD, Law.RADEMACHER, 0.25, 2, 1 / 128., 4, 128, 7)
            .row(StepKernels.chosen());
    assertThat(anti.at("/exits/down").intValue()).isEqualTo(128);
    assertThat(anti.at("/exits/reading").textValue()).isEqualTo("z");
    assertThat(anti.at("/cappedNorm2/mean").doubleValue()).isLessThan(0.25);
  }

  private record Counted(String id) implements Cell {

    /** So that one thread cannot do all cells before another notices that its own has failed. */
    static final long NANOSECONDS = 10_000_000;

    static final AtomicInteger COMPUTED = new AtomicInteger();

    @Override
    public ObjectNode row(StepKernel kernel) {
      COMPUTED.incrementAndGet();
      if (id.equals("bad")) {
        throw new IllegalStateException("no row");
      }
      LockSupport.parkNanos(NANOSECONDS);
      return JsonNodeFactory.instance.objectNode().put("value", id);
    }
  }

  @Test
  void aCellThatFailsLeavesTheRowsOfOthersAndStopsTheSweep() {
    List<Cell> cells =
        IntStream.range(0, 100)
            .<Cell>mapToObj(i -> new Counted(i == 5 ? "bad" : "cell" + i))
            .toList();
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

  @Test
  void stopsWhenAsked() throws InterruptedException {
    Map<String, String> taken = new HashMap<>();
    List<Cell> cells =
        IntStream.range(0, 100).<Cell>mapToObj(i -> new Counted("cell" + i)).toList();
    new LocalThreads(2)
        .compute(cells, (cell, row) -> taken.put(cell.id(), ""), () -> taken.size() >= 3);
    assertThat(taken).hasSizeBetween(3, 5);
  }

  @Test
  void keepsRows() throws IOException {
    RowFiles files = new RowFiles(folder.resolve("new/rows"));
    Cell cell = new Counted("one");
    assertThat(files.find(cell)).isEmpty();
    files.keep(cell, cell.row(null));
    files.keep(cell, cell.row(null));
    assertThat(files.find(cell)).contains(cell.row(null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "half a fil",
        "[]",
        "{\"schema\": \"antipgd-sweep-row/2\", \"id\": \"one\", \"row\": {}}",
        "{\"schema\": \"antipgd-sweep-row/1\", \"id\": \"two\", \"row\": {}}",
        "{\"schema\": \"antipgd-sweep-row/1\", \"id\": \"one\"}"
      })
  void refusesWhatIsNoRow(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("one.json"), content);
    assertThatThrownBy(() -> new RowFiles(folder).find(new Counted("one")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows: " + file + " is not the row of one: must be that or absent");
    assertThat(file).hasContent(content);
  }

  @Test
  void gridsAreReadAsTyped() {
    PhaseGrid grid =
        PhaseGrid.parse(
            Map.of("rule", "anti-pgd", "alpha", "0.3", "sigma2", "1/256,2e-3", "d", "5"));
    assertThat(grid.cells(4, 10, 1))
        .containsExactly(
            new PhaseCell(Rule.ANTI_PGD, Law.RADEMACHER, 0.3, 5, 1 / 256., 4, 10, 1),
            new PhaseCell(Rule.ANTI_PGD, Law.RADEMACHER, 0.3, 5, 2e-3, 4, 10, 1));
    assertThat(PhaseGrid.parse(Map.of()).cells(4, 10, 1)).hasSize(2 * 2 * 8 * 11);
    ObjectNode json = new ObjectMapper().createObjectNode();
    grid.describe(json);
    assertThat(json)
        .hasToString(
            "{\"rule\":[\"anti-pgd\"],\"law\":[\"rademacher\"],\"alpha\":[0.3],\"d\":[5],"
                + "\"sigma2\":[0.00390625,0.002]}");
  }
}
