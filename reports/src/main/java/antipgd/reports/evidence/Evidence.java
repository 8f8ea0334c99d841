// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import antipgd.documents.JsonFile;
import antipgd.documents.MalformedResultException;
import antipgd.documents.ResultDocument;
import antipgd.reports.page.EnvironmentTable;
import java.util.Map;

/**
 * A document of the verification, to be shown.
 *
 * @param name what it is called on the page
 * @param file where it was read
 * @param document what it says
 */
public record Evidence(String name, JsonFile file, ResultDocument document) {

  /**
   * Reads a document.
   *
   * @param name what it is called on the page
   * @param file the file
   * @return the document
   * @throws MalformedResultException if it is foreign, of another version, or not what it says
   */
  public static Evidence of(String name, JsonFile file) throws MalformedResultException {
    return new Evidence(name, file, ResultDocument.of(file));
  }

  /** What it says, as the record of its kind. */
  <T> T content(Class<T> type) {
    return type.cast(document.content());
  }

  /** What it was made on. */
  EnvironmentTable environment() {
    Map<String, String> values = document.provenance().values();
    values.put("file", name);
    return EnvironmentTable.of(values);
  }
}
