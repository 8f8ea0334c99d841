// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

    // Two threads that make 10 calls in a us together take 200 ns each.
    assertThat(results)
        .extracting(JmhResult::forkTimes)
        .containsExactly(
            List.of(110.0, 150.0),
            List.of(500.0),
            List.of(64.0, 66.0),
            List.of(200.0, 50.0),
            List.of(65.0),
            List.of(7.0, 9.0),
            List.of(200_000.0, 280_000.0));
    assertThat(results.get(0).time().estimate()).isEqualTo(130);
    assertThat(results.get(0).elements()).hasValue(1000);
    assertThat(results.get(5).elements()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ns/op ; [[[[10.0, 3], [30.0, 1]], [[40.0, 1]]], [[[5.0, 2]]]] ; 27.5 5.0
          us/op ; [[[[10.0, 3], [30.0, 1]], []]]                        ; 15000.0
          """)
  void takesTheMeanOfSampledCalls(String unit, String histogram, String forkTimes)
      throws Exception {
    List<JmhResult> results =
        read("""
                [{"mode": "sample", "benchmark": "a.b", "threads": 1,
                  "primaryMetric": {"scoreUnit": "%s", "rawDataHistogram": %s}}]
                """
                .formatted(unit, histogram))
            .results();

    assertThat(results.get(0).forkTimes().stream().map(String::valueOf))
        .containsExactly(forkTimes.split(" "));
  }

  @Test
  void takesThroughputAsItIsUntilTheEnd() throws Exception {
    JmhResult uneven =
        read("""
                [{"mode": "thrpt", "benchmark": "a.b",
                  "primaryMetric": {"scoreUnit": "ops/s", "rawData": [[100.0, 1.0], [300.0]]}}]
                """)
            .results()
            .get(0);

    assertThat(uneven.forkTimes()).containsExactly(1e9 / 50.5, 1e9 / 300);
    assertThat(uneven.time().estimate()).isCloseTo(2e9 / 350.5, within(1e-3));
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
          []                                         ; top level: has no result
          [1]                                        ; as JMH writes it; result 1: 1: must be an object
          [null]                                     ; as JMH writes it; result 1: null: must be an object
          [{}]                                       ; as JMH writes it; result 1: mode is missing
          [{"mode": "avgt"}]                         ; as JMH writes it; result 1: benchmark is missing
          """)
  void refusesWhatIsNotOfJmh(String json, String message) throws Exception {
    Path file = folder.resolve("result.json");
    Files.writeString(file, json == null ? "" : json);
    assertThatThrownBy(() -> JmhRun.read(file))
        .isInstanceOf(MalformedResultException.class)
        .hasMessageStartingWith(file + ", ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          "mode": "avgt", "benchmark": "parse"                   ; benchmark = parse: must be class.method
          "mode": "avgt", "benchmark": "a.b", "threads": 0       ; threads = 0: must be 1 or more
          "mode": "avgt", "benchmark": "a.b", "threads": "x"     ; threads: "x": must be a whole number
          "mode": "avgt", "benchmark": "a.b", "params": {"p": null} ; params.p is missing
          "mode": "avgt", "benchmark": "a.b", "params": [1]      ; params: [1]: must be
          "mode": "avgt", "benchmark": "a.b"                     ; primaryMetric is missing
          "mode": "avgt", "benchmark": "a.b", "primaryMetric": {}; primaryMetric.scoreUnit is missing
          "benchmark": "a.b"                                     ; mode is missing
          "mode": "avgt", "benchmark": "a.b", "legend": {"baselines": ["x"]} ; legend.bytesPerElement: is missing, must be a whole number
          """)
  void leavesOutAResultWithAnOddField(String fields, String why) throws Exception {
    assertLeftOut("{" + fields + "}", why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          avgt ; ns/op    ; []               ; rawData is missing or empty
          avgt ; ns/op    ; [[]]             ; rawData has a fork without iterations
          avgt ; ns/op    ; [null]           ; rawData has a fork without iterations
          avgt ; ns/op    ; "[]"             ; rawData: "[]": must be an array
          avgt ; ns/op    ; [[1.0, "NaN"]]   ; rawData has NaN: must be a number > 0
          avgt ; ns/op    ; [[1.0], [0.0]]   ; rawData has 0.0: must be a number > 0
          avgt ; ns/op    ; [[1.0], [-1.0]]  ; rawData has -1.0: must be a number > 0
          avgt ; s/op     ; [[1e300]]        ; rawData has 1.0E300 s/op: no time that could be shown
          thrpt; ops/s    ; [["Infinity"]]   ; rawData has Infinity ops/s: no time that could be shown
          avgt ; parsecs  ; [[1.0]]          ; scoreUnit = parsecs: must be time/op in mode avgt
          avgt ; ops/s    ; [[1.0]]          ; scoreUnit = ops/s: must be time/op in mode avgt
          thrpt; s/op     ; [[1.0]]          ; scoreUnit = s/op: must be ops/time in mode thrpt
          """)
  void leavesOutAResultWhoseScoresAreWrong(String mode, String unit, String rawData, String why)
      throws Exception {
    String json =
        """
        {"mode": "%s", "benchmark": "a.b", "threads": 1,
          "primaryMetric": {"scoreUnit": "%s", "rawData": %s}}
        """;
    assertLeftOut(json.formatted(mode, unit, rawData), "primaryMetric." + why);
  }

  /** Beside a result that can be shown, which is. */
  private void assertLeftOut(String json, String why) throws Exception {
    String good =
        """
        {"mode": "avgt", "benchmark": "a.b",
          "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0]]}}
        """;
    JmhRun run = read("[" + good + ", " + json + "]");

    assertThat(run.results()).hasSize(1);
    assertThat(run.leftOut()).singleElement().asString().startsWith("result 2, ").contains(why);
    assertThat(run.tables()).contains("Left out: result 2, ");
  }

  private JmhRun read(String json) throws Exception {
    return JmhRun.read(Files.writeString(folder.resolve("result.json"), json));
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
}
