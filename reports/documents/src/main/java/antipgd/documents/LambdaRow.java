// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.Serializable;
import java.util.Map;

/**
 * A cell of the way from PGD to Anti-PGD: where chains on the valley come to rest that take a part
 * of the last noise back. Lengths are in units of {@code D = |u_0|^2}.
 *
 * @param point where it is
 * @param steps steps of each chain
 * @param chains number of chains
 * @param seed seed of the noise
 * @param theory what the closed form for small noise says
 * @param norm2W mean of {@code |u|^2} at w, over the last quarter of the steps and the finite
 *     chains
 * @param norm2Z the same at the clean iterate z
 * @param notFinite number of chains that were not finite
 */
public record LambdaRow(
    @JsonUnwrapped Point point,
    long steps,
    int chains,
    long seed,
    Theory theory,
    SampleMean norm2W,
    SampleMean norm2Z,
    int notFinite)
    implements SweepRow {

  @Override
  public Map<String, Object> axes() {
    return JsonFile.fields(point);
  }

  /**
   * Where a cell is.
   *
   * @param law law of the noise
   * @param time steps in units of {@code D / (alpha sigma^2)}
   * @param sigma2 {@code sigma^2 / D}
   * @param alpha {@code 2 eta D}
   * @param d dimension of u
   * @param lambda the part of the last noise that is taken back
   */
  public record Point(String law, double time, double sigma2, double alpha, int d, double lambda)
      implements Serializable {}

  /**
   * The closed form.
   *
   * @param zeroOfDrift {@code |u_z|^2} where it grows as often as it shrinks
   * @param norm2Z mean of {@code |u_z|^2} at rest
   * @param norm2W mean of {@code |u_w|^2} at rest
   * @param criticalLambda the lambda whose drift vanishes at the start
   * @param closed whether the closed form is derived at this lambda
   */
  public record Theory(
      double zeroOfDrift, double norm2Z, double norm2W, double criticalLambda, boolean closed)
      implements Serializable {}
}
