// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.verification.landscape.MeanLoss;

/** Something to train: a landscape, where to start on it, and what to measure. */
public interface Problem {

  /**
   * The training loss.
   *
   * @return the landscape
   */
  MeanLoss landscape();

  /**
   * Where every rule starts.
   *
   * @return the point; not to be modified
   */
  float[] start();

  /**
   * Measures a point.
   *
   * @param w the point. Not modified.
   * @return training loss, test loss, Hessian trace and accuracy there
   */
  PointMetrics read(float[] w);
}
