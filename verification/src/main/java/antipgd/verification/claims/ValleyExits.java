// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.landscape.Landscape;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.statistics.Moments;
import antipgd.verification.trial.Trial;

/**
 * By which side chains of Theorem 3.1 leave D_alpha first and where they end, read as {@link
 * ValleyCase} reads them, for chains that are stepped in any {@link Way}.
 */
final class ValleyExits {

  private final ValleyCase of;
  private final double cap;
  private final WideningValley valley;
  private final Moments capped = new Moments();
  private int up;
  private int down;

  /**
   * Of no chains yet.
   *
   * @param of the setting
   * @param cap what {@code |u|^2 / D} counts as at most
   */
  ValleyExits(ValleyCase of, double cap) {
    this.of = of;
    this.cap = cap;
    this.valley = new WideningValley(of.d());
  }

  /** Adds the chains of a way. */
  void run(Trial trial, Way way, String label) {
    Recipe recipe = Recipe.constant(of.rule(), of.eta(), of.sigma(), trial.noise(label, way.law()));
    Chains chains = way.chains(trial, label, valley, valley.minimum(ValleyCase.D), recipe);
    boolean[] left = new boolean[chains.count()];
    float[] norms2 = new float[left.length];
    for (int n = 0; n < of.steps(); n++) {
      chains.step();
      if (of.rule() == Rule.ANTI_PGD) {
        chains.clean();
        read(chains, chains.clean, norms2);
      } else {
        read(chains, chains.weights, norms2);
      }
      leave(norms2, left);
    }
    read(chains, chains.weights, norms2);
    for (float norm2 : norms2) {
      double ratio = norm2 / ValleyCase.D;
      capped.add(ratio < cap ? ratio : cap);
    }
  }

  private void read(Chains chains, float[][] points, float[] norms2) {
    int[] next = {0};
    chains.forEachBlock(
        points,
        block -> {
          valley.norms2(block, norms2, next[0]);
          next[0] += Landscape.SIDE_BY_SIDE;
        });
  }

  private void leave(float[] norms2, boolean[] left) {
    double lower = of.alpha() * ValleyCase.D;
    double upper = ValleyCase.D / of.alpha();
    for (int c = 0; c < left.length; c++) {
      if (!left[c] && !(norms2[c] > lower && norms2[c] < upper)) {
        left[c] = true;
        if (norms2[c] <= lower) {
          down++;
        } else {
          up++;
        }
      }
    }
  }

  int chains() {
    return (int) capped.count();
  }

  int up() {
    return up;
  }

  int down() {
    return down;
  }

  /** {@code |u_w|^2 / D} in the end; what is not a number counts as at the cap. */
  Moments capped() {
    return capped;
  }
}
