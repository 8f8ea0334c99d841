// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.plot.DrawnSvg;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other programs, each of a kind that was once shown wrongly. */
class ForeignFilesTest {

  @TempDir private Path folder;

  private WrittenPage page(String name, String... options) throws Exception {
    String file = ReportsTest.resource("cases/" + name);
    ReportsTest.Run run =
        ReportsTest.run(
            Stream.concat(Stream.of("report", file, "--out", folder.toString()), Stream.of(options))
                .toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return whole(name);
  }

  private WrittenPage whole(String name) throws Exception {
    WrittenPage page = new WrittenPage(folder, name);
    page.assertIsWhole();
    return page;
  }

  private static List<String> kernels(WrittenPage page) {
    return page.tablesOfResults().stream().flatMap(t -> t.column("kernel").stream()).toList();
  }

  @Test
  void classesOfOneSimpleNameAreToldApart() throws Exception {
    WrittenPage page = page("same-simple-name");

    assertThat(page.headings())
        .containsExactly("Fastest of equal parameters", "one.Map", "two.Map");
    assertThat(page.tablesOfResults().get(0).column("ns/op")).containsExactly("10.2", "10.2");
    assertThat(page.tablesOfResults().get(1).column("us/op")).containsExactly("9.14", "9.14");
    assertThat(folder.resolve("same-simple-name"))
        .isDirectoryContaining("glob:**one-map-time.svg")
        .isDirectoryContaining("glob:**two-map-time.svg");
  }

  @Test
  void valuesThatDifferInPunctuationHaveAPlotEach() throws Exception {
    WrittenPage page = page("punctuation-values");

    assertThat(kernels(page))
        .hasSize(12)
        .contains("scan op=<", "scan op=>", "base op=<")
        .doesNotHaveDuplicates();
    assertThat(folder.resolve("punctuation-values").toFile().list()).hasSize(6);
  }

  @Test
  void linksLeadToFilesOfAnyName() throws Exception {
    Path file = folder.resolve("my run (1).json");
    Files.copy(Path.of(ReportsTest.resource("cases/labels")), file);
    ReportsTest.run("report", file.toString(), "--out", folder.toString());

    whole("my run (1)");
    assertThat(folder.resolve("my run (1).md"))
        .content()
        .contains("](my%20run%20%281%29/label-time.svg)");
  }

  @ParameterizedTest
  @CsvSource({
    "labels, read size=8 kind=a b thrpt",
    "longlabels, readAllElementsOfTheCollection collectionSize=1000000",
    "blankplot, mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"
  })
  void labelsOfPlotsAreThoseOfTables(String name, String label) throws Exception {
    assertThat(kernels(page(name))).contains(label);
    List<String> texts = new ArrayList<>();
    try (DirectoryStream<Path> plots = Files.newDirectoryStream(folder.resolve(name))) {
      for (Path plot : plots) {
        texts.addAll(new DrawnSvg(Files.readString(plot)).texts());
      }
    }
    // A word that is too long for a line is broken.
    assertThat(texts.stream().map(text -> label.contains(" ") ? text : text.replace(" ", "")))
        .contains(label);
  }

  @Test
  void controlCharactersAreShownAsCodes() throws Exception {
    assertThat(kernels(page("control-characters")))
        .hasSize(11)
        .contains(
            "split d=|",
            "split d=\\u000a",
            "split d=\\u000d\\u000a",
            "split d=\\u001b[31m",
            "split d=&lt;b&gt;",
            "split d=`",
            "split d=$x$")
        .doesNotHaveDuplicates();
  }

  @Test
  void everyModeIsShown() throws Exception {
    WrittenPage page = page("modes-dropped");

    assertThat(kernels(page)).containsExactly("m", "m sample", "m ss");
    assertThat(page.html()).contains("3 benchmarks", "In mode sample", "In mode ss");
  }

  /** JMH's score is 50.5 ops/s. */
  @Test
  void throughputAgreesWithTheScore() throws Exception {
    WrittenPage page = page("throughput-uneven");

    assertThat(page.tablesOfResults().get(0).column("ms/op")).containsExactly("19.8");
    assertThat(page.html()).contains("JMH's own score is the mean of all iterations");
  }

  @Test
  void aParameterIsALengthOnlyIfTheLegendSaysSo() throws Exception {
    WrittenPage page = page("n-no-length");

    assertThat(kernels(page))
        .containsExactly(
            "fib n=1",
            "fib n=10",
            "fib n=30",
            "add n=0",
            "add n=10",
            "add n=1e6",
            "add n=10000000000");
    assertThat(page.tablesOfResults().get(0).column("ns/op"))
        .containsExactly("102", "1015", "3045");
  }

  @Test
  void otherForksAndFlagsAreComparedAndNamed() throws Exception {
    WrittenPage page = page("forks-differ", "--baseline", "scalar");

    WrittenPage.Read table = page.tablesOfResults().get(0);
    assertThat(table.column("x scalar").get(1)).startsWith("4.00 ");
    assertThat(table.column("flags"))
        .containsExactly("-Xmx1g", "--add-modules=jdk.incubator.vector");
    assertThat(table.column("jmh").get(1)).contains("4 forks");
    assertThat(page.html()).contains("Not all of these were run alike");
  }

  @Test
  void saysWhatIsNotComparable() throws Exception {
    WrittenPage page = page("fastest-mixes-sizes", "--baseline", "y");

    assertThat(page.html())
        .contains("Not compared with y, which was not measured in the same mode")
        .contains("same parameters: x size=10; x size=1000.");
  }

  @Test
  void ranksOnlyWhatDoesTheSameWork() throws Exception {
    assertThat(page("fastest-mixes-sizes").headings()).containsExactly("B");
  }

  @Test
  void oneForkPromisesNothing() throws Exception {
    WrittenPage page = page("one-fork-caption");

    assertThat(page.captions())
        .containsExactly("Each point is the time of one fork; how far forks differ is not known.");
    assertThat(page.tablesOfResults().get(0).header()).containsExactly("kernel", "ns/op");
    assertThat(page.html()).contains("of one fork each").doesNotContain("95 %", "dots");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothreads", "single"})
  void whatIsMissingHasADefault(String name) throws Exception {
    assertThat(kernels(page(name))).containsExactly("m");
  }

  /** A group of four threads: 8 calls a us together are one call in 500 ns of each thread. */
  @Test
  void oldFilesAndGroupsAreRead() throws Exception {
    WrittenPage.Read table = page("jmh-1.11").tablesOfResults().get(0);

    assertThat(table.header()).containsExactly("kernel", "ns/op", "B/op");
    assertThat(table.rows()).containsExactly(List.of("pair thrpt threads=4", "500", "24.0"));
  }

  @Test
  void whatStandsTwiceIsShownTwiceAndPairedIfBothRunsHaveItTwice() throws Exception {
    String once = Files.readString(Path.of(ReportsTest.resource("cases/single"))).strip();
    Path twice = folder.resolve("twice.json");
    Files.writeString(twice, once.replaceFirst("]$", "," + once.substring(1)));
    ReportsTest.run("report", twice.toString(), "--out", folder.toString());
    Path again = Files.copy(twice, folder.resolve("again.json"));
    ReportsTest.run("compare", twice.toString(), again.toString(), "--out", folder.toString());

    assertThat(kernels(whole("twice"))).containsExactly("m", "m (2)");
    assertThat(kernels(whole("compare"))).containsExactly("m", "m (2)");
    assertThat(whole("compare").html()).contains("in the order of the files: 2.");
    String single = ReportsTest.resource("cases/single");
    assertThat(ReportsTest.run("compare", twice.toString(), single).err())
        .contains("single: has no benchmark as often as twice has it");
  }

  @Test
  void moreThanAPlotCanShowIsInTheTableAlone() throws Exception {
    String one = Files.readString(Path.of(ReportsTest.resource("cases/single"))).strip();
    String many =
        IntStream.range(0, 101)
            .mapToObj(i -> one.substring(1, one.length() - 1).replace("d.B.m", "d.B.m" + i))
            .collect(Collectors.joining(",", "[", "]"));
    Path file = Files.writeString(folder.resolve("many.json"), many);
    ReportsTest.run("report", file.toString(), "--out", folder.toString());

    WrittenPage page = whole("many");
    assertThat(kernels(page)).hasSize(101);
    assertThat(page.captions()).isEmpty();
    assertThat(page.html()).contains("More results than a plot could show");
  }

  @Test
  void whatIsLeftOutIsNamed() throws Exception {
    String good = Files.readString(Path.of(ReportsTest.resource("cases/single"))).strip();
    Path file = folder.resolve("odd.json");
    Files.writeString(file, good.replaceFirst("]$", ", {\"benchmark\": \"a.b\"}, 7]"));
    ReportsTest.Run run = ReportsTest.run("report", file.toString(), "--out", folder.toString());

    assertThat(run.out().lines())
        .containsExactly(
            "Left out: odd, result 2, a.b: mode is missing",
            "Left out: odd, result 3: 7: must be an object",
            "Page: " + folder.resolve("odd.html"));
    assertThat(whole("odd").html()).contains("odd: 2 results left out");
  }
}
