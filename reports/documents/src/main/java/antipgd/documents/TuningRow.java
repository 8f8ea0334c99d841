// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.Serializable;
import java.util.Map;

/**
 * A cell of the tuning map: where chains end at one choice of step size and noise. Lengths are in
 * units of {@code D = |u_0|^2}.
 *
 * @param setting what is the same all over a map
 * @param point where the cell is on its map
 * @param chains number of chains
 * @param seed seed of the noise
 * @param cappedTrace mean of {@code min(Tr Hess L, cap)} at the end over all chains
 * @param notFinite number of chains whose trace is not finite at the end
 */
public record TuningRow(
    @JsonUnwrapped Setting setting,
    @JsonUnwrapped Point point,
    int chains,
    long seed,
    SampleMean cappedTrace,
    int notFinite)
    implements SweepRow {

  @Override
  public Map<String, Object> axes() {
    return JsonFile.fields(setting, point);
  }

  /**
   * What is the same all over a map, but for {@code d}.
   *
   * @param rule {@code pgd} or {@code anti-pgd}
   * @param schedule {@code constant} or {@code decayed}
   * @param law law of the noise
   * @param steps steps of each chain
   * @param quiet those of them that are without noise, at the end
   * @param cap cap of the mean
   */
  public record Setting(String rule, String schedule, String law, int steps, int quiet, double cap)
      implements Serializable {}

  /**
   * Where a cell is.
   *
   * @param d dimension of u
   * @param etaNorm2 {@code eta D}
   * @param sigma2 {@code sigma^2 / D}
   */
  public record Point(int d, double etaNorm2, double sigma2) implements Serializable {}
}
