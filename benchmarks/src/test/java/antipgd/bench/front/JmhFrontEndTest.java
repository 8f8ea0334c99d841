// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.documents.JmhFile;
import antipgd.documents.JsonFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the front end refuses before anything is measured. */
class JmhFrontEndTest {

  private static final JmhFrontEnd.Default SHORT =
      new JmhFrontEnd.Default(List.of(List.of("Bandwidth.*copy", "-p", "n=64")), 1, true);

  @TempDir private Path folder;

  private static String refused(String line) {
    PrintStream err = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      int exit = new JmhFrontEnd("some.jar", JmhFrontEndTest.class, SHORT).run(line.split(" "));
      assertThat(exit).as(line).isEqualTo(2);
    } finally {
      System.setErr(err);
    }
    return told.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --resume                | some.jar: --resume: must be followed by a path
          --resume a -rff b       | some.jar: --resume names the result file, so -rff cannot
          --resume a -rf csv      | some.jar: --resume: goes on with JSON alone
          --resume a -wm BULK     | some.jar: --resume: a bulk warm-up measures everything in one go
          --out pom.xml           | some.jar: --out pom.xml: cannot be written
          --out pom.xml/pages     | some.jar: --out pom.xml/pages: cannot be written
          report no-such.json     | no-such.json: there is no such file
          compare one.json        | positional parameter
          """)
  void refusesItsOwnOptions(String line, String message) {
    assertThat(refused(line)).startsWith(message).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -p n=0                       | -p n=0: must be a whole number in [1, 2147483639]
          -p n=64,many                 | -p n=many: must be a whole number
          -p law=CAUCHY                | -p law=CAUCHY: must be one of [GAUSSIAN, RADEMACHER]
          -p rule=GD                   | -p rule=GD: must be one of [PGD, ANTI_PGD]
          -p lambda=1.1                | -p lambda=1.1: must be a number in [0, 1]
          -p generator=RANDU           | -p generator=RANDU: must be one of [THREEFRY_20, SHORT_STREAMS]
          -p threads=0                 | -p threads=0: must be a whole number in [1, 32767]
          -p seconds=0                 | -p seconds=0: must be a number of seconds in (0, 300]
          -p seconds=1,soon            | -p seconds=soon: must be a number of seconds in (0, 300]
          -p m=1                       | no parameter m, they have [generator, lambda, law, n, rule, seconds, threads, width]
          --nosuch                     | nosuch is not a recognized option
          NoSuchBenchmark              | no benchmark matches NoSuchBenchmark
          (                            | not a regular expression: (
          -prof nosuch                 | nosuch
          -jvm nosuch/java             | nosuch/java
          -jvmArgsAppend -XX:+NoSuch   | Unrecognized VM option 'NoSuch'
          -rff nosuch/result.json      | -rff nosuch/result.json: cannot be written
          -o nosuch/log.txt            | -o nosuch/log.txt: cannot be written
          """)
  void refusesOptionsOfJmh(String line, String message) {
    assertThat(refused(line)).startsWith("some.jar: ").contains(message).hasLineCount(1);
    assertThat(Path.of("jmh-result.json")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {}                         ; top level: must be an array
          [{"mode": "avgt", "benc    ; line 1: is not JSON
          [{"mode": "avgt", "benchmark": "a.b"}] ; no page could show result 1, a.b: primaryMetric is missing
          [{"mode": "avgt", "benchmark": "a.b", "threads": 1, "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1]]}}] ; its results have no environment
          """)
  void refusesToGoOnWithWhatItDidNotMake(String json, String message) throws Exception {
    Path file = folder.resolve("result.json");
    Files.writeString(file, json);

    assertThat(refused("-f 0 -p n=64 Bandwidth --resume " + file))
        .startsWith("some.jar: --resume ")
        .contains(file.toString(), message)
        .hasLineCount(1);
    assertThat(file).hasContent(json);
  }

  @Test
  void optionsThatNameNoBenchmarkLeaveTheDefault() throws Exception {
    Path file = folder.resolve("result.json");
    String line = "-f 0 -wi 0 -i 1 -r 5ms -rff " + file + " --out " + folder;

    assertThat(new JmhFrontEnd("some.jar", JmhFrontEndTest.class, SHORT).run(line.split(" ")))
        .isZero();
    assertThat(JmhFile.of(JsonFile.read(file)).records())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.benchmark()).endsWith("BandwidthBenchmark.copy");
              assertThat(record.params()).containsEntry("n", "64");
            });
  }

  @Test
  void aRunOfTheDefaultAloneEndsWithWhatBecomesOfItInTheCatalogue() {
    String line = "-f 0 -wi 0 -i 1 -r 5ms --out " + folder + " -rff " + folder.resolve("r.json");
    String last = "Not to be contributed to the catalogue of machines: ";

    assertThat(told(line).strip().lines().reduce((first, second) -> second))
        .hasValueSatisfying(told -> assertThat(told).startsWith(last).contains("lacks"));
    assertThat(told(line + " -p n=64 Bandwidth.*copy")).doesNotContain(last);
  }

  private static String told(String line) {
    PrintStream out = System.out;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      new JmhFrontEnd("some.jar", JmhFrontEndTest.class, SHORT).run(line.split(" "));
    } finally {
      System.setOut(out);
    }
    return told.toString(StandardCharsets.UTF_8);
  }

  @Test
  void refusesToGoOnWithNoFile() {
    assertThat(refused("-f 0 Bandwidth --resume " + folder.resolve("no.json")))
        .contains("there is no such file");
  }

  @Test
  void parametersOfWhichItKnowsNothingAreLeftToTheBenchmark() throws BadInputException {
    Parameters.check("shards", "many");

    assertThatThrownBy(() -> Parameters.check("n", "many")).hasMessageStartingWith("-p n=many: ");
  }
}
