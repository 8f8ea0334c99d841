// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.figures;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.figures.Pages.Backed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What README and docs say was measured is what the committed results say. Every figure is held to
 * its place by a marker, and every number that looks measured has one.
 */
class FiguresTest {

  /** Versions, settings, definitions: numbers that nobody measured, one phrase a line. */
  private static final List<String> NO_MEASUREMENTS = phrases();

  private static List<String> phrases() {
    try (Stream<String> lines =
        Files.lines(Path.of("src/test/resources/antipgd/reports/figures/no-measurements.txt"))) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Of those with false only tables, and prose that has a marker, are held to their places. */
  @ParameterizedTest
  @CsvSource({
    "README.md, true",
    "docs/benchmarks.md, true",
    "docs/evidence.md, true",
    "docs/verification.md, false"
  })
  void figuresAreThoseOfTheFiles(String page, boolean withProse) {
    assertThat(
            Pages.backed(Pages.read(page), NO_MEASUREMENTS, withProse).stream()
                .flatMap(text -> text.faults().stream()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"README.md", "docs/benchmarks.md", "docs/evidence.md", "docs/verification.md"})
  void noticesEveryFigureThatChanges(String page) {
    List<Backed> backed = Pages.backed(Pages.read(page), NO_MEASUREMENTS, false);
    assertThat(backed).anyMatch(text -> !text.marker().figures(text.text()).isEmpty());
    for (Backed each : backed) {
      for (MatchResult figure : each.marker().figures(each.text())) {
        Backed changed = new Backed(changed(each.text(), figure), each.marker());
        assertThat(changed.faults()).as("%s changed in %s", figure.group(), changed).isNotEmpty();
      }
    }
  }

  /** With another last digit. */
  private static String changed(String text, MatchResult figure) {
    int last = figure.end() - 1;
    char other = (char) ('0' + (text.charAt(last) - '0' + 5) % 10);
    return text.substring(0, last) + other + text.substring(figure.end());
  }

  @Test
  void everyPhraseIsNeeded() {
    String all =
        Stream.of("README.md", "docs/benchmarks.md", "docs/evidence.md", "docs/verification.md")
            .map(page -> Pages.read(page).replaceAll("\\s+", " "))
            .reduce("", String::concat);
    assertThat(NO_MEASUREMENTS).allMatch(all::contains);
  }
}
