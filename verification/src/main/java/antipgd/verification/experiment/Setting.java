// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.Batches;
import antipgd.verification.descent.StepGradient;
import antipgd.verification.landscape.Landscape;
import antipgd.verification.landscape.MeanLoss;
import java.util.List;
import java.util.TreeSet;

/**
 * How long a training takes and when its noise is on: from step {@code onset} until {@code quiet}
 * steps before the end. The first step without noise takes Anti-PGD's last noise back.
 *
 * @param eta step size
 * @param sigma noise scale
 * @param onset first step with noise; before it every rule is GD
 * @param steps number of steps in all
 * @param quiet number of steps without noise at the end
 * @param batch number of examples that a step takes the gradient of; 0 for all
 */
public record Setting(double eta, double sigma, long onset, long steps, long quiet, int batch) {

  /** A training whose steps take the gradient of all examples. */
  public Setting(double eta, double sigma, long onset, long steps, long quiet) {
    this(eta, sigma, onset, steps, quiet, 0);
  }

  /**
   * Where a chain is read along the way.
   *
   * @return 0, 1, 2, 5, 10, 20, 50 and so on, the beginning and end of the noise and the end, in
   *     order
   */
  public List<Long> checkpoints() {
    TreeSet<Long> checkpoints = new TreeSet<>(List.of(0L, onset, steps - quiet, steps));
    for (long decade = 1; decade <= steps; decade *= 10) {
      for (long digit : new long[] {1, 2, 5}) {
        if (digit * decade <= steps) {
          checkpoints.add(digit * decade);
        }
      }
    }
    return List.copyOf(checkpoints);
  }

  /**
   * What an optimizer does.
   *
   * @param rule the update rule
   * @param noise where the noise comes from
   * @return rule, step size, noise scale and noise
   */
  public Recipe recipe(Rule rule, NoiseStream noise) {
    return new Recipe(
        rule,
        Schedule.constant(eta),
        Schedule.constant(sigma).from(onset).until(steps - quiet),
        noise);
  }

  /** What a step takes; the stream of the noise also decides who is in a batch. */
  StepGradient gradient(Landscape landscape, NoiseStream noise) {
    if (batch == 0) {
      return StepGradient.of(landscape);
    }
    if (landscape instanceof MeanLoss loss) {
      return new Batches(loss, batch, 0, noise);
    }
    throw new IllegalArgumentException(
        "batch = " + batch + ": must be 0 where the loss is no mean over examples");
  }
}
