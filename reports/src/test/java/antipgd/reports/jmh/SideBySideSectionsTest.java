// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.page.Section;
import antipgd.reports.page.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two machines, on which another generator is the fastest. */
class SideBySideSectionsTest {

  private static final String RESULT =
      """
      {"mode": "avgt", "benchmark": "a.FillBenchmark.%s",
       "legend": {"baselines": ["theirs"], "bytesPerElement": 4, "found": [%s]},
       "environment": {"cpu": "%s", "os": "CP/M", "date": "%s"},
       "params": {"n": "64"%s},
       "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[%s], [%s]]}}
      """;

  @TempDir private Path folder;

  private static String ours(String cpu, String ns) {
    return RESULT.formatted("ours", "", cpu, cpu, ", \"law\": \"GAUSSIAN\"", ns, ns + "1");
  }

  private static String theirs(String method, String cpu, String generator, String ns) {
    return RESULT.formatted(
        method,
        "\"generator\"",
        cpu,
        cpu,
        ", \"generator\": \"%s\"".formatted(generator),
        ns,
        ns + "1");
  }

  private JmhRun run(String... results) throws Exception {
    Path file = folder.resolve("run.json");
    Files.writeString(file, "[" + String.join(",", results) + "]");
    return JmhRun.read(file);
  }

  private Map<String, JmhRun> twoMachines() throws Exception {
    Map<String, JmhRun> runs = new LinkedHashMap<>();
    runs.put(
        "z80",
        run(
            ours("Z80", "64.0"),
            theirs("theirs", "Z80", "MCG59", "128.0"),
            theirs("theirsInBlocks", "Z80", "R250", "256.0")));
    runs.put(
        "6502",
        run(
            ours("6502", "64.0"),
            theirs("theirs", "6502", "ARS5", "192.0"),
            theirs("theirsInBlocks", "6502", "ARS5", "96.0")));
    return runs;
  }

  private static List<String> headers(Table table) {
    return table.columns().stream().map(Table.Column::header).toList();
  }

  @Test
  void saysWhatTheMachinesAreAndWhatTheyFound() throws Exception {
    Section first = SideBySideSections.of(twoMachines()).get(0);

    Table table = first.tables().get(0);
    assertThat(headers(table)).containsExactly("run", "cpu", "found by the run");
    assertThat(table.rows())
        .containsExactly(
            List.of("z80", "Z80", "Fill.theirs: MCG59"),
            List.of("6502", "6502", "Fill.theirs: ARS5"));
  }

  @Test
  void comparesWithinEachRunWhateverItFound() throws Exception {
    List<Section> sections = SideBySideSections.of(twoMachines());

    assertThat(sections)
        .extracting(Section::title)
        .containsExactly("Side by side: the runs", "Side by side: Fill");
    Table table = sections.get(1).tables().get(0);
    assertThat(table.title()).isEqualTo("x theirs");
    assertThat(headers(table)).containsExactly("n", "kernel", "z80", "6502");
    assertThat(table.rows()).hasSize(2);
    assertThat(table.rows().get(0).subList(0, 2)).containsExactly("64", "ours law=GAUSSIAN");
    assertThat(table.rows().get(0).get(2)).startsWith("2.00 (");
    assertThat(table.rows().get(0).get(3)).startsWith("3.00 (");
    assertThat(table.rows().get(1).subList(0, 2)).containsExactly("64", "theirsInBlocks");
    assertThat(table.rows().get(1).get(2)).startsWith("0.500 (");
    assertThat(table.rows().get(1).get(3)).startsWith("2.00 (");
  }

  @Test
  void oneRunAloneHasNone() throws Exception {
    assertThat(SideBySideSections.of(Map.of("z80", run(ours("Z80", "64.0"))))).isEmpty();
    assertThat(
            SideBySideSections.of(
                Map.of(
                    "z80",
                    run(ours("Z80", "64.0"), theirs("theirs", "Z80", "MCG59", "128.0")),
                    "6502",
                    run(ours("6502", "64.0")))))
        .isEmpty();
  }
}
