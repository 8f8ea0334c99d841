// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code antipgd-phase/1}, {@code antipgd-tuning/2} and {@code antipgd-lambda/1}: a sweep over a
 * grid of parameters.
 *
 * @param seed seed of all noise
 * @param chains number of chains of each cell
 * @param grid the values that were asked for, by name of the axis, in the order of the axes
 * @param interrupted whether cells are missing
 * @param rows the cells that are done, in the order of the grid, the last axis fastest
 * @param <R> {@link PhaseRow}, {@link TuningRow} or {@link LambdaRow}
 */
public record SweepDocument<R extends SweepRow>(
    long seed, int chains, Map<String, List<Object>> grid, boolean interrupted, List<R> rows) {

  /** Copies the lists. */
  public SweepDocument {
    InvalidFieldException.requireAtLeast(1, "chains", chains);
    InvalidFieldException.require(
        grid.size() >= 2, "grid", grid, "an array for each of two axes and more");
    Map<String, List<Object>> copy = new LinkedHashMap<>();
    grid.forEach((axis, values) -> copy.put(axis, List.copyOf(values)));
    grid = Collections.unmodifiableMap(copy);
    rows = List.copyOf(rows);
    for (int i = 0; i < rows.size(); i++) {
      requireOnGrid(i, rows.get(i).axes(), grid);
    }
  }

  private static void requireOnGrid(
      int row, Map<String, Object> axes, Map<String, List<Object>> grid) {
    InvalidFieldException.require(
        new ArrayList<>(axes.keySet()).equals(new ArrayList<>(grid.keySet())),
        "grid",
        grid.keySet(),
        "an array for each of " + axes.keySet());
    axes.forEach(
        (axis, value) ->
            InvalidFieldException.require(
                grid.get(axis).stream().anyMatch(of -> isSame(of, value)),
                "rows[" + row + "]." + axis,
                value,
                "a value of the grid"));
  }

  /** A whole number may stand for a decimal. */
  private static boolean isSame(Object a, Object b) {
    return a instanceof Number x && b instanceof Number y
        ? x.doubleValue() == y.doubleValue()
        : a.equals(b);
  }
}
