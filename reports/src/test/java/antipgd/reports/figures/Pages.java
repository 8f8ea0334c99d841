// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Markdown as texts and the markers that stand behind them. */
final class Pages {

  private static final Path ROOT = Path.of("..");

  /** What a reader types, which nobody measured. */
  private static final Pattern TYPED =
      Pattern.compile("```java\n.*|```\n(java|spark-submit) .*", Pattern.DOTALL);

  private static final Pattern PART =
      Pattern.compile(
          "^```.*?^```$" // fenced lines
              + "|^ *<!--.*?-->$" // a comment
              + "|^#+ .*?$" // a heading
              + "|(?:^\\|.*?$\n?)+" // a table
              + "|(?:^(?!```|#+ |\\||\\s*<!--).*?$\n?)+", // prose
          Pattern.MULTILINE | Pattern.DOTALL);

  private Pages() {}

  /** Text and what backs it. */
  record Backed(String text, Marker marker) {

    List<String> faults() {
      return marker.faults(text);
    }
  }

  /** README and the pages of docs. */
  static List<String> all() {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of("README.md"),
              docs.map(page -> "docs/" + page.getFileName())
                  .filter(page -> page.endsWith(".md"))
                  .sorted())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String page) {
    try {
      return Files.readString(ROOT.resolve(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parts a page.
   *
   * @param page Markdown
   * @param noMeasurements phrases with numbers that need no place
   * @param partly headings of sections where prose without a marker may have figures
   * @return its texts; what has no marker has one without any place
   */
  static List<Backed> backed(String page, List<Pattern> noMeasurements, List<String> partly) {
    List<Backed> backed = new ArrayList<>();
    List<String> open = new ArrayList<>();
    String heading = "";
    for (String part : parts(page + "\n# end\n")) {
      if (part.startsWith("#")) {
        if (partly.contains(heading)) {
          open.removeIf(each -> !isTable(each));
        }
        backed.add(closed(open, Marker.of("", noMeasurements)));
        heading = part.replaceFirst("#+ ", "");
      } else if (part.startsWith(Marker.START)) {
        String comment = part.substring(Marker.START.length(), part.indexOf(Marker.END));
        Marker marker = Marker.of(comment, noMeasurements);
        int from = marker.isOfTable() ? open.size() - 1 : 0;
        backed.add(closed(open.subList(from, open.size()), marker));
      } else if (!part.startsWith("<!--") && !TYPED.matcher(part).matches()) {
        open.add(part);
      }
    }
    return backed;
  }

  private static Backed closed(List<String> open, Marker marker) {
    Backed backed = new Backed(String.join("\n", open), marker);
    open.clear();
    return backed;
  }

  private static List<String> parts(String page) {
    return PART.matcher(page)
        .results()
        .map(part -> part.group().strip())
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static boolean isTable(String part) {
    return part.matches("(?s)(```\n)?\\|.*");
  }
}
