// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.JsonFile;
import antipgd.documents.MalformedResultException;
import antipgd.reports.plot.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a file of JMH holds. Each of its entries is in one of the three lists.
 *
 * @param results what was measured in a mode that says how long a call takes
 * @param coldStarts in single-shot mode, where they have what a cold start needs
 * @param leftOut what cannot be shown
 */
public record JmhRun(List<JmhResult> results, List<ColdStart> coldStarts, List<LeftOut> leftOut) {

  /** Copies the lists. */
  public JmhRun {
    results = List.copyOf(results);
    coldStarts = List.copyOf(coldStarts);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Reads a file.
   *
   * @param file JMH's JSON
   * @return what it holds
   * @throws MalformedResultException if it is not what JMH writes
   * @throws IOException if it cannot be read
   */
  public static JmhRun read(Path file) throws IOException {
    return of(JsonFile.read(file));
  }

  /**
   * Takes the results from a file that was read.
   *
   * @param file JMH's JSON
   * @return what it holds
   * @throws MalformedResultException if it is not what JMH writes: no array, or none of whose
   *     entries names a benchmark
   */
  public static JmhRun of(JsonFile file) throws MalformedResultException {
    JmhRun run = JmhResults.of(file);
    if (run.results.isEmpty()
        && run.coldStarts.isEmpty()
        && run.leftOut.stream().allMatch(entry -> entry.benchmark().isEmpty())) {
      throw file.malformed(
          "",
          run.leftOut.isEmpty()
              ? "has no result"
              : "must be an array of results, as JMH writes it; " + run.leftOut.get(0));
    }
    return run;
  }

  /**
   * The same with other results.
   *
   * @param others what to show instead of its results
   * @return a run with the same cold starts, and the same left out
   */
  JmhRun with(List<JmhResult> others) {
    return new JmhRun(others, coldStarts, leftOut);
  }

  /**
   * Writes all tables, for a terminal.
   *
   * @return Markdown, readable as plain text
   */
  public String tables() {
    return RatioTable.of(results)
        + ColdStartSections.text(coldStarts)
        + leftOut.stream()
            .map(each -> VisibleText.of("Left out: " + each) + "\n")
            .collect(Collectors.joining());
  }
}
