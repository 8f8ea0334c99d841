// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.landscape.Landscape;
import antipgd.verification.trial.Trial;
import java.util.function.Consumer;

/**
 * Many independent copies of one step from a known point: what follows the clean iterate z under
 * Anti-PGD, or the weights w under PGD.
 *
 * <p>Under Anti-PGD the clean iterate has to carry noise before its step: so each chain first does
 * a step with {@code eta = 0}, which adds sigma xi to z, and the second step is the one in
 * question. So it is if only a part of the last noise is taken back, or none.
 *
 * @param landscape the landscape
 * @param from the point, z or w
 * @param eta step size
 * @param sigma noise scale
 * @param lambda the part of the last noise that Anti-PGD takes back
 */
record OneStep(Landscape landscape, float[] from, double eta, double sigma, double lambda) {

  /** Few enough to stay in the cache. */
  private static final int BATCH = 1 << 14;

  OneStep(Landscape landscape, float[] from, double eta, double sigma) {
    this(landscape, from, eta, sigma, 1);
  }

  /**
   * Shows the points after the step, one after the other.
   *
   * @param visitor gets z under Anti-PGD and w under PGD; the array is used again
   */
  void visit(
      Trial trial, String label, Rule rule, Law law, int copies, Consumer<double[]> visitor) {
    float step = (float) eta;
    boolean clean = rule == Rule.ANTI_PGD;
    Schedule schedule = n -> clean && n == 0 ? 0f : step;
    double[] point = new double[from.length];
    for (int done = 0; done < copies; done += BATCH) {
      Recipe recipe =
          new Recipe(
              rule,
              schedule,
              Schedule.constant(sigma),
              trial.noise(label + "-" + done, law),
              clean ? lambda : 0);
      Ensemble ensemble =
          new Ensemble(
              trial.kernel(),
              Workers.common(),
              landscape,
              recipe,
              from,
              Math.min(BATCH, copies - done));
      ensemble.run(clean ? 2 : 1);
      for (int c = 0; c < ensemble.chains(); c++) {
        if (clean) {
          ensemble.clean(c, point);
        } else {
          ensemble.weights(c, point);
        }
        visitor.accept(point);
      }
    }
  }
}
