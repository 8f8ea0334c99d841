// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.documents.BenchmarkLegend;
import antipgd.documents.MalformedResultException;
import antipgd.reports.jmh.Comparison.Run;
import antipgd.reports.page.Section;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  private static JmhResult result(String method, double... forks) {
    return result(method, "avgt", Steadiness.State.UNKNOWN, Map.of(), forks);
  }

  private static JmhResult result(
      String method,
      String mode,
      Steadiness.State steadiness,
      Map<String, String> environment,
      double... forks) {
    return new JmhResult(
        "file, result 1",
        "a.b.StepBenchmark",
        method,
        mode,
        Map.of("size", "1000"),
        1,
        Arrays.stream(forks).mapToObj(time -> List.of(time, time)).toList(),
        OptionalDouble.empty(),
        new Steadiness(steadiness, ""),
        BenchmarkLegend.NONE,
        environment);
  }

  private static List<Section> compared(List<JmhResult> before, List<JmhResult> after)
      throws MalformedResultException {
    return Comparison.of(List.of(new Run("old", before), new Run("new", after)));
  }

  private static List<String> row(JmhResult before, JmhResult after) throws Exception {
    return compared(List.of(before), List.of(after)).get(1).tables().get(0).rows().get(0);
  }

  /**
   * Pairs by themselves: Student's law with two degrees of freedom, whose interval of 99 % is 9.92
   * standard errors to each side.
   */
  @ParameterizedTest
  @CsvSource({
    "100, 101, 200, 202, SLOWER",
    "100, 101, 50, 50.5, faster",
    "100, 101, 112, 113, SLOWER",
    "100, 101, 108, 109, cannot tell; 3 forks would see 10 %",
    "100, 100.2, 101, 101.2, no change of 10 % or more",
    "100, 110, 120, 132, cannot tell; 17 forks would see 10 %",
    "100, 300, 100, 300, cannot tell; more than 1000 forks would see 10 %",
    "100, 100, 200, 200, cannot tell; the forks do not differ at all"
  })
  void readsVerdictsOffTheIntervalAtTheTablesRate(
      double a, double b, double c, double d, String verdict) throws Exception {
    assertThat(row(result("gd", a, b), result("gd", c, d))).endsWith(verdict);
  }

  @Test
  void saysNothingOfOneForkOrOfWhatIsNotSteady() throws Exception {
    JmhResult unsteady = result("gd", "avgt", Steadiness.State.NOT_STEADY, Map.of(), 500, 501, 502);

    assertThat(row(result("gd", 100), result("gd", 500, 501)))
        .endsWith("5.01", "one fork: cannot tell", "1 and 2");
    assertThat(row(result("gd", 100, 101), unsteady)).endsWith("-", "not steady", "2 and 3");
  }

  @Test
  void comparesWhatBothRunsHaveAndCountsTheRest() throws Exception {
    JmhResult gd = result("gd", 100, 101);
    JmhResult sample = result("fill", "sample", Steadiness.State.UNKNOWN, Map.of(), 1, 2);
    List<Section> sections =
        compared(
            List.of(gd, result("x", 1, 2), result("twice", 1, 2), result("fill", 1, 2)),
            List.of(result("gd", 50, 50.5), result("twice", 1, 2), result("twice", 3, 4), sample));

    assertThat(sections)
        .extracting(Section::title)
        .containsExactly("new against old", "Step: new against old");
    assertThat(sections.get(0).text())
        .contains("Results not compared: 3 of old and 3 of new.")
        .doesNotContain("although they differ");
    assertThat(sections.get(0).tables().get(0).rows()).contains(List.of("faster", "1"));
    assertThat(sections.get(1).tables().get(0).rows())
        .extracting(row -> row.get(0))
        .containsExactly("gd size=1000");
    assertThat(sections.get(0).tables().get(1).rows())
        .extracting(row -> row.get(0) + ": " + row.get(2) + ": " + row.get(3))
        .containsExactly(
            "old: x size=1000: only old has it",
            "old: twice size=1000: new has it more often",
            "old: fill size=1000: new has it in another mode or with other threads",
            "new: twice size=1000: new has it more often",
            "new: twice size=1000: new has it more often",
            "new: fill size=1000 sample: old has it in another mode or with other threads");
  }

  @Test
  void namesWhatDiffersBetweenResultsThatAreCompared() throws Exception {
    Map<String, String> old =
        Map.of("flags", "-Xmx1g", "jmh", "1.37, 2 forks of 3 x 1 s warm-up and 5 x 1 s");
    Map<String, String> now =
        Map.of("flags", "-Xmx2g", "jmh", "1.37, 3 forks of 3 x 1 s warm-up and 5 x 1 s");
    Steadiness.State state = Steadiness.State.STEADY;
    List<Section> sections =
        compared(
            List.of(result("gd", "avgt", state, old, 100, 101)),
            List.of(result("gd", "avgt", state, now, 100, 101, 102)));

    assertThat(sections.get(0).text())
        .contains(
            "Compared although they differ, with the number of pairs: number of forks (1), flags"
                + " of the JVM (1).")
        .doesNotContain("warm-up or iterations", "not compared");
  }

  /** 200 benchmarks with the same law in both files, 10 % between forks, two forks. */
  @Test
  void callsNothingWhereNothingChanged() throws Exception {
    List<JmhResult> before = results("aa1.json");
    List<JmhResult> after = results("aa2.json");

    List<Section> sections = compared(before, after);

    assertThat(sections.get(0).tables().get(0).rows())
        .contains(List.of("faster", "0"), List.of("SLOWER", "0"), List.of("cannot tell", "200"));
    List<List<Double>> forks =
        Stream.concat(before.stream(), after.stream()).map(JmhResult::forkTimes).toList();
    Family family = new Family(forks, 200);
    long covered = 0;
    for (int i = 0; i < before.size(); i++) {
      Estimate ratio = family.ratio(forks.get(200 + i), forks.get(i)).estimate();
      covered += ratio.lower() <= 1 && 1 <= ratio.upper() ? 1 : 0;
    }
    assertThat(covered).isBetween(190L, 200L);
  }

  private static List<JmhResult> results(String file) throws Exception {
    return JmhRun.read(Path.of(ComparisonTest.class.getResource(file).toURI())).results();
  }

  @Test
  void refusesRunsThatHaveNothingInCommon() {
    List<Run> runs =
        List.of(
            new Run("old", List.of(result("gd", 1, 1))),
            new Run("new", List.of(result("pgd", 1, 1))));

    assertThatThrownBy(() -> Comparison.of(runs))
        .isInstanceOf(MalformedResultException.class)
        .hasMessage(
            "new: has no benchmark as often as old has it with the same parameters, mode and"
                + " threads");
  }
}
