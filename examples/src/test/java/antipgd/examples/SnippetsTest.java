// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java code in README and docs is code of the examples, so it compiles and does what they print.
 */
class SnippetsTest {

  private static final Path ROOT = Path.of("..");

  private static final Pattern QUOTED =
      Pattern.compile("^```java\\n(.*?)\\n```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern SNIPPET =
      Pattern.compile("^ *// snippet\\n(.*?)\\n *// end$", Pattern.MULTILINE | Pattern.DOTALL);

  static Stream<Path> pages() {
    return Stream.concat(Stream.of(ROOT.resolve("README.md")), files(ROOT.resolve("docs"), ".md"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void quotesExamples(Path page) {
    List<String> snippets =
        Stream.of("src/main/java/antipgd/examples", "djl/src/main/java/antipgd/djl/example")
            .flatMap(folder -> files(Path.of(folder), ".java"))
            .flatMap(source -> found(SNIPPET, source))
            .toList();
    assertThat(found(QUOTED, page)).isSubsetOf(snippets);
  }

  @Test
  void readmeQuotesSome() {
    assertThat(found(QUOTED, ROOT.resolve("README.md"))).isNotEmpty();
  }

  @Test
  void readmeIsShort() {
    assertThat(read(ROOT.resolve("README.md")).lines()).hasSizeLessThanOrEqualTo(100);
  }

  private static Stream<String> found(Pattern pattern, Path file) {
    return pattern.matcher(read(file)).results().map(result -> result.group(1).stripIndent());
  }

  private static Stream<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
