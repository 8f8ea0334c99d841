// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.verification.landscape.Bracket;
import antipgd.verification.landscape.RegularizedLoss;

/**
 * A problem of which two things are known beside the rules: how to descend its regularized loss,
 * and how flat a point that interpolates the data can be.
 */
public interface RegularizedProblem extends Problem {

  @Override
  RegularizedLoss landscape();

  /**
   * The least Hessian trace of all points that interpolate the data.
   *
   * @return between which numbers it lies
   */
  Bracket leastTrace();
}
