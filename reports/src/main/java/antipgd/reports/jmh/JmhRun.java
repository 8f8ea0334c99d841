// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.jmh;

import antipgd.documents.JsonFile;
import antipgd.documents.MalformedResultException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a file of JMH holds that can be shown.
 *
 * @param results in modes that say how long a call takes
 * @param coldStarts in single-shot mode, where they have what a cold start needs
 */
public record JmhRun(List<JmhResult> results, List<ColdStart> coldStarts) {

  /** Copies the lists. */
  public JmhRun {
    results = List.copyOf(results);
    coldStarts = List.copyOf(coldStarts);
  }

  /**
   * Reads a file.
   *
   * @param file JMH's JSON
   * @return what it holds
   * @throws MalformedResultException if it is not what JMH writes; the message names the place
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
   * @throws MalformedResultException if it is not what JMH writes; the message names the place
   */
  public static JmhRun of(JsonFile file) throws MalformedResultException {
    return new JmhRun(JmhResults.of(file), JmhResults.coldStarts(file));
  }

  /**
   * Tells whether there is nothing to show.
   *
   * @return true if no result is in a mode that is known here
   */
  public boolean isEmpty() {
    return results.isEmpty() && coldStarts.isEmpty();
  }

  /**
   * Writes all tables, for a terminal.
   *
   * @return Markdown, readable as plain text
   */
  public String tables() {
    return RatioTable.of(results) + ColdStartSections.text(coldStarts);
  }
}
