// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.figures;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.figures.Pages.Backed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What README and docs say was measured is what the committed results say: a {@link Marker} names
 * the {@link Place} of each figure, and every number that looks measured has one.
 */
class FiguresTest {

  /** Has figures of a harness, and says so. */
  private static final List<String> WITHOUT_FILES = List.of("docs/notes.md");

  /** Sections whose prose has figures that no file backs yet; their tables and markers are held. */
  private static final List<String> PARTLY =
      List.of("What is not shown yet", "Where a claim differs from the paper's words");

  private static final List<String> NO_MEASUREMENTS = noMeasurements();

  private static final List<Pattern> PATTERNS =
      NO_MEASUREMENTS.stream().map(FiguresTest::pattern).toList();

  /** A phrase with its own numbers and no others, however its lines are broken. */
  private static Pattern pattern(String phrase) {
    String words = Pattern.quote(phrase).replace(" ", "\\E\\s+\\Q");
    return Pattern.compile("(?<![\\w.])" + words + "(?!\\.?[0-9])");
  }

  private static List<String> noMeasurements() {
    try (var phrases = FiguresTest.class.getResourceAsStream("no-measurements.txt")) {
      return new String(phrases.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> pages() {
    return Pages.all().stream().filter(page -> !WITHOUT_FILES.contains(page)).toList();
  }

  private static List<Backed> backed(String page) {
    return Pages.backed(Pages.read(page), PATTERNS, PARTLY);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void figuresAreThoseOfTheFiles(String page) {
    assertThat(backed(page)).flatExtracting(Backed::faults).isEmpty();
  }

  /** The test of this test. */
  @ParameterizedTest
  @MethodSource("pages")
  void noticesEveryFigureThatChanges(String page) {
    for (Backed each : backed(page)) {
      for (MatchResult figure : each.marker().figures(each.text())) {
        Backed changed = new Backed(changed(each.text(), figure), each.marker());
        assertThat(changed.faults()).as("%s changed in %s", figure.group(), each).isNotEmpty();
      }
    }
  }

  /** With another last digit. */
  private static String changed(String text, MatchResult figure) {
    int last = figure.end() - 1;
    char other = (char) ('0' + (text.charAt(last) - '0' + 5) % 10);
    return text.substring(0, last) + other + text.substring(figure.end());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It takes 2.5 times as long.",
        "It is 3x as fast.",
        "| a | b |\n|---|---|\n| c | 4 % |"
      })
  void noticesAFigureWithoutAPlace(String text) {
    assertThat(Pages.backed(text, PATTERNS, PARTLY)).flatExtracting(Backed::faults).hasSize(1);
  }

  @Test
  void holdsManyFigures() {
    assertThat(pages())
        .flatExtracting(FiguresTest::backed)
        .flatExtracting(each -> each.marker().figures(each.text()))
        .hasSizeGreaterThan(500);
  }

  @Test
  void listsNothingThatIsGone() {
    String all =
        pages().stream()
            .map(page -> Pages.read(page).replaceAll("\\s+", " "))
            .collect(Collectors.joining());
    assertThat(Stream.concat(NO_MEASUREMENTS.stream(), PARTLY.stream())).allMatch(all::contains);
  }
}
