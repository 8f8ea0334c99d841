package antipgd.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import antipgd.reports.plot.LinePlot.Axis;
import antipgd.reports.plot.LinePlot.Point;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotTest {

  @BeforeAll
  static void needNoDisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  private static Drawing lines() {
    return new LinePlot("lines", "Lines", new Axis("n", Scale.BINARY), new Axis("ns", Scale.LOG2))
        .line("simd & co", 0, List.of(new Point(4096, 1, 0.9, 1.2), new Point(1 << 20, 4)))
        .band("band", 1, List.of(new Point(4096, 1, 0.5, 2), new Point(1 << 20, 1, 0.5, 2)))
        .reference("limit", 0, List.of(new Point(4096, 8), new Point(1 << 20, 8)))
        .dots(0, List.of(new Point(4096, 1.1)))
        .points("points", 2, List.of(new Point(4096, 3), new Point(4096, -1)))
        .markX(65536, "L2")
        .markX(1, "out of range")
        .markY(16, "wall")
        .draw();
  }

  private static Drawing ranges() {
    return new RangePlot("ranges", "Ranges", "times as fast", Scale.LOG2, true)
        .add(new RangePlot.Row("one", 2, 1.5, 3, List.of(1.9, 2.1), Tint.GOOD))
        .add(new RangePlot.Row("two", 0.5, Double.NaN, Double.NaN, List.of(), Tint.BAD))
        .add(new RangePlot.Row("not shown", Double.NaN, 1, 2, List.of(), Tint.BAD))
        .mark(4, "four")
        .draw();
  }

  private static Drawing cells() {
    HeatMap map =
        new HeatMap(
            "cells",
            "Cells",
            "columns",
            List.of("1", "2"),
            "rows",
            List.of("first", "second"),
            List.of(new HeatMap.Level("no", Tint.CELL_0), new HeatMap.Level("yes", Tint.CELL_6)));
    map.set(0, 0, 1);
    map.set(1, 1, 0);
    map.outline(0, 0);
    return map.draw();
  }

  static Stream<Drawing> drawings() {
    return Stream.of(lines(), ranges(), cells());
  }

  private static Document parsed(Drawing drawing) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(drawing.file())));
  }

  private static List<String> texts(Drawing drawing) throws Exception {
    NodeList texts = parsed(drawing).getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent().strip())
        .toList();
  }

  @Test
  void linesSayWhatTheyShow() throws Exception {
    assertThat(texts(lines()))
        .contains("Lines", "n", "ns", "simd & co", "band", "limit", "points", "L2", "wall")
        .contains("4K", "64K", "1M", "0.5", "16")
        .doesNotContain("out of range");
  }

  @Test
  void rangesSayWhatTheyShow() throws Exception {
    assertThat(texts(ranges()))
        .contains("Ranges", "times as fast", "one", "two", "four", "0.5", "1", "2", "4")
        .doesNotContain("not shown");
  }

  @Test
  void cellsSayWhatTheyShow() throws Exception {
    assertThat(texts(cells()))
        .contains("Cells", "columns", "rows", "1", "2", "first", "second", "no", "yes");
    assertThat(cells().svg()).contains("fill:var(--cell6)", "fill:var(--cell0)");
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void needsNothingFromElsewhere(Drawing drawing) {
    assertThat(drawing.file())
        .startsWith("<svg ")
        .contains("font-family:sans-serif")
        .doesNotContain("font-family:'")
        .contains("prefers-color-scheme:dark", "aria-label=\"" + drawing.title() + "\"")
        .contains("viewBox=\"0 0 " + drawing.width() + " " + drawing.height() + "\"")
        .doesNotContainPattern("(href|src)=")
        .doesNotContain("<image", "<script", "@import");
    assertThat(drawing.svg()).doesNotContain("<style");
  }

  /** A colour that has no name would stay light on a dark page. */
  @ParameterizedTest
  @MethodSource("drawings")
  void takesAllColoursThatAreSeenFromThePage(Drawing drawing) {
    String shapes = drawing.svg().substring(drawing.svg().indexOf('>'));
    assertThat(shapes.replaceAll("<g style=\"[^\"]*\"", ""))
        .doesNotContainPattern("(fill|stroke):(rgb|black|white|gr[ae]y|silver|red|blue)");
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void idsBeginWithTheName(Drawing drawing) {
    assertThat(drawing.svg())
        .doesNotContainPattern(" id=\"(?!" + drawing.name() + "-)")
        .doesNotContainPattern("url\\(#(?!" + drawing.name() + "-)");
  }

  @Test
  void sameInputGivesSameBytes() {
    assertThat(drawings().map(Drawing::file).toList())
        .isEqualTo(drawings().map(Drawing::file).toList());
  }

  @Test
  void looksForNoFont() throws Exception {
    Path maps = Path.of("/proc/self/maps");
    assumeThat(maps).exists();
    drawings().forEach(drawing -> assertThat(drawing.svg()).contains("<text"));
    assertThat(Files.readString(maps).lines().filter(line -> line.contains("/lib/lib")))
        .anyMatch(line -> line.endsWith("libawt.so"))
        .noneMatch(line -> line.endsWith("libfontmanager.so"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "0.125, 0.125",
    "0.3, 0.3",
    "1536, 1536",
    "16384, 16384",
    "1e6, 1e6",
    "1.25e7, 1.25e7",
    "1e-4, 1e-4",
    "-0.5, -0.5",
    "100, 100"
  })
  void numbersHaveFewDigits(double value, String text) {
    assertThat(Scale.plain(value)).isEqualTo(text);
  }
}
