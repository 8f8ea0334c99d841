// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.Serializable;
import java.util.Map;

/**
 * A cell of Theorem 3.1's phase diagram. Lengths are in units of {@code D = |u_0|^2}.
 *
 * @param point where it is
 * @param theorem whether the theorem speaks of it
 * @param steps steps of each chain
 * @param chains number of chains
 * @param seed seed of the noise
 * @param exits the chains that left D_alpha
 * @param end where the chains are in the end
 */
public record PhaseRow(
    @JsonUnwrapped Point point,
    boolean theorem,
    long steps,
    int chains,
    long seed,
    FirstExits exits,
    @JsonUnwrapped End end)
    implements SweepRow {

  @Override
  public Map<String, Object> axes() {
    return JsonFile.fields(point);
  }

  /**
   * Where a cell is.
   *
   * @param rule {@code pgd} or {@code anti-pgd}
   * @param law law of the noise
   * @param time steps in units of {@code D / (alpha sigma^2)}
   * @param alpha width of D_alpha
   * @param d dimension of u
   * @param sigma2 {@code sigma^2 / D}
   */
  public record Point(String rule, String law, double time, double alpha, int d, double sigma2)
      implements Serializable {}

  /**
   * The chains that left D_alpha.
   *
   * @param reading where they are read: {@code w} or {@code z}
   * @param counts how many, and when
   */
  public record FirstExits(String reading, @JsonUnwrapped ExitCounts counts)
      implements Serializable {}

  /**
   * Where the chains are in the end.
   *
   * @param cap cap of the mean
   * @param cappedNorm2 mean of {@code min(|u|^2, cap)} at w over all chains
   * @param notFinite number of chains with a weight that is not finite
   */
  public record End(double cap, SampleMean cappedNorm2, int notFinite) implements Serializable {}
}
