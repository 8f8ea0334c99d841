// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import antipgd.reports.ReportsTest.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed catalogue of machines, and what the command lets into one. */
class MachinesTest {

  private static final Machines COMMITTED =
      new Machines(Path.of("..").resolve(Machines.DEFAULT_FOLDER));

  /** One of the committed runs, as {@code benchmarks.jar} writes it. */
  private static String made;

  @TempDir private Path folder;

  static List<Path> files() throws IOException {
    return COMMITTED.files();
  }

  @BeforeAll
  static void readARun() throws IOException {
    made =
        Files.readString(files().get(0))
            .replaceAll("\"jvm\" : \"[^\"]+\"", "\"jvm\" : \"/home/ada/jdk/bin/java\"")
            .replaceAll("\n    \"model\" : [^\n]+", "")
            .replaceAll(
                "(\n    \"cpu\" : )[^\n]+", "$1\"Z80\",\n    \"model\" : \"family 8 model 0\",")
            .replaceAll("(\n    \"commit\" : )[^\n]+", "$1\"0123abcd\",")
            .replaceAll("(\n    \"cores\" : )[^\n]+", "$1\"2\",")
            .replaceAll("(\n    \"simd\" : )[^\n]+", "$1\"simd-512\",")
            .replaceAll("(\n    \"jdk\" : )[^\n]+", "$1\"VM 17.0.1+2 Vendor\",")
            .replaceAll("\"steady\" : false", "\"steady\" : true");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileBelongsThere(Path file) throws IOException {
    assertThat(COMMITTED.faults(file)).isEmpty();
  }

  @Test
  void thePageIsThatOfTheFiles() throws IOException {
    COMMITTED.page().write(folder);
    Files.delete(folder.resolve("machines.html"));

    Map<String, String> committed = texts(COMMITTED.folder());
    committed.keySet().removeIf(name -> name.endsWith(".json") || name.endsWith(".html"));
    Map<String, String> drawn = texts(folder);
    assertThat(drawn).containsOnlyKeys(committed.keySet()).containsKey("machines.md");
    drawn.forEach(
        (name, text) ->
            assertThat(text.equals(committed.get(name)))
                .as("%s is as java -jar benchmarks.jar machines draws it", name)
                .isTrue());
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }

  private Path file(String text) throws IOException {
    Path file = folder.resolve("jmh-result.json");
    Files.writeString(file, text);
    return file;
  }

  private Run machines(String... args) {
    return ReportsTest.run(
        Stream.concat(
                Stream.of("machines", "--out", folder.resolve("machines").toString()),
                Stream.of(args))
            .toArray(String[]::new));
  }

  @Test
  void takesARunInUnderItsName() throws IOException {
    Path file = file(made);
    assertThat(machines("--check", file.toString()).exit()).isZero();
    assertThat(folder.resolve("machines")).doesNotExist();

    Run run = machines(file.toString());
    assertThat(run.err()).isEmpty();
    Path taken = folder.resolve("machines/z80-8-0-512-jdk17.json");
    assertThat(run.out()).contains(file + ": good, as " + taken, "Page: ");
    assertThat(Files.readString(taken))
        .isEqualTo(made.replace("/home/ada/jdk/bin/java", "jdk-17/bin/java"));
    assertThat(folder.resolve("machines/machines.md"))
        .content()
        .contains("| z80-8-0-512-jdk17 | Z80, family 8 model 0 | 2 |");
    assertThat(machines().exit()).as("what it wrote is good").isZero();

    Files.move(taken, taken.resolveSibling("other.json"));
    assertThat(machines().err()).contains("other.json: must be called z80-8-0-512-jdk17.json");
    Files.writeString(taken, made);
    assertThat(machines().err()).contains("jdk17.json: is not as the command machines writes it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          "model" : "[^"]+"               ; "model" : "unknown"           ; environment.model: unknown: must be known
          "simd" : "[^"]+"                ; "simd" : "none. It is slow"   ; environment.simd: none. It is slow: must be known
          "command" : "[^"]+"             ; "else" : ""                   ; environment.command: unknown: must be known
          "command" : "[^"]+"             ; "command" : "java -jar /home/ada/benchmarks.jar" ; tells a folder of yours: java -jar /home/ada/benchmarks.jar
          "os" : "[^"]+"                  ; "os" : "C:\\\\\\\\Users\\\\\\\\ada" ; tells a folder of yours: C:\\Users\\ada
          "commit" : "[^"]+"              ; "commit" : "0123abcd-dirty"   ; environment.commit: 0123abcd-dirty: must be a commit, built without changed files
          "commit" : "[^"]+"              ; "commit" : "unknown"          ; environment.commit: unknown: must be a commit
          \\.GeneratedNoiseBenchmark.gd"  ; .GeneratedNoiseBenchmark.no" ; lacks GeneratedNoise.gd n=65536, which a run without options has
          "limit" : true                  ; "limit" : false               ; lacks a steady memory limit at n=65536
          "steady" : true,                ; ``                            ; lacks environment, legend, steady or series
          "steady" : true                 ; "steady" : false              ; results are not steady, more than one in 10: GeneratedNoise.
          "steady" : true                 ; "steady" : false              ; GeneratedNoise.gd n=65536 is not steady
          "threads" : 1                   ; "threads" : 0                 ; cannot be read: result 1
          """)
  void refusesWhatDoesNotBelongThere(String from, String to, String message) throws IOException {
    Path file = file(made.replaceAll(from, to));
    Run run = machines(file.toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(file + ": ", message);
    assertThat(folder.resolve("machines")).doesNotExist();
  }

  @Test
  void refusesRunsOfTwoMachines() throws IOException {
    Path file = file(made.replaceFirst("\"cpu\" : \"Z80\"", "\"cpu\" : \"6502\""));

    assertThat(machines(file.toString()).err())
        .contains("has results of several machines, JDKs or commits");
  }

  @Test
  void saysAtTheEndOfARunWhatToContribute() throws IOException {
    Path file = file(made);
    Path place = Machines.DEFAULT_FOLDER.resolve("z80-8-0-512-jdk17.json");

    assertThat(Reports.contribution(file, "java -jar some.jar"))
        .isEqualTo(
            "Contribute: java -jar some.jar machines "
                + file
                + " makes it "
                + place
                + "; CONTRIBUTING.md says how to send it");
    assertThat(Reports.contribution(file(made.replace("\"0123abcd\"", "\"unknown\"")), "some.jar"))
        .isEqualTo(
            "Not to be contributed to the catalogue of machines: environment.commit: unknown: must"
                + " be a commit, built without changed files");
  }

  /** A run with a clock of 4 GHz has four cycles a nanosecond. */
  @Test
  void tellsCyclesWhereTheClockIsKnown() throws IOException {
    int begin = made.indexOf("antipgd.bench.ClockBenchmark.chain");
    int end = made.indexOf("}, {\n  \"jmhVersion\"", begin);
    String clock =
        made.substring(begin, end)
            .replaceAll("(\"cycles\" : )[0-9.E]+", "$1" + "4.0E6")
            .replaceAll("\"rawData\" : \\[ \\[ [0-9].*", "\"rawData\" : [ [ 1.0E6 ], [ 1.0E6 ] ]");
    Run run = machines(file(made.substring(0, begin) + clock + made.substring(end)).toString());
    assertThat(run.err()).isEmpty();

    String page = Files.readString(folder.resolve("machines/machines.md"));
    assertThat(page).contains("| 512 | 4.00 |");
    assertThat(page.lines().filter(line -> line.startsWith("| gd | z80")).toList())
        .isNotEmpty()
        .allSatisfy(
            line -> {
              String[] cells = line.split(" *\\| *");
              assertThat(Double.parseDouble(cells[5]))
                  .isCloseTo(4 * Double.parseDouble(cells[3]), withPercentage(1));
            });
  }
}
