// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import antipgd.reports.plot.LinePlot.Axis;
import antipgd.reports.plot.LinePlot.Kind;
import antipgd.reports.plot.LinePlot.Point;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class PlotTest {

  private static final String LONG =
      "readAllElementsOfTheCollectionOneAfterTheOther collectionSize=1000000 order=RANDOM, n = 64K";

  private static Drawing lines() {
    return new LinePlot("lines", "Lines", new Axis("n", Scale.BINARY), new Axis("ns", Scale.LOG2))
        .add(
            Kind.LINE, "simd & co", 0, List.of(new Point(4096, 1, 0.9, 1.2), new Point(1 << 20, 4)))
        .add(Kind.BAND, "band", 1, List.of(new Point(4096, 1, 0.5, 2), new Point(1 << 20, 1)))
        .add(Kind.REFERENCE, "limit", 0, List.of(new Point(4096, 8), new Point(1 << 20, 8)))
        .add(Kind.DOTS, null, 0, List.of(new Point(4096, 1.1)))
        .add(Kind.POINTS, "points", 2, List.of(new Point(4096, 3), new Point(4096, -1)))
        .markX(65536, "L2")
        .markX(1, "out of range")
        .markY(16, "wall")
        .markY(-1, "cannot be shown")
        .draw();
  }

  private static Drawing ranges() {
    return new RangePlot("ranges", "Ranges", "times as fast", Scale.LOG2, true)
        .add(new RangePlot.Row("one", 2, 1.5, 3, List.of(1.9, 2.1), PlotColour.GOOD))
        .add(new RangePlot.Row("two", 0.5, Double.NaN, Double.NaN, List.of(), PlotColour.BAD))
        .add(new RangePlot.Row("not shown", Double.NaN, 1, 2, List.of(), PlotColour.BAD))
        .mark(4, "four")
        .mark(0, "cannot be shown")
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
            List.of(
                new HeatMap.Level("no", PlotColour.CELL_0),
                new HeatMap.Level("yes", PlotColour.CELL_6)));
    map.set(0, 0, 1);
    map.set(1, 1, 0);
    map.outline(0, 0);
    return map.draw();
  }

  /** More series than colours, with names that have no room, which all end at one place. */
  private static Drawing crowd() {
    LinePlot plot =
        new LinePlot("crowd", LONG + LONG, new Axis(LONG, Scale.LOG10), new Axis(LONG, Scale.LOG2));
    for (int i = 0; i < 20; i++) {
      plot.add(Kind.LINE, LONG + i, i, List.of(new Point(1, 1 + 1e-7 * i), new Point(2, 1)));
      plot.markX(1 + 0.01 * i, "mark " + i);
    }
    return plot.draw();
  }

  private static Drawing alone(Kind kind) {
    return new LinePlot("alone", "Alone", new Axis("n", Scale.BINARY), new Axis("s", Scale.LINEAR))
        .add(kind, "one", 0, List.of(new Point(65536, 0)))
        .draw();
  }

  private static Drawing longRanges() {
    RangePlot plot = new RangePlot("long", LONG, LONG, Scale.LOG2, false);
    for (int i = 0; i < 6; i++) {
      plot.add(
          new RangePlot.Row(
              "m".repeat(20 * i) + LONG, 1e-7, 1e-7, 1e-7, List.of(), PlotColour.GOOD));
      plot.mark(1e-7, LONG);
    }
    return plot.draw();
  }

  private static Drawing strange() {
    String strange = "<b>\u001b[31m \u0000\n\ud800 \u202e\uffff &amp; \"' \ud83d\ude00 \u6f22";
    RangePlot plot = new RangePlot("strange", strange, strange, Scale.LINEAR, false);
    return plot.add(new RangePlot.Row(strange, 1, 1, 1, List.of(), PlotColour.GOOD)).draw();
  }

  static Stream<Drawing> drawings() {
    return Stream.concat(
        Stream.of(lines(), ranges(), cells(), crowd(), longRanges(), strange()),
        Stream.of(Kind.values()).map(PlotTest::alone));
  }

  private static List<String> texts(Drawing drawing) throws Exception {
    return new DrawnSvg(drawing.file()).texts();
  }

  @Test
  void linesSayWhatTheyShow() throws Exception {
    assertThat(texts(lines()))
        .contains("Lines", "n", "ns", "simd & co", "band", "limit", "points", "L2", "wall")
        .contains("4K", "64K", "1M", "0.5", "16")
        .doesNotContain("out of range", "cannot be shown");
  }

  @Test
  void rangesSayWhatTheyShow() throws Exception {
    assertThat(texts(ranges()))
        .contains("Ranges", "times as fast", "one", "two", "four", "0.5", "1", "2", "4")
        .doesNotContain("not shown", "cannot be shown");
  }

  @Test
  void cellsSayWhatTheyShow() throws Exception {
    assertThat(texts(cells()))
        .contains("Cells", "columns", "rows", "1", "2", "first", "second", "no", "yes");
    assertThat(cells().svg()).contains("fill=\"var(--cell6)\"", "fill=\"var(--cell0)\"");
  }

  @Test
  void showsASinglePointOfEveryKind() throws Exception {
    for (Kind kind : Kind.values()) {
      assertThat(new DrawnSvg(alone(kind).svg()).elements("circle")).as(kind.name()).isNotEmpty();
    }
  }

  @Test
  void whatIsCutIsWithinReach() throws Exception {
    assertThat(texts(longRanges())).noneMatch(text -> text.contains("m".repeat(100)));
    assertThat(new DrawnSvg(longRanges().svg()).elements("title"))
        .extracting(Element::getTextContent)
        .contains("m".repeat(100) + LONG);
  }

  @Test
  void writesControlCharactersByTheirCodes() throws Exception {
    assertThat(new DrawnSvg(strange().file()).elements("title").get(0).getTextContent())
        .isEqualTo(
            "<b>\\u001b[31m \\u0000\\u000a\\ud800 \\u202e\\uffff &amp; \"' \ud83d\ude00 \u6f22");
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void textsAreInsideAndBesideEachOther(Drawing drawing) throws Exception {
    DrawnSvg svg = new DrawnSvg(drawing.svg());
    svg.assertTextsAreInside();
    List<Rectangle2D> boxes = new ArrayList<>();
    for (Element line : svg.elements("tspan")) {
      Rectangle2D box = DrawnSvg.box(line);
      assertThat(boxes).as(line.getTextContent()).noneMatch(box::intersects);
      boxes.add(box);
    }
    assertThat(boxes).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void needsNothingFromElsewhere(Drawing drawing) throws Exception {
    Element root = new DrawnSvg(drawing.file()).root();
    assertThat(root.getAttribute("viewBox"))
        .isEqualTo("0 0 " + drawing.width() + " " + root.getAttribute("height"));
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getFirstChild().getNodeName()).isEqualTo("title");
    assertThat(drawing.file())
        .startsWith("<svg ")
        .contains("font-family=\"sans-serif\"", "prefers-color-scheme:dark")
        .doesNotContainPattern("(href|src|id)=")
        .doesNotContain("<image", "<script", "@import");
    assertThat(drawing.svg()).doesNotContain("<style");
  }

  /** A colour that has no name would stay light on a dark page. */
  @ParameterizedTest
  @MethodSource("drawings")
  void takesAllColoursFromThePage(Drawing drawing) {
    assertThat(drawing.svg())
        .contains("var(--paper)", "var(--ink)")
        .doesNotContainPattern("(fill|stroke)(=\"|:)(?!var\\(--[a-z0-9]+\\)|none)");
  }

  @Test
  void seriesOfOneColourDifferInShape() throws Exception {
    List<String> circles =
        new DrawnSvg(crowd().svg())
            .elements("circle").stream().map(e -> e.getAttribute("fill")).toList();
    assertThat(circles).contains(PlotColour.series(0).toString(), PlotColour.series(4).toString());
    assertThat(PlotColour.series(8)).isEqualTo(PlotColour.series(0));
    assertThat(circles.stream().filter(PlotColour.series(8).toString()::equals)).hasSize(3);
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
    assertThat(drawings()).allMatch(drawing -> drawing.file().contains("<text"));
    assertThat(Files.readString(maps).lines())
        .noneMatch(line -> line.endsWith("libfontmanager.so"));
  }
}
