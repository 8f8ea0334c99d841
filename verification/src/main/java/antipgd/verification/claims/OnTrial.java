// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.step.Workers;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.trial.Trial;

/** Experiments with the kernel and the noise of a trial. */
final class OnTrial {

  private OnTrial() {}

  /**
   * Runs chains on the valley.
   *
   * @param trial gives kernel and noise
   * @param label names the experiment in its claim
   * @param valley the setting
   * @param chains number of chains
   */
  static ValleyCase.Result run(Trial trial, String label, ValleyCase valley, int chains) {
    return valley.run(trial.kernel(), Workers.common(), trial.noise(label, valley.law()), chains);
  }
}
