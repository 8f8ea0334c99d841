// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.SweepRow;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Machines;
import antipgd.verification.sweep.RowFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Computes the cells whose rows are not there already, and says so.
 *
 * @param files where rows are kept, if anywhere
 * @param machines who computes the others
 */
record ResumedCells(Optional<RowFiles> files, Machines machines) {

  /** The rows by their cells' ids: all, unless the interruption ends it early. */
  Map<String, SweepRow> rows(
      List<? extends Cell<SweepRow>> cells, CommandLine command, Interruption interruption)
      throws IOException, InterruptedException {
    Map<String, SweepRow> found = new LinkedHashMap<>();
    List<Cell<SweepRow>> missing = new ArrayList<>();
    for (Cell<SweepRow> cell : cells) {
      Optional<SweepRow> row = files.isEmpty() ? Optional.empty() : files.get().find(cell);
      row.ifPresent(it -> found.put(cell.id(), it));
      if (row.isEmpty()) {
        missing.add(cell);
      }
    }
    command.getOut().printf("%d cells, %d of them there already%n", cells.size(), found.size());
    command.getOut().flush();
    int before = found.size();
    Progress progress = new Progress(command.getErr(), "cell", missing.size());
    Machines.Rows<SweepRow> take =
        (cell, row) -> {
          keep(cell, row);
          found.put(cell.id(), row);
          progress.at(found.size() - before);
        };
    machines.compute(missing, take, interruption::requested);
    return found;
  }

  private void keep(Cell<SweepRow> cell, SweepRow row) {
    try {
      if (files.isPresent()) {
        files.get().keep(cell, row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
