// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.reports.plot.DrawnSvg;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** A page as those see it who read HTML, and those who read Markdown. */
final class WrittenPage {

  private static final List<String> OF_RESULTS = List.of("kernel", "why");

  private final Path folder;
  private final String name;
  private final Document html;
  private final Node markdown;

  /**
   * A table as it is read.
   *
   * @param header its first row
   * @param rows the others
   */
  record Read(List<String> header, List<List<String>> rows) {

    boolean has(String column) {
      return header.contains(column);
    }

    List<String> column(String column) {
      int at = header.indexOf(column);
      return rows.stream().map(row -> row.get(at)).toList();
    }
  }

  WrittenPage(Path folder, String name) throws IOException {
    this.folder = folder;
    this.name = name;
    html = Jsoup.parse(Files.readString(folder.resolve(name + ".html")));
    markdown =
        Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .build()
            .parse(Files.readString(folder.resolve(name + ".md")));
  }

  String html() {
    return html.wholeText();
  }

  List<String> headings() {
    return html.select("h2").eachText();
  }

  List<String> captions() {
    return html.select("figcaption").eachText();
  }

  /** Tables that have a header, in the order of the page. */
  List<Read> tables() {
    return html.select("div.scroll table").stream()
        .map(
            table ->
                new Read(
                    table.select("th").stream().map(Element::wholeText).toList(),
                    table.select("tbody tr").stream()
                        .map(row -> row.select("td").stream().map(Element::wholeText).toList())
                        .toList()))
        .toList();
  }

  /** Tables with a row for each result. */
  List<Read> tablesOfResults() {
    return tables().stream().filter(table -> OF_RESULTS.stream().anyMatch(table::has)).toList();
  }

  /** Everything is found, can be parsed, and is in both of them. */
  void assertIsWhole() throws IOException, SAXException {
    assertIdsAndLinks();
    assertMarkdownSaysTheSame();
    List<Path> images = images();
    assertThat(images).hasSize(html.select("svg").size()).doesNotHaveDuplicates();
    try (Stream<Path> drawn = Files.walk(folder.resolve(name), 1)) {
      assertThat(drawn.skip(1)).containsExactlyInAnyOrderElementsOf(images);
    } catch (NoSuchFileException e) {
      assertThat(images).isEmpty();
    }
    for (Path image : images) {
      DrawnSvg svg = new DrawnSvg(Files.readString(image));
      svg.assertTextsAreInside();
      svg.assertShowsDataAndTicks();
    }
  }

  private void assertIdsAndLinks() {
    List<String> ids = html.select("[id]").eachAttr("id");
    Set<String> distinct = new HashSet<>(ids);
    assertThat(distinct).hasSameSizeAs(ids);
    assertThat(html.select("nav a").eachAttr("href"))
        .allSatisfy(link -> assertThat(distinct).contains(link.substring(1)))
        .hasSameSizeAs(ids);
    assertThat(html.select("script, iframe, object, img")).isEmpty();
    for (Read table : tables()) {
      assertThat(table.rows()).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.header()));
      assertThat(table.rows().stream().flatMap(List::stream))
          .noneMatch(cell -> cell.codePoints().anyMatch(WrittenPage::isHidden));
    }
  }

  private static boolean isHidden(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
  }

  private void assertMarkdownSaysTheSame() {
    List<String> headings = new ArrayList<>();
    List<Read> tables = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    markdown.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            if (heading.getLevel() == 2) {
              headings.add(text(heading));
            }
          }

          @Override
          public void visit(CustomNode node) {
            if (node instanceof TableHead) {
              rows.clear();
            }
            visitChildren(node);
            if (node instanceof TableRow) {
              rows.add(cells(node));
            }
            boolean last = node instanceof TableBody || node.getNext() == null;
            if (last && (node instanceof TableBody || node instanceof TableHead)) {
              List<String> header = rows.get(0);
              if (!header.stream().allMatch(String::isEmpty)) {
                tables.add(new Read(header, List.copyOf(rows.subList(1, rows.size()))));
              }
            }
          }

          @Override
          public void visit(CustomBlock block) {
            visitChildren(block);
          }
        });
    assertThat(headings).isEqualTo(html.select("h2").stream().map(Element::wholeText).toList());
    assertThat(tables).isEqualTo(tables());
  }

  private static List<String> cells(Node row) {
    List<String> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      assertThat(cell).isInstanceOf(TableCell.class);
      cells.add(text(cell));
    }
    return cells;
  }

  /** Fails if there is more than text. */
  private static String text(Node of) {
    StringBuilder text = new StringBuilder();
    for (Node part = of.getFirstChild(); part != null; part = part.getNext()) {
      assertThat(part).isInstanceOf(Text.class);
      text.append(((Text) part).getLiteral());
    }
    return text.toString();
  }

  /** The files that images of the Markdown are in. */
  private List<Path> images() {
    List<Path> images = new ArrayList<>();
    markdown.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Image image) {
            String file = URLDecoder.decode(image.getDestination(), StandardCharsets.UTF_8);
            images.add(folder.resolve(file));
          }
        });
    return images;
  }
}
