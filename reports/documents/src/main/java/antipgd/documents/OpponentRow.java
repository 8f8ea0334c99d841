// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import antipgd.documents.ExperimentDocument.Figures;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.Serializable;

/**
 * Where a method ended on a seed, with one choice of its parameters.
 *
 * @param choice the method and its parameters
 * @param seed names the data, the start and the noise
 * @param steps number of steps that the budget paid for
 * @param finite whether it has not blown up
 * @param end what is measured at the end
 * @param relative the Hessian trace along directions that are scaled by the size of each array of
 *     weights; null where it is not measured, or is not a number
 */
public record OpponentRow(
    @JsonUnwrapped Choice choice,
    long seed,
    long steps,
    boolean finite,
    @JsonUnwrapped Figures end,
    @MayBeMissing Double relative)
    implements Serializable {

  /**
   * A method and its parameters.
   *
   * @param method its name
   * @param eta step size
   * @param strength how strong it is: sigma, size of the label noise, rho or mu; 0 for GD
   */
  public record Choice(String method, double eta, double strength) implements Serializable {}
}
