// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.verification.descent.Descent;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * Correlations of the perturbations {@code p_n = sigma (xi_{n+1} - lambda xi_n)} with the next
 * ones.
 *
 * <p>Each element gives one value of {@code p_n p_{n+k} / ((1 + lambda^2) sigma^2)}, so values are
 * independent. Their means are 1, {@code -lambda / (1 + lambda^2)} and 0 at the lags 0, 1 and 2.
 * With {@code k4 = E xi^4} their variances times {@code (1 + lambda^2)^2} are {@code (k4 - 1) (1 +
 * lambda^4) + 4 lambda^2}, {@code 1 + k4 lambda^2 + lambda^4} and {@code (1 + lambda^2)^2}: expand
 * the products and drop the odd moments.
 *
 * @param law law of the noise
 * @param lambda the part of the last noise that is taken back
 * @param checks of lags 0, 1 and 2
 */
record Lags(Law law, double lambda, List<MeanCheck> checks) {

  private static final double SIGMA = 0.1;
  private static final double[] EFFECT = {0.02, 0.01, 0.01};

  /** The checks, each with a name that begins with the law's. */
  static Lags of(Law law, double lambda) {
    double k4 = law == Law.GAUSSIAN ? 3 : 1;
    double square = lambda * lambda;
    double[] expected = {1, -lambda / (1 + square), 0};
    double[] variance = {
      (k4 - 1) * (1 + square * square) + 4 * square,
      1 + k4 * square + square * square,
      (1 + square) * (1 + square)
    };
    String size = lambda == 1 ? "(2 sigma^2)" : "((1 + lambda^2) sigma^2), lambda = " + lambda;
    List<MeanCheck> checks = new ArrayList<>();
    for (int lag = 0; lag < expected.length; lag++) {
      Declaration declaration =
          new Declaration(
              Names.typed(law) + "-lag-" + lag,
              "mean of p_n p_{n+" + lag + "} / " + size,
              Requirement.equal(expected[lag]),
              EFFECT[lag]);
      checks.add(new MeanCheck(declaration, Math.sqrt(variance[lag]) / (1 + square)));
    }
    return new Lags(law, lambda, List.copyOf(checks));
  }

  /** Perturbs a flat landscape, and reports all checks. */
  void test(Trial trial) {
    if (!trial.wantsAnyOf(checks)) {
      return;
    }
    int elements = trial.largestSample(checks);
    Recipe recipe =
        Recipe.constant(Rule.ANTI_PGD, 1, SIGMA, trial.noise("lags", law)).takingBack(lambda);
    Descent descent = Descent.of(trial.kernel(), new Flat(elements), recipe, new float[elements]);
    float[][] w = new float[4][];
    for (int n = 0; n < w.length; n++) {
      descent.step();
      w[n] = descent.w().clone();
    }
    Moments[] products = {new Moments(), new Moments(), new Moments()};
    double size = (1 + lambda * lambda) * SIGMA * SIGMA;
    for (int i = 0; i < elements; i++) {
      double first = (double) w[1][i] - w[0][i];
      for (int lag = 0; lag < products.length; lag++) {
        products[lag].add(first * ((double) w[lag + 1][i] - w[lag][i]) / size);
      }
    }
    for (int lag = 0; lag < products.length; lag++) {
      trial.report(checks.get(lag).judge(products[lag]));
    }
  }
}
