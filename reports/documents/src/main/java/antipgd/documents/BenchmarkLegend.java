// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What the source of a benchmark says that JMH's JSON does not; {@code benchmarks.jar} adds it to
 * its results as {@code legend}. Benchmarks without it are shown without it.
 *
 * @param baselines names of the methods of the same class that the others are compared with
 * @param bytesPerElement algorithmic traffic in bytes an element; 0 if it is not known
 * @param limit whether it measures what the machine can do at all: move, if it has bytes, else
 *     compute
 * @param length name of the parameter that holds the number of elements a call works on; {@code n}
 *     where older files do not say, empty if no parameter does
 * @param operationsPerElement arithmetic in operations on one lane, an element; 0 if it is not
 *     known
 * @param cycles cycles of the CPU's clock that a call takes on every CPU; 0 if that differs
 * @param found names of the parameters whose values the run found by itself, which part nothing
 */
public record BenchmarkLegend(
    @JsonProperty(required = true) List<String> baselines,
    @JsonProperty(required = true) int bytesPerElement,
    boolean limit,
    String length,
    double operationsPerElement,
    double cycles,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> found) {

  /** Of a benchmark that says nothing. */
  public static final BenchmarkLegend NONE =
      new BenchmarkLegend(List.of(), 0, false, "", 0, 0, List.of());

  /** What {@code length} is in files that do not say. */
  private static final String USUAL_LENGTH = "n";

  /** Copies the lists. */
  public BenchmarkLegend {
    baselines = List.copyOf(baselines);
    found = found == null ? List.of() : List.copyOf(found);
    length = length == null ? USUAL_LENGTH : length;
    InvalidFieldException.requireAtLeast(0, "bytesPerElement", bytesPerElement);
  }
}
