// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.documents.DocumentKind;
import antipgd.documents.LambdaRow;
import antipgd.documents.PhaseRow;
import antipgd.documents.SweepRow;
import antipgd.documents.TuningRow;
import java.util.List;
import java.util.function.Function;

/**
 * What a sweep can map. Its last two axes are a map's rows and columns; there is a map for each
 * combination of the others. A new one is a new implementation of {@link Cell} and a line here.
 */
public enum SweepMap {
  /** The phase diagram of Theorem 3.1: by which side chains leave D_alpha. */
  PHASE(
      DocumentKind.PHASE,
      PhaseRow.class,
      PhaseCell.AXES,
      PhaseCell::at,
      "Of the chains that left D_alpha, the fraction that left upwards; * where Theorem 3.1 speaks",
      row -> PhaseCell.shown((PhaseRow) row)),
  /** Where chains of PGD and Anti-PGD end for each choice of eta and sigma. */
  TUNING(
      DocumentKind.TUNING,
      TuningRow.class,
      TuningCell.AXES,
      TuningCell::at,
      "Mean of the final Hessian trace over |u_0|^2, capped; * with chains that are not finite",
      row -> TuningCell.shown((TuningRow) row)),
  /** The way from PGD to Anti-PGD: where chains rest that take a part of the last noise back. */
  LAMBDA(
      DocumentKind.LAMBDA,
      LambdaRow.class,
      LambdaCell.AXES,
      LambdaCell::at,
      "Mean of |u_z|^2 over |u_0|^2 at rest; * with chains that are not finite",
      row -> LambdaCell.shown((LambdaRow) row));

  private interface Maker {
    Cell<SweepRow> cell(Grid.Point point, int chains, long seed);
  }

  private final DocumentKind kind;
  private final Class<? extends SweepRow> rows;
  private final List<Axis<?>> axes;
  private final Maker maker;
  private final String legend;
  private final Function<SweepRow, String> shown;

  SweepMap(
      DocumentKind kind,
      Class<? extends SweepRow> rows,
      List<Axis<?>> axes,
      Maker maker,
      String legend,
      Function<SweepRow, String> shown) {
    this.kind = kind;
    this.rows = rows;
    this.axes = axes;
    this.maker = maker;
    this.legend = legend;
    this.shown = shown;
  }

  /**
   * Its result files.
   *
   * @return what kind of document they are
   */
  public DocumentKind kind() {
    return kind;
  }

  /**
   * Its rows.
   *
   * @return their type
   */
  public Class<? extends SweepRow> rows() {
    return rows;
  }

  /**
   * Its axes.
   *
   * @return all parameters of its cells besides chains and seed
   */
  public List<Axis<?>> axes() {
    return axes;
  }

  /**
   * Makes a cell.
   *
   * @param point where it is
   * @param chains its number of chains
   * @param seed seed of the noise
   * @return the cell
   * @throws IllegalArgumentException if values do not go together; the message names them
   */
  Cell<SweepRow> cell(Grid.Point point, int chains, long seed) {
    return maker.cell(point, chains, seed);
  }

  /**
   * Says what a map of text shows.
   *
   * @return a line
   */
  public String legend() {
    return legend;
  }

  /**
   * Shows a row in a map of text.
   *
   * @param row a cell's row
   * @return a number, perhaps with a mark; short
   */
  public String shown(SweepRow row) {
    return shown.apply(row);
  }
}
