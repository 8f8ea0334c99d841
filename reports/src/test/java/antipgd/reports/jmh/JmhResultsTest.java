// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.documents.MalformedResultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhResultsTest {

  @TempDir Path folder;

  @Test
  void turnsEveryUnitIntoTheTimeOfACall() throws Exception {
    List<JmhResult> results =
        JmhRun.read(Path.of(JmhResultsTest.class.getResource("jmh.json").toURI())).results();

    // Mode sample is left out. Two threads that make 10 calls in a us together take 200 ns each.
    assertThat(results)
        .extracting(JmhResult::forkTimes)
        .containsExactly(
            List.of(110.0, 150.0),
            List.of(500.0),
            List.of(64.0, 66.0),
            List.of(200.0, 50.0),
            List.of(7.0, 9.0),
            List.of(200_000.0, 280_000.0));
    assertThat(results.get(0).time().estimate()).isEqualTo(130);
    assertThat(results.get(0).elements()).hasValue(1000);
    assertThat(results.get(4).elements()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                         ; top level: is empty
          {}                                         ; top level: must be an array
          [{"benchmark": "a.B.c", "mo                ; line 1: is not JSON
          [] []                                      ; line 1: is not JSON
          [1]                                        ; result 1: 1: must be an object
          [{}]                                       ; result 1: mode is missing
          [{"mode": "avgt"}]                         ; result 1: benchmark is missing
          [{"mode": "avgt", "benchmark": "parse"}]   ; benchmark = parse: must be class.method
          [{"mode": "avgt", "benchmark": "a.b", "threads": 0}] ; threads = 0: must be 1 or more
          [{"mode": "avgt", "benchmark": "a.b", "threads": "x"}] ; result 1, a.b: threads: "x": must be a whole number
          [{"mode": "avgt", "benchmark": "a.b", "threads": 1}] ; result 1, a.b: primaryMetric is missing
          [{"mode": "avgt", "benchmark": "a.b", "primaryMetric": {}}] ; result 1, a.b: primaryMetric.scoreUnit is missing
          """)
  void namesTheFileAndThePlaceOfWhatIsWrong(String json, String message) throws Exception {
    assertRefused(json == null ? "" : json, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ns/op    ; []               ; rawData is missing or empty
          ns/op    ; [[]]             ; rawData has a fork without iterations
          ns/op    ; "[]"             ; rawData: "[]": must be an array
          ns/op    ; [[1.0, "NaN"]]   ; rawData has NaN: must be a number > 0
          ns/op    ; [[1.0], [0.0]]   ; rawData has 0.0: must be a number > 0
          ns/op    ; [[1.0], [-1.0]]  ; rawData has -1.0: must be a number > 0
          parsecs  ; [[1.0]]          ; scoreUnit = parsecs: must be time/op or ops/time
          s        ; [[1.0]]          ; scoreUnit = s: must be time/op or ops/time
          """)
  void namesTheBenchmarkWhoseScoresAreWrong(String unit, String rawData, String message)
      throws Exception {
    String json =
        """
        [{"mode": "avgt", "benchmark": "a.b", "threads": 1,
          "primaryMetric": {"scoreUnit": "%s", "rawData": %s}}]
        """;
    assertRefused(json.formatted(unit, rawData), "result 1, a.b: primaryMetric." + message);
  }

  @Test
  void tellsWhatJmhTellsAboutTheVm() throws Exception {
    Path file = folder.resolve("foreign.json");
    Files.writeString(
        file,
        """
        [{"mode": "avgt", "benchmark": "a.b", "threads": 1, "jmhVersion": "1.36", "forks": 2,
          "warmupIterations": 5, "warmupTime": "10 s", "measurementIterations": 3,
          "measurementTime": "1 s", "vmName": "OpenJDK", "vmVersion": "21", "jvmArgs": ["-Xmx1g"],
          "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0]]}}]
        """);
    assertThat(JmhRun.read(file).results().get(0).environment())
        .containsExactly(
            Map.entry("jdk", "OpenJDK 21"),
            Map.entry("flags", "-Xmx1g"),
            Map.entry("jmh", "1.36, 2 forks of 5 x 10 s warm-up and 3 x 1 s"));
  }

  @Test
  void refusesALegendThatIsNone() throws Exception {
    assertRefused(
        """
        [{"mode": "avgt", "benchmark": "a.b", "threads": 1, "legend": {"baselines": ["x"]},
          "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0]]}}]
        """,
        "result 1, a.b: legend.bytesPerElement: is missing, must be a whole number");
  }

  private void assertRefused(String json, String message) throws Exception {
    Path file = folder.resolve("result.json");
    Files.writeString(file, json);
    assertThatThrownBy(() -> JmhRun.read(file).results())
        .isInstanceOf(MalformedResultException.class)
        .hasMessageStartingWith(file + ", ")
        .hasMessageContaining(message);
  }
}
