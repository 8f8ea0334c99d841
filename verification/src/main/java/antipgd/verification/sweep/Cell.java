// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.step.StepKernel;
import antipgd.step.Workers;
import java.io.Serializable;

/**
 * A cell of a sweep: a pure function from its parameters to a row, so that any machine may compute
 * it, at any time, and again. Another kind of sweep is another implementation, a record as a rule.
 *
 * @param <R> the type of the row
 */
public interface Cell<R extends Serializable> extends Serializable {

  /**
   * Names the cell and all its parameters: cells with the same id have the same row. Also the name
   * of its row's file, so without characters that file systems refuse.
   *
   * @return the id
   */
  String id();

  /**
   * Computes the row.
   *
   * @param kernel does the steps; whichever it is, the bits are the same
   * @param workers threads that may share the work
   * @return a row that depends on the parameters alone, not on time, machine or threads
   */
  R row(StepKernel kernel, Workers workers);
}
