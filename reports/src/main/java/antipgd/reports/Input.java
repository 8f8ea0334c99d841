// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import antipgd.documents.JsonFile;
import antipgd.documents.MalformedResultException;
import antipgd.reports.evidence.Evidence;
import antipgd.reports.jmh.JmhRun;
import antipgd.reports.jmh.LeftOut;
import antipgd.reports.plot.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files by what they hold.
 *
 * @param runs JMH's results, by the name to call each file
 * @param documents the verification's documents
 */
record Input(Map<String, JmhRun> runs, List<Evidence> documents) {

  /** More of a kind on a terminal nobody reads. */
  private static final int MOST_LINES = 10;

  static Input of(List<Path> files) throws IOException {
    Map<String, JmhRun> runs = new LinkedHashMap<>();
    List<Evidence> documents = new ArrayList<>();
    for (Path path : files) {
      JsonFile file = JsonFile.read(path);
      String name = name(path, files);
      if (file.isArray()) {
        runs.put(name, JmhRun.of(file));
      } else {
        documents.add(Evidence.of(name, file));
      }
    }
    return new Input(runs, documents);
  }

  /** Says what of the files no page shows. */
  void printLeftOut(PrintWriter out) {
    runs.forEach(
        (name, run) -> {
          List<LeftOut> all = run.leftOut();
          all.stream()
              .limit(MOST_LINES)
              .forEach(each -> out.println(VisibleText.of("Left out: " + name + ", " + each)));
          if (all.size() > MOST_LINES) {
            out.println("Left out: " + (all.size() - MOST_LINES) + " more, which the page names");
          }
        });
  }

  /** The file's name, with as much of its folder as is needed to tell it from the others. */
  private static String name(Path file, List<Path> files) throws MalformedResultException {
    for (int parts = 1; parts <= file.getNameCount(); parts++) {
      String name = end(file, parts);
      int of = parts;
      if (files.stream().filter(other -> end(other, of).equals(name)).count() == 1) {
        return name;
      }
    }
    throw new MalformedResultException(file + ": is named twice");
  }

  /** The last parts of a path, without its extension. */
  static String end(Path file, int parts) {
    int names = file.getNameCount();
    return file.subpath(Math.max(0, names - parts), names)
        .toString()
        .replace('\\', '/')
        .replaceFirst("\\.json$", "");
  }
}
