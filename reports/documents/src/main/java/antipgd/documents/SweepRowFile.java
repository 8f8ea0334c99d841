// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code antipgd-sweep-row/3}: one row of a sweep in a file of its own. It says nothing of time and
 * machine, so that whoever computes the cell writes the same bytes.
 *
 * @param schema what it is
 * @param id names the cell and all its parameters
 * @param row what was found
 * @param <R> {@link PhaseRow}, {@link TuningRow} or {@link OpponentRow}
 */
public record SweepRowFile<R extends SweepRow>(String schema, String id, R row) {

  private static final String SCHEMA = "antipgd-sweep-row/3";

  /** Checks the schema. */
  public SweepRowFile {
    InvalidFieldException.require(schema.equals(SCHEMA), "schema", schema, SCHEMA);
  }

  /**
   * A row that has been computed.
   *
   * @param id names the cell and all its parameters
   * @param row what was found
   */
  public SweepRowFile(String id, R row) {
    this(SCHEMA, id, row);
  }

  /**
   * Reads a row.
   *
   * @param file the file
   * @param type what kind of row it must be
   * @param <R> the same
   * @return the row
   * @throws MalformedResultException if it is anything else
   * @throws IOException if it cannot be read
   */
  public static <R extends SweepRow> SweepRowFile<R> read(Path file, Class<R> type)
      throws IOException {
    return JsonFile.read(file)
        .bound(TypeFactory.defaultInstance().constructParametricType(SweepRowFile.class, type));
  }

  /**
   * Writes it, whole or not at all.
   *
   * @param file where to
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, JsonFile.MAPPER.writeValueAsString(this) + "\n");
  }
}
