// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.bench.front.Measurement.Measured;
import antipgd.documents.AtomicFile;
import antipgd.documents.JmhFile;
import antipgd.documents.JmhFile.Additions;
import antipgd.documents.JmhRecord;
import antipgd.documents.JsonFile;
import antipgd.documents.MalformedResultException;
import antipgd.reports.jmh.JmhResult;
import antipgd.reports.jmh.JmhRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * JMH's JSON with two more fields in every result, {@code environment} and {@code legend}. It is
 * written again after every case, so a run that is killed loses the case in flight alone.
 */
final class ResultFile {

  /** The name that JMH would give it, in the current folder. */
  static final String DEFAULT = "jmh-result.json";

  /** What may differ between a run and its continuation. */
  private static final String DATE = "date";

  private static final String COMMAND = "command";

  private final Path path;
  private JmhFile results = JmhFile.empty();

  /**
   * Checks that the file can be written, before a long run.
   *
   * @param name its path
   * @throws BadInputException if not
   */
  ResultFile(String name) throws BadInputException {
    path = Path.of(name).toAbsolutePath();
    if (!AtomicFile.canWrite(path)) {
      throw new BadInputException("-rff " + name + ": cannot be written");
    }
  }

  Path path() {
    return path;
  }

  boolean isEmpty() {
    return results.records().isEmpty();
  }

  /** What a page can show of it. */
  List<JmhResult> results() throws IOException {
    return isEmpty() ? List.of() : JmhRun.read(path).results();
  }

  /**
   * Takes over what an earlier run of the same command has measured.
   *
   * @param environment what this run will measure in
   * @throws BadInputException if the file is not of such a run
   */
  void resume(Map<String, String> environment) throws BadInputException, IOException {
    JmhFile earlier;
    try {
      JsonFile file = JsonFile.read(path);
      earlier = JmhFile.of(file);
      JmhRun run = JmhRun.of(file);
      if (!run.leftOut().isEmpty()) {
        throw refused("no page could show " + run.leftOut().get(0));
      }
    } catch (MalformedResultException e) {
      throw new BadInputException("--resume " + e.getMessage());
    }
    for (JmhRecord result : earlier.records()) {
      Map<String, String> then = result.environment();
      if (then == null) {
        throw refused("its results have no environment, so it is not of this jar");
      }
      for (Map.Entry<String, String> now : environment.entrySet()) {
        String value = then.getOrDefault(now.getKey(), "nothing");
        if (!now.getKey().equals(DATE)
            && !comparable(now, now.getValue()).equals(comparable(now, value))) {
          throw refused(
              now.getKey()
                  + " was "
                  + value
                  + " and is "
                  + now.getValue()
                  + "; it must be the same");
        }
      }
    }
    results = earlier;
  }

  /** A command is the same wherever its results go. */
  private static String comparable(Map.Entry<String, String> entry, String value) {
    return entry.getKey().equals(COMMAND) ? value.replaceAll(" -rff ('[^']*'|\\S+)", "") : value;
  }

  private BadInputException refused(String why) {
    return new BadInputException("--resume " + path + ": " + why);
  }

  /** Whether there is a result of a case. */
  boolean has(Case of) {
    return results.records().stream()
        .anyMatch(
            result ->
                of.benchmark().equals(result.benchmark())
                    && of.mode().shortLabel().equals(result.mode())
                    && of.params().equals(result.params()));
  }

  /**
   * Adds a result, so that the file has it at once.
   *
   * @param found the parameters whose values the run found by itself
   */
  void append(Measured more, List<String> found, Map<String, String> environment)
      throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ResultFormatFactory.getInstance(
            ResultFormatType.JSON, new PrintStream(json, true, StandardCharsets.UTF_8))
        .writeOut(List.of(more.result()));
    results =
        results.with(
            json.toString(StandardCharsets.UTF_8),
            new Additions(
                environment, Legends.of(more.result(), found), more.steady(), more.series()));
    results.write(path);
  }
}
