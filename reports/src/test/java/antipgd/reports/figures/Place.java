// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.figures;

import antipgd.documents.JsonFile;
import antipgd.reports.jmh.JmhPlace;
import antipgd.reports.jmh.JmhRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a figure stands under {@code reports/results/}: words, of which one names a file.
 *
 * <ul>
 *   <li>{@code PLACE over PLACE} is a ratio; below it what is not said is as above.
 *   <li>{@code x100} multiplies.
 *   <li>{@code simd{13,20}} stands for two places, as in a shell.
 *   <li>The other words are those of {@link JmhPlace} or {@link Document}, as the file is.
 * </ul>
 */
final class Place {

  static final Path RESULTS = Path.of("..", "reports", "results");

  private static final Pattern BRACES = Pattern.compile("(.*?)\\{([^{}]*)}(.*)", Pattern.DOTALL);
  private static final Pattern FACTOR = Pattern.compile("x[0-9][0-9.e-]*");

  private static final Map<String, Object> FILES = new ConcurrentHashMap<>();
  private static final Map<String, String> TABLES = new ConcurrentHashMap<>();
  private static final Map<String, List<Double>> VALUES = new ConcurrentHashMap<>();

  private Place() {}

  /** The values of all places that the words stand for. */
  static List<Double> values(String words) {
    return VALUES.computeIfAbsent(words, all -> expanded(all).map(Place::value).toList());
  }

  /** The table that is printed of a class of a run. */
  static String table(String file, String benchmarkClass) {
    return TABLES.computeIfAbsent(
        file + " " + benchmarkClass, name -> JmhPlace.table(run(file), benchmarkClass));
  }

  private static Stream<String> expanded(String words) {
    Matcher braces = BRACES.matcher(words);
    return braces.matches()
        ? Stream.of(braces.group(2).split(",", -1))
            .flatMap(each -> expanded(braces.group(1) + each + braces.group(3)))
        : Stream.of(words);
  }

  private static double value(String place) {
    List<String> words = new ArrayList<>(List.of(place.strip().split("\\s+")));
    double factor =
        words.stream()
            .filter(FACTOR.asMatchPredicate())
            .mapToDouble(word -> Double.parseDouble(word.substring(1)))
            .reduce(1, (a, b) -> a * b);
    words.removeIf(FACTOR.asMatchPredicate());
    int over = words.indexOf("over");
    List<String> above = over < 0 ? words : words.subList(0, over);
    List<String> below = over < 0 ? List.of() : words.subList(over + 1, words.size());
    String fileAbove = file(above, "");
    String fileBelow = file(below, fileAbove);
    if (fileAbove.isEmpty()) {
      throw new IllegalArgumentException(place + ": must name a file");
    }
    if (whole(fileAbove) instanceof JmhRun run) {
      JmhPlace top = JmhPlace.ANY.with(path(above));
      return factor * top.in(run) / (over < 0 ? 1 : top.with(path(below)).in(run(fileBelow)));
    }
    Document document = document(fileAbove);
    return factor
        * (over < 0
            ? document.number(path(above))
            : document.ratio(path(above), document(fileBelow), path(below)));
  }

  private static Document document(String file) {
    return (Document) whole(file);
  }

  private static boolean isFile(String word) {
    return word.endsWith(".json") || word.endsWith(".csv");
  }

  private static String file(List<String> words, String otherwise) {
    return words.stream().filter(Place::isFile).reduce((a, b) -> b).orElse(otherwise);
  }

  private static List<String> path(List<String> words) {
    return words.stream().filter(word -> !isFile(word)).toList();
  }

  /** JMH's run, or the document as it stands. */
  private static Object whole(String file) {
    return FILES.computeIfAbsent(file, Place::read);
  }

  private static JmhRun run(String file) {
    return (JmhRun) whole(file);
  }

  private static Object read(String file) {
    Path path = RESULTS.resolve(file);
    try {
      return file.endsWith(".json") && JsonFile.read(path).isArray()
          ? JmhRun.read(path)
          : Document.read(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
