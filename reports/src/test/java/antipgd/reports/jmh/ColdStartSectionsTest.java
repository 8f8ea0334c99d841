// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.page.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColdStartSectionsTest {

  @TempDir private Path folder;

  private static JmhRun run() throws Exception {
    return JmhRun.read(Path.of(ColdStartSectionsTest.class.getResource("cold-start.json").toURI()));
  }

  private static String plot(Section section, int number) {
    return section.figures().get(number).drawing().svg();
  }

  /** How many places a series is marked at; one more stands beside its name. */
  private static long markers(String svg, String shape) {
    return Pattern.compile(shape).matcher(svg).results().count() - 1;
  }

  @Test
  void takesOtherSingleShotsForOrdinaryResults() throws Exception {
    assertThat(run().results()).extracting(JmhResult::method).containsExactly("start");
    assertThat(run().coldStarts())
        .extracting(ColdStart::kernel)
        .containsExactly("scalar", "scalar", "simd");
  }

  @Test
  void drawsElementsOverTimeForEachLength() throws Exception {
    List<Section> sections = ColdStartSections.of("", run().coldStarts());

    assertThat(sections).extracting(Section::title).containsExactly("The first seconds");
    Section section = sections.get(0);
    assertThat(section.text()).contains("the start of the VM is not in it", "1.5 times");
    assertThat(section.figures())
        .extracting(figure -> figure.drawing().name())
        .containsExactly("the-first-seconds-n-65536", "the-first-seconds-n-1048576");
    assertThat(plot(section, 0))
        .contains(">The first seconds, n = 64K: elements done<", ">scalar<", ">simd<", ">1e9<");
    assertThat(plot(section, 1)).contains(">scalar<").doesNotContain(">simd<");
  }

  /** The end of the first step, then 0.1, 0.3, 1 and 3 s for scalar; no shot lasted 5 s. */
  @Test
  void beginsALineAtTheFirstStepAndEndsItWithTheShot() throws Exception {
    String svg = plot(ColdStartSections.of("", run().coldStarts()).get(0), 0);

    assertThat(markers(svg, "<circle [^>]*series1")).isEqualTo(5);
    assertThat(markers(svg, "<path [^>]*fill=\"var\\(--series2")).isEqualTo(4);
  }

  @Test
  void aResumedRunIsOneSectionWithAllDates() throws Exception {
    assertThat(ColdStartSections.of("", run().coldStarts()).get(0).environment().summary())
        .contains("2026-01-01T00:00:00Z / 2026-01-02T00:00:00Z");
  }

  @Test
  void namesRuns() throws Exception {
    Section section = ColdStartSections.of("jdk25", run().coldStarts()).get(0);

    assertThat(section.title()).isEqualTo("jdk25: The first seconds");
    assertThat(section.figures().get(0).drawing().name())
        .isEqualTo("jdk25-the-first-seconds-n-65536");
  }

  @Test
  void tabulatesMediansAndSpreadForATerminal() throws Exception {
    assertThat(ColdStartSections.text(run().coldStarts()))
        .isEqualTo(
            """
            - cpu: Z80
            - caches: L1 Data 32K
            - jdk: 17
            - commit: 0123abc
            - simd: simd-128
            - date: 2026-01-01T00:00:00Z / 2026-01-02T00:00:00Z
            - command: java -jar benchmarks.jar ColdStart

            ### The first seconds

            |       n | kernel |    first step, ms |        M by 0.3 s |          M by 1 s | M by 3 s |    warm after, ms |   steady, ns/element |
            |--------:|--------|------------------:|------------------:|------------------:|---------:|------------------:|---------------------:|
            |   65536 | scalar | 20.0 (18.0..22.0) |              23.0 | 85.0 (84.0..86.0) |      260 | 25.0 (22.0..50.0) |    11.0 (10.5..11.5) |
            |   65536 | simd   |    250 (240..320) | 0.0655 (0..0.131) |   450 (1.00..500) |     4600 |   800 (700..1300) | 0.500 (0.400..0.600) |
            | 1048576 | scalar | 50.0 (40.0..60.0) |              25.2 |              94.4 |      303 | 60.0 (50.0..90.0) |    10.0 (9.50..10.5) |

            Medians over forks, with the least and the largest. M by 0.3 s is million elements done by then. A kernel is warm when its steps take no more than 1.5 times their steady time.
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {"n": "64"}  ; [[1.0, 2.0]] ; secondaryMetrics.firstStepMs.rawData = [1.0, 2.0]: must have one iteration a fork
          {"n": "64"}  ; [[1.0], []]  ; secondaryMetrics.firstStepMs.rawData = []: must have one iteration a fork
          {"n": "64"}  ; []           ; secondaryMetrics.firstStepMs.rawData is missing or empty
          {"n": "many"}; [[1.0]]      ; params.n is missing or not a whole number > 0
          {}           ; [[1.0]]      ; params.n is missing or not a whole number > 0
          """)
  void leavesOutWhatIsWrong(String params, String rawData, String message) throws Exception {
    Path file = folder.resolve("result.json");
    Files.writeString(
        file,
        """
        [{"mode": "ss", "benchmark": "a.b.c", "params": %s,
          "secondaryMetrics": {"firstStepMs": {"rawData": %s}}}]
        """
            .formatted(params, rawData));

    assertThat(JmhRun.read(file).leftOut()).containsExactly(new LeftOut(1, "a.b.c", message));
  }
}
