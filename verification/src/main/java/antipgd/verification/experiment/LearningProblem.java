// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.verification.landscape.MeanLoss;

/** A problem of learning from examples, whose gradient can be taken of a batch of them. */
public interface LearningProblem extends Problem {

  @Override
  MeanLoss landscape();
}
