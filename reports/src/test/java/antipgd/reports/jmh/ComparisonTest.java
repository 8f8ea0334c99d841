// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.documents.BenchmarkLegend;
import antipgd.documents.MalformedResultException;
import antipgd.reports.page.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  private static JmhResult result(String method, double... forkMeans) {
    return new JmhResult(
        "file, result 1",
        "a.b.StepBenchmark",
        method,
        "avgt",
        Map.of("n", "1000"),
        1,
        Arrays.stream(forkMeans).mapToObj(mean -> List.of(mean, mean)).toList(),
        OptionalDouble.empty(),
        new Steadiness(Steadiness.State.STEADY, ""),
        BenchmarkLegend.NONE,
        Map.of("jdk", method));
  }

  /** Intervals of two forks without spread within them are their ranges. */
  @ParameterizedTest
  @CsvSource({
    "100, 100, 111, 111, SLOWER",
    "100, 100, 109, 109, SAME",
    "100, 100, 89, 89, FASTER",
    "100, 100, 91, 91, SAME",
    "100, 120, 119, 150, SAME",
    "100, 120, 121, 150, SLOWER",
    "100, 120, 80, 99, FASTER",
    "100, 120, 80, 101, SAME"
  })
  void isAChangeOnlyFromTenPerCentAndWithDisjointIntervals(
      double a, double b, double c, double d, Comparison.Verdict verdict) {
    assertThat(new Comparison.Pair(result("gd", a, b), result("gd", c, d)).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void saysNothingOfOneFork() {
    assertThat(new Comparison.Pair(result("gd", 100), result("gd", 500, 500)).verdict())
        .isEqualTo(Comparison.Verdict.UNKNOWN);
  }

  @Test
  void comparesWhatBothRunsHave() throws Exception {
    List<Section> sections =
        Comparison.of(
            List.of(
                new Comparison.Run("old", List.of(result("gd", 100, 100), result("x", 1, 1))),
                new Comparison.Run("new", List.of(result("gd", 50, 50)))));

    assertThat(sections)
        .extracting(Section::title)
        .containsExactly("new against old", "Step: new against old");
    assertThat(sections.get(0).text()).contains("only one of the runs has: 1");
    assertThat(sections.get(0).tables().get(0).rows()).contains(List.of("faster", "1"));
    assertThat(sections.get(1).tables().get(0).rows())
        .containsExactly(List.of("gd n=1000", "100", "50.0", "0.500", "faster"));
  }

  @Test
  void refusesRunsThatHaveNothingInCommon() {
    List<Comparison.Run> runs =
        List.of(
            new Comparison.Run("old", List.of(result("gd", 1, 1))),
            new Comparison.Run("new", List.of(result("pgd", 1, 1))));

    assertThatThrownBy(() -> Comparison.of(runs))
        .isInstanceOf(MalformedResultException.class)
        .hasMessage("new: has no benchmark with the parameters of one in old");
  }
}
