// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of all shapes: a page that is whole, on which every result is, or one clear line. */
class AnyFileTest {

  private static final long SEED = 2022;

  /** The large profile tries more. */
  private static final int FILES = Integer.getInteger("antipgd.files", 200);

  private static final List<String> NAMES =
      List.of("run", "my run (1)", "\u00e4\u6f22 100%", "a(b", "x#y?z&w", "1. x", "*n*");

  @TempDir private Path folder;

  /** What a check was about goes into the message of its failure. */
  private interface Check {
    void run(JmhFiles files, Path folder) throws Exception;
  }

  private void forManyFiles(Check check) throws Exception {
    for (long seed = SEED; seed < SEED + FILES; seed++) {
      Path own = Files.createDirectory(folder.resolve(String.valueOf(seed)));
      try {
        check.run(new JmhFiles(seed), own);
      } catch (AssertionError | Exception e) {
        throw new AssertionError("with the file of seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static String name(Path folder) {
    return NAMES.get(folder.getFileName().hashCode() % NAMES.size());
  }

  @Test
  void reportShowsOrCountsEveryResult() throws Exception {
    forManyFiles(
        (files, own) -> {
          ArrayNode results = files.file(files.size());
          Path file = written(own, name(own), JmhFiles.text(results));
          ReportsTest.Run run =
              ReportsTest.run(
                  "report", file.toString(), "--out", own.toString(), "--baseline", "get");
          if (run.exit() != 0) {
            assertRefused(run, own, file);
            return;
          }
          assertThat(run.err()).isEmpty();
          WrittenPage page = new WrittenPage(own, name(own));
          page.assertIsWhole();
          List<WrittenPage.Read> tables = page.tablesOfResults();
          assertThat(tables.stream().mapToInt(table -> table.rows().size()).sum())
              .isEqualTo(results.size());
          assertThat(tables).allSatisfy(AnyFileTest::assertRowsDiffer);
        });
  }

  /** By length and kernel, or by their place in the file, which stands first. */
  private static void assertRowsDiffer(WrittenPage.Read table) {
    int told = Math.max(1, table.header().indexOf("kernel") + 1);
    if (!table.has("steady, ns/element")) {
      assertThat(table.rows().stream().map(row -> row.subList(0, told))).doesNotHaveDuplicates();
    }
  }

  @Test
  void comparePairsOrCountsEveryResult() throws Exception {
    forManyFiles(
        (files, own) -> {
          ArrayNode before = files.file(Math.min(200, files.size()));
          ArrayNode after = files.later(before);
          Path first = written(own, "before", JmhFiles.text(before));
          Path second = written(own, name(own), JmhFiles.text(after));
          ReportsTest.Run run =
              ReportsTest.run(
                  "compare", first.toString(), second.toString(), "--out", own.toString());
          if (run.exit() != 0) {
            assertRefused(run, own, first, second);
            return;
          }
          WrittenPage page = new WrittenPage(own, "compare");
          page.assertIsWhole();
          int counted = 0;
          for (WrittenPage.Read table : page.tablesOfResults()) {
            counted += table.rows().size() * (table.has("ratio") ? 2 : 1);
          }
          assertThat(counted + coldStarts(page)).isEqualTo(before.size() + after.size());
        });
  }

  private static int coldStarts(WrittenPage page) {
    return page.html()
        .lines()
        .filter(line -> line.matches(".*: \\d+ cold starts?, a VM each fork"))
        .mapToInt(line -> Integer.parseInt(line.replaceFirst(".*: (\\d+) cold start.*", "$1")))
        .sum();
  }

  @Test
  void whatIsNotOfJmhIsRefusedInOneLine() throws Exception {
    forManyFiles(
        (files, own) -> {
          Path file = written(own, "foreign", files.foreign());
          assertRefused(
              ReportsTest.run("report", file.toString(), "--out", own.toString()), own, file);
        });
  }

  private static Path written(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".json"), text, StandardCharsets.UTF_8);
  }

  private static void assertRefused(ReportsTest.Run run, Path folder, Path... files) {
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).doesNotContain("Exception");
    assertThat(folder.toFile().list()).hasSize(files.length);
  }
}
