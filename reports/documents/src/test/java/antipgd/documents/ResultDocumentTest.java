// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResultDocumentTest {

  private static final Path RESULTS = Path.of("..", "results");

  @TempDir private Path folder;

  /** The evidence that is committed, of this version and of older ones. */
  static List<Path> committed() throws IOException {
    try (Stream<Path> files = Files.walk(RESULTS)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.toString().matches(".*(benchmarks|machines|peers).*"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("committed")
  void whatIsReadIsWrittenAgain(Path file) throws IOException {
    ResultDocument document = ResultDocument.of(JsonFile.read(file));

    String before = Files.readString(file);
    String after = document.text();
    if (!before.contains("\"environment\"")) {
      after = after.replace("  \"environment\" : { },\n", "");
    }
    if (!before.contains("\"skipped\"")) {
      after = after.replaceAll(" *\"skipped\" : (\\[ ]|null),\n", "");
    }
    assertThat(after).isEqualTo(before);
  }

  @Test
  void everyKindIsCommittedOrHasATestOfItsOwn() throws IOException {
    assertThat(committed()).hasSizeGreaterThan(15);
    assertThat(
            committed().stream()
                .map(
                    file -> {
                      try {
                        return ResultDocument.of(JsonFile.read(file)).kind();
                      } catch (IOException e) {
                        throw new IllegalStateException(e);
                      }
                    }))
        .contains(DocumentKind.values());
  }

  private static final String LAYERS =
      """
      {
        "schema" : "antipgd-layers/1",
        "java" : "17",
        "os" : "Linux",
        "processors" : 2,
        "environment" : {
          "cpu" : "Z80"
        },
        "kernel" : "scalar",
        "sigma" : 0.1,
        "eta" : 0.1,
        "draws" : 20,
        "seeds" : 2,
        "steps" : 10,
        "seed" : 7,
        "interrupted" : false,
        "widths" : [ {
          "width" : 8,
          "noise" : "all",
          "variance" : 0.5,
          "standardError" : null,
          "expected" : 0.5,
          "loss" : null,
          "trace" : 1.0E-7,
          "notFinite" : 2
        } ]
      }
      """;

  private ResultDocument read(String json) throws IOException {
    Path file = folder.resolve("it.json");
    Files.writeString(file, json);
    return ResultDocument.of(JsonFile.read(file));
  }

  @Test
  void numbersThatAreNotFiniteAreNull() throws IOException {
    ResultDocument document = read(LAYERS);

    LayersDocument.Width width = ((LayersDocument) document.content()).widths().get(0);
    assertThat(width.loss()).isNaN();
    assertThat(width.output().standardError()).isNaN();
    assertThat(document.text()).isEqualTo(LAYERS);
    assertThat(document.provenance().values())
        .containsEntry("cpu", "Z80")
        .containsEntry("jdk", "17")
        .containsEntry("simd", "scalar");
  }

  @Test
  void refusesToWriteAnInfiniteNumberThatMustBeFinite() {
    ResultDocument document =
        new ResultDocument(
            DocumentKind.LAYERS,
            Provenance.ofThisVm("scalar"),
            new LayersDocument(
                new LayersDocument.Setting(Double.POSITIVE_INFINITY, 1, 2, 1, 1, 1, null),
                false,
                List.of()));

    assertThatThrownBy(() -> document.write(folder.resolve("it.json")))
        .hasMessageContaining("must be finite");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          "seed" : 7           ; "sead" : 7             ; seed: is missing, must be a whole number
          "seed" : 7           ; "seed" : 7, "x" : 1    ; x: is unknown, must be one of [schema, java,
          "seed" : 7           ; "seed" : 7, "seed" : 7 ; is not JSON: Duplicate
          "seed" : 7           ; "seed" : 7.5           ; seed: 7.5: must be a whole number
          "seed" : 7           ; "seed" : "7"           ; seed: "7": must be a number
          "seed" : 7           ; "seed" : "many"        ; seed: "many": must be a whole number
          "draws" : 20         ; "draws" : 1            ; draws: 1: must be 2 or more
          "sigma" : 0.1        ; "sigma" : null         ; sigma: null: must be a number
          "sigma" : 0.1        ; "sigma" : "NaN"        ; sigma: "NaN": must be a number
          "sigma" : 0.1        ; "sigma" : 1e400        ; sigma: "Infinity": must be a number
          "seed" : 7           ; "seed" : 99999999999999999999 ; seed: 99999999999999999999: must be a whole number of 64 bits
          "java" : "17"        ; "java" : 17            ; java: 17: must be a string
          "processors" : 2     ; "processors" : 0       ; processors: 0: must be 1 or more
          "interrupted" : false ; "interrupted" : 0     ; interrupted: 0: must be true or false
          "width" : 8          ; "width" : 0            ; widths[0].width: 0: must be 1 or more
          "noise" : "all",     ; ``                     ; widths[0].noise: is missing, must be a string
          "noise" : "all"      ; "noise" : "all", "x": 1 ; widths[0].x: is unknown, must be one of [width,
          "loss" : null        ; "loss" : "none"        ; widths[0].loss: "none": must be a number or null
          "expected" : 0.5,    ; ``                     ; widths[0].expected: is missing, must be a number
          "widths" : [ {       ; "widths" : [ 7, {      ; widths[0]: 7: must be an object
          "widths" : [ {       ; "widths" : [ null, {   ; widths[0]: null: must be an object
          "widths"             ; "width"                ; widths: is missing, must be an array
          "widths" : [         ; "widths" : 7, "w" : [  ; widths: 7: must be an array
          """)
  void namesFileAndPlaceAndWhatIsAllowed(String from, String to, String message) {
    assertThat(LAYERS).contains(from);
    assertThatThrownBy(() -> read(LAYERS.replace(from, to)))
        .isInstanceOf(MalformedResultException.class)
        .hasMessageStartingWith(folder.resolve("it.json").toString())
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          layers/2    ; schema: antipgd-layers/2: is newer than this program, which reads version 1
          tuning/1    ; schema: antipgd-tuning/1: is older than this program, which reads version 2
          dreams/1    ; schema: antipgd-dreams: must be one of [claims, sabotage,
          layers      ; schema: antipgd-layers: must be antipgd-KIND/VERSION, this file is foreign
          """)
  void refusesOtherSchemas(String schema, String message) {
    assertThatThrownBy(() -> read(LAYERS.replace("layers/1", schema)))
        .hasMessageContaining(folder.resolve("it.json") + ", " + message)
        .isInstanceOf(MalformedResultException.class);
  }

  @Test
  void refusesWhatFollowsTheDocument() {
    assertThatThrownBy(() -> read(LAYERS + "{}")).hasMessageContaining("is not JSON");
  }
}
