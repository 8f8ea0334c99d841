// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.Machines;
import antipgd.verification.sweep.RowFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;

/**
 * Cells whose rows are kept in files: what is there is not done again.
 *
 * @param cells the cells
 * @param files where their rows are
 */
record KeptCells<R extends Serializable>(List<? extends Cell<R>> cells, RowFiles<R> files) {

  /**
   * Computes what is missing, and tells how far it is.
   *
   * @param machines who computes
   * @param command whose outputs are told
   * @param stop asked between cells: true ends the work early
   * @return the rows that are there in the end, by the id of their cells
   */
  Map<String, R> compute(Machines machines, CommandLine command, BooleanSupplier stop)
      throws IOException, InterruptedException {
    Map<String, R> found = new LinkedHashMap<>();
    List<Cell<R>> missing = new ArrayList<>();
    for (Cell<R> cell : cells) {
      Optional<R> row = files.find(cell);
      row.ifPresent(it -> found.put(cell.id(), it));
      if (row.isEmpty()) {
        missing.add(cell);
      }
    }
    PrintWriter out = command.getOut();
    out.printf("%d cells, %d of them there already%n", cells.size(), found.size());
    out.flush();
    int before = found.size();
    Progress progress = new Progress(command.getErr(), "cell", missing.size());
    Machines.Rows<R> take =
        (cell, row) -> {
          try {
            files.keep(cell, row);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          found.put(cell.id(), row);
          progress.at(found.size() - before);
        };
    machines.compute(missing, take, stop);
    return found;
  }
}
