package antipgd.reports;

import antipgd.reports.jmh.JmhFile;
import antipgd.reports.jmh.JmhResult;
import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files by what they hold, each by the name to call it.
 *
 * @param runs JMH's results
 * @param documents the verification's documents
 */
record Input(Map<String, List<JmhResult>> runs, Map<String, Place> documents) {

  static Input of(List<Path> files) throws IOException {
    Map<String, List<JmhResult>> runs = new LinkedHashMap<>();
    Map<String, Place> documents = new LinkedHashMap<>();
    for (Path file : files) {
      Place whole = Place.read(file);
      String name = name(file, files);
      if (whole.node().isArray()) {
        List<JmhResult> results = JmhFile.read(whole);
        if (results.isEmpty()) {
          throw whole.malformed("has no result in mode avgt or thrpt");
        }
        runs.put(name, results);
      } else {
        documents.put(name, whole);
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
