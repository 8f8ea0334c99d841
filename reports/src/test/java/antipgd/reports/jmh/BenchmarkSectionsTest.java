// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.page.Section;
import antipgd.reports.page.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchmarkSectionsTest {

  private static List<Section> sections(String file) throws Exception {
    Path path = Path.of(BenchmarkSectionsTest.class.getResource(file).toURI());
    return BenchmarkSections.of("", JmhRun.read(path).results());
  }

  private static List<String> plots(Section section) {
    return section.figures().stream().map(figure -> figure.drawing().name()).toList();
  }

  @Test
  void showsTimesBandwidthAndSpeedUpForEachLaw() throws Exception {
    List<Section> sections = sections("run.json");

    assertThat(sections)
        .extracting(Section::title)
        .containsExactly("Fastest at the largest n", "Bandwidth", "Step");
    assertThat(plots(sections.get(1)))
        .containsExactly("bandwidth-time", "bandwidth-bandwidth", "bandwidth-x-triad");
    assertThat(plots(sections.get(2)))
        .containsExactly(
            "step-law-gaussian-time",
            "step-law-gaussian-bandwidth",
            "step-law-gaussian-x-gd",
            "step-law-rademacher-time",
            "step-law-rademacher-bandwidth",
            "step-law-rademacher-x-gd");
    assertThat(sections)
        .allSatisfy(section -> assertThat(section.environment().summary()).contains("Z80"));
  }

  @Test
  void marksCachesAndComparesWithWhatTheRunCouldMove() throws Exception {
    Section step = sections("run.json").get(2);

    assertThat(step.figures().get(0).drawing().svg())
        .contains(">L1<", ">L2<", ">stored rounds=20<", ">made rounds=13<", ">n (K = 1024)<")
        .doesNotContain(">L3<", "RADEMACHER");
    // At n = 2^20 gd moves 12 B in .8 ns x 1.005, copy 8 B in .4 ns x 1.005, which is the best.
    assertThat(step.figures().get(1).drawing().svg()).contains(">copy<", ">triad<", ">gd (75 %)<");
    Table table = step.tables().get(0);
    assertThat(table.columns())
        .extracting(Table.Column::header)
        .containsExactly(
            "n",
            "kernel",
            "ns/element",
            "95 % interval",
            "forks",
            "GB/s",
            "% limit",
            "x gd",
            "B/op");
    assertThat(table.rows().get(0))
        .containsExactly(
            "4096",
            "gd",
            "0.201",
            "0.191..0.212",
            "0.197..0.205",
            "59.7",
            "75 memory",
            "1.00",
            "0.5");
  }

  @Test
  void overviewNamesTheFastestThatIsNoBaseline() throws Exception {
    assertThat(sections("run.json").get(0).tables().get(0).rows())
        .extracting(row -> row.subList(0, 3))
        .containsExactly(
            List.of("Step", "1048576", "made law=GAUSSIAN rounds=13"),
            List.of("Step", "1048576", "made law=RADEMACHER rounds=13"));
  }

  @Test
  void showsForeignResultsWithoutLengthByCall() throws Exception {
    List<Section> sections = sections("jmh.json");
    Section foreign = sections.get(sections.size() - 1);

    assertThat(foreign.title()).isEqualTo("Foreign, environment 2");
    assertThat(plots(foreign)).containsExactly("2-foreign-time");
    assertThat(foreign.figures().get(0).drawing().svg()).contains(">parse<", ">ns/op<");
    assertThat(foreign.tables().get(0).columns().get(1).header()).isEqualTo("ns/op");
  }

  @Test
  void datesDoNotPartARunThatWasResumed() throws Exception {
    List<JmhResult> results =
        JmhRun.read(Path.of(getClass().getResource("run.json").toURI())).results();
    JmhResult last = results.get(0);
    Map<String, String> later = new LinkedHashMap<>(last.environment());
    later.put("date", "2026-01-02T00:00:00Z");
    List<JmhResult> resumed = new ArrayList<>(results);
    resumed.set(
        0,
        new JmhResult(
            last.place(),
            last.benchmarkClass(),
            last.method(),
            last.mode(),
            last.params(),
            last.threads(),
            last.forks(),
            last.allocation(),
            last.steadiness(),
            last.legend(),
            later));

    List<BenchmarkClass> classes = BenchmarkClass.of(resumed);

    assertThat(classes).hasSize(2);
    assertThat(classes.get(0).environment())
        .containsEntry("date", "2026-01-01T00:00:00Z / 2026-01-02T00:00:00Z");
  }
}
