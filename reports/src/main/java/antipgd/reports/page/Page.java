// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.page;

import antipgd.documents.AtomicFile;
import antipgd.reports.plot.Drawing;
import antipgd.reports.plot.PlotColour;
import antipgd.reports.plot.VisibleText;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A page. It is put together in memory and then written file by file, so what is wrong with results
 * shows before anything is written.
 *
 * @param name of its files
 * @param title its heading
 * @param points what to know first, a sentence each
 * @param sections what it shows
 */
public record Page(String name, String title, List<String> points, List<Section> sections) {

  private static final Mustache.Escaper HTML = text -> Escapers.HTML.escape(VisibleText.of(text));

  /** What Markdown takes for more than text, wherever it stands. */
  private static final String MARKUP = "([\\\\`*_<>\\[\\]|~$#]|&(?=[#\\w]))";

  /** What it takes for the beginning of a list, where a text begins. */
  private static final String BULLET = "^([0-9]*)([-+.)])";

  /** Makes the names of sections and plots unique. */
  public Page {
    points = List.copyOf(points);
    UniqueNames anchors = new UniqueNames();
    UniqueNames plots = new UniqueNames();
    sections = sections.stream().map(section -> section.on(anchors, plots)).toList();
  }

  /**
   * Writes {@code name.html}, and {@code name.md} with its plots in a folder {@code name}, from
   * which all other SVG files are deleted.
   *
   * @param folder where to; made if it does not exist
   * @return the HTML file
   * @throws IOException if a file cannot be written
   */
  public Path write(Path folder) throws IOException {
    Map<Path, String> files = new LinkedHashMap<>();
    for (Section section : sections) {
      for (Section.Figure figure : section.figures()) {
        Drawing drawing = figure.drawing();
        files.put(folder.resolve(name).resolve(drawing.name() + ".svg"), drawing.file() + "\n");
      }
    }
    files.put(folder.resolve(name + ".md"), markdown());
    Path html = folder.resolve(name + ".html");
    files.put(html, html());
    for (Map.Entry<Path, String> file : files.entrySet()) {
      write(file.getKey(), file.getValue());
    }
    deleteOthers(folder.resolve(name), files.keySet());
    return html;
  }

  /** Plots of an earlier page of this name, which none refers to any more. */
  private static void deleteOthers(Path plots, Set<Path> written) throws IOException {
    if (Files.isDirectory(plots)) {
      try (DirectoryStream<Path> drawings = Files.newDirectoryStream(plots, "*.svg")) {
        for (Path drawing : drawings) {
          if (!written.contains(drawing)) {
            Files.delete(drawing);
          }
        }
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    AtomicFile.write(file, text);
  }

  String html() throws IOException {
    return Mustache.compiler()
        .withEscaper(HTML)
        .compile(template("page.html"))
        .execute(Map.of("page", this, "css", PlotColour.css()));
  }

  String markdown() throws IOException {
    return Mustache.compiler()
        .withEscaper(Page::escaped)
        .compile(template("page.md"))
        .execute(Map.of("page", this));
  }

  private static String template(String name) throws IOException {
    try (InputStream template = Page.class.getResourceAsStream(name + ".mustache")) {
      return new String(template.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** For what stands between tags of HTML in Markdown. */
  static String html(String text) {
    return HTML.escape(text);
  }

  /**
   * Where its plots are, seen from the page.
   *
   * @return the name of their folder, as a link has it
   */
  public String folder() {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String escaped(String text) {
    String escaped = VisibleText.of(text).replaceAll(MARKUP, "\\\\$1");
    return escaped.replaceFirst(BULLET + "(?=\\s)", "$1\\\\$2");
  }
}
