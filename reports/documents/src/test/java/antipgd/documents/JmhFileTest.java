// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.documents.JmhFile.Additions;
import antipgd.documents.JmhRecord.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JmhFileTest {

  @TempDir private Path folder;

  static List<Path> committed() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "results"))) {
      return files
          .filter(file -> file.toString().matches(".*(benchmarks|peers).[^/]*\\.json"))
          .sorted()
          .toList();
    }
  }

  /** Though this project knows but a few of JMH's fields. */
  @ParameterizedTest
  @MethodSource("committed")
  void whatIsReadIsWrittenAgain(Path file) throws IOException {
    Path again = folder.resolve("again.json");
    JmhFile.of(JsonFile.read(file)).write(again);

    assertThat(Files.readString(again)).isEqualTo(Files.readString(file));
  }

  private static final String MADE =
      """
      [
        {
          "jmhVersion": "1.37",
          "benchmark": "a.B.c",
          "mode": "avgt",
          "someday": [1, {"more": "NaN"}],
          "params": {"n": "64"},
          "primaryMetric": {"score": "NaN", "scoreUnit": "ns/op", "rawData": [[1.50, "NaN"]]}
        }
      ]
      """;

  @Test
  void forgetsWhereTheVmStood() throws IOException {
    JmhFile made =
        JmhFile.empty()
            .with(
                MADE.replace("\"mode\"", "\"jvm\": \"/here/bin/java\", \"mode\""),
                new Additions(Map.of("cpu", "Z80"), null, null, List.of()));

    assertThat(made.texts()).contains("a.B.c", "/here/bin/java", "NaN", "Z80", "64");
    JmhFile without = made.withJvm("jdk-17/bin/java");
    assertThat(without.texts()).contains("jdk-17/bin/java").doesNotContain("/here/bin/java");
    assertThat(without.text()).isEqualTo(made.text().replace("/here/bin/java", "jdk-17/bin/java"));
    assertThat(JmhFile.empty().withJvm("java").text()).isEqualTo(JmhFile.empty().text());
  }

  @Test
  void addsEnvironmentAndLegend() throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("simd", "simd-512");
    environment.put("cpu", "Z80");
    BenchmarkLegend legend =
        new BenchmarkLegend(List.of("c"), 12, true, "n", 0.25, 3, List.of("generator"));
    List<Series> series =
        List.of(
            new Series(List.of(9.0), List.of(1.0, 2.0), null),
            new Series(List.of(8.0), List.of(1.5, 4.0), "drifted"));
    JmhFile once = JmhFile.empty().with(MADE, new Additions(environment, legend, false, series));
    JmhFile twice = once.with(MADE, new Additions(environment, null, null, List.of()));
    Path file = folder.resolve("result.json");
    twice.write(file);

    assertThat(twice.records()).hasSize(2);
    assertThat(twice.records().get(0).environment()).isEqualTo(environment);
    assertThat(twice.records().get(0).legend()).isEqualTo(legend);
    assertThat(twice.records().get(0).steady()).isFalse();
    assertThat(twice.records().get(0).series()).isEqualTo(series);
    assertThat(twice.records().get(0).procedure().forks()).isEqualTo("2");
    assertThat(twice.records().get(1).legend()).isNull();
    assertThat(twice.records().get(1).steady()).isNull();
    assertThat(twice.records().get(1).series()).isNull();
    assertThat(JmhFile.of(JsonFile.read(file)).records()).isEqualTo(twice.records());
    assertThat(file)
        .content()
        .contains(
            "  \"someday\" : [ 1, {\n    \"more\" : \"NaN\"\n  } ],",
            "  \"environment\" : {\n    \"simd\" : \"simd-512\",\n    \"cpu\" : \"Z80\"\n  },",
            "  \"legend\" : {\n    \"baselines\" : [ \"c\" ],\n    \"bytesPerElement\" : 12,");
  }

  @Test
  void whatIsMissingIsNullOrEmpty() throws IOException {
    Path file = Files.writeString(folder.resolve("result.json"), "[{\"new\": 1}]");
    JmhRecord record = JmhFile.of(JsonFile.read(file)).records().get(0);

    assertThat(record.benchmark()).isNull();
    assertThat(record.threads()).isNull();
    assertThat(record.params()).isEmpty();
    assertThat(record.vm().jvmArgs()).isNull();
    assertThat(record.procedure().forks()).isNull();
  }

  @Test
  void saysWhyAnEntryIsNoResult() throws IOException {
    Path file = folder.resolve("result.json");
    Files.writeString(
        file,
        "[{\"benchmark\": \"a.b\", \"legend\": {\"baselines\": [], \"bytesPerElement\": -1}}, {}]");
    JmhFile read = JmhFile.of(JsonFile.read(file));

    assertThat(read.records()).hasSize(1);
    assertThat(read.entries().get(0))
        .isEqualTo(new JmhFile.Entry("a.b", null, "legend.bytesPerElement: -1: must be 0 or more"));
  }
}
