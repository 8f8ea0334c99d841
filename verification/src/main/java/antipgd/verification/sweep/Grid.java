// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.documents.SweepRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The cells of a map that are asked for: all combinations of values for its axes.
 *
 * @param map the map
 * @param values the values of each axis
 */
public record Grid(SweepMap map, Map<Axis<?>, List<?>> values) {

  /**
   * A place on a grid.
   *
   * @param values a value for each axis
   */
  public record Point(Map<Axis<?>, Object> values) {

    /**
     * The value of an axis.
     *
     * @param axis the axis
     * @param <T> type of its values
     * @return its value here
     */
    <T> T at(Axis<T> axis) {
      return axis.type().cast(values.get(axis));
    }

    /**
     * The value of an axis as files have it.
     *
     * @param axis the axis
     * @return its value here: a text or a number
     */
    public Object plain(Axis<?> axis) {
      return Axis.plain(values.get(axis));
    }

    private Point with(Axis<?> axis, Object value) {
      Map<Axis<?>, Object> more = new LinkedHashMap<>(values);
      more.put(axis, value);
      return new Point(more);
    }

    /**
     * Says where this is, as one types it.
     *
     * @param axes those to name
     * @return as in {@code rule=pgd d=8}
     */
    public String typed(List<Axis<?>> axes) {
      return axes.stream()
          .map(axis -> axis.name() + "=" + plain(axis))
          .collect(Collectors.joining(" "));
    }
  }

  /**
   * A grid as one types it.
   *
   * @param map the map
   * @param typed values, separated by commas, by name of axis; an axis that is left out has its
   *     defaults
   * @return the grid
   * @throws IllegalArgumentException if a name or value is not allowed; the message names it
   */
  public static Grid parse(SweepMap map, Map<String, String> typed) {
    List<String> names = map.axes().stream().map(Axis::name).toList();
    for (String name : typed.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "grid: " + name + ": must be one of " + String.join(", ", names));
      }
    }
    Map<Axis<?>, List<?>> values = new LinkedHashMap<>();
    for (Axis<?> axis : map.axes()) {
      values.put(axis, axis.values(typed.getOrDefault(axis.name(), axis.defaults())));
    }
    return new Grid(map, values);
  }

  /**
   * All its places.
   *
   * @return the places, the last axis fastest
   */
  public List<Point> points() {
    List<Point> points = List.of(new Point(Map.of()));
    for (Axis<?> axis : map.axes()) {
      List<Point> longer = new ArrayList<>();
      for (Point point : points) {
        values.get(axis).forEach(value -> longer.add(point.with(axis, value)));
      }
      points = longer;
    }
    return points;
  }

  /**
   * All its cells.
   *
   * @param chains number of chains of each
   * @param seed seed of the noise
   * @return the cells, in the order of {@link #points}
   * @throws IllegalArgumentException if values do not go together; the message names them
   */
  public List<Cell<SweepRow>> cells(int chains, long seed) {
    return points().stream().map(point -> map.cell(point, chains, seed)).toList();
  }

  /**
   * The values as files have them.
   *
   * @return texts or numbers for each axis, by name
   */
  public Map<String, List<Object>> plain() {
    Map<String, List<Object>> plain = new LinkedHashMap<>();
    values.forEach((axis, list) -> plain.put(axis.name(), list.stream().map(Axis::plain).toList()));
    return plain;
  }
}
