// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import antipgd.documents.JsonFile;
import antipgd.documents.MalformedResultException;
import antipgd.reports.evidence.Evidence;
import antipgd.reports.jmh.JmhRun;
import java.io.IOException;
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

  static Input of(List<Path> files) throws IOException {
    Map<String, JmhRun> runs = new LinkedHashMap<>();
    List<Evidence> documents = new ArrayList<>();
    for (Path path : files) {
      JsonFile file = JsonFile.read(path);
      String name = name(path, files);
      if (file.isArray()) {
        JmhRun run = JmhRun.of(file);
        if (run.isEmpty()) {
          throw file.malformed("", "has no result in mode avgt or thrpt, and no cold start");
        }
        runs.put(name, run);
      } else {
        documents.add(Evidence.of(name, file));
      }
    }
    return new Input(runs, documents);
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
