// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.training.Recipe;
import antipgd.verification.descent.Descent;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive perturbations {@code p_n = sigma (xi_{n+1} - xi_n)} have correlation -1/2, those two
 * steps apart 0.
 *
 * <p>Each element gives one value of {@code p_n p_{n+k} / (2 sigma^2)}, so values are independent.
 * With {@code k4 = E xi^4} their variances are {@code (k4 + 1) / 2} at lag 0, {@code (k4 + 2) / 4}
 * at lag 1 and 1 at lag 2: expand the products and drop the odd moments.
 */
public final class Anticorrelation implements Claim {

  private static final double SIGMA = 0.1;
  private static final double[] EXPECTED = {1, -0.5, 0};
  private static final double[] EFFECT = {0.02, 0.01, 0.01};

  private final List<MeanCheck> gaussian = lags("gaussian", 3);
  private final List<MeanCheck> rademacher = lags("rademacher", 1);

  /** Creates the claim. */
  public Anticorrelation() {}

  private static List<MeanCheck> lags(String law, double k4) {
    double[] variance = {(k4 + 1) / 2, (k4 + 2) / 4, 1};
    List<MeanCheck> checks = new ArrayList<>();
    for (int lag = 0; lag < EXPECTED.length; lag++) {
      Declaration declaration =
          new Declaration(
              law + "-lag-" + lag,
              "mean of p_n p_{n+" + lag + "} / (2 sigma^2)",
              Requirement.equal(EXPECTED[lag]),
              EFFECT[lag]);
      checks.add(new MeanCheck(declaration, Math.sqrt(variance[lag])));
    }
    return checks;
  }

  @Override
  public String name() {
    return "anticorrelation";
  }

  @Override
  public String place() {
    return "section 2, eq. 2";
  }

  @Override
  public String statement() {
    return "Anti-PGD's perturbations have variance 2 sigma^2, correlation -1/2 with the next one and"
        + " 0 with the one after, with Gaussian and with Rademacher noise.";
  }

  @Override
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>(gaussian);
    checks.addAll(rademacher);
    return checks;
  }

  @Override
  public void test(Trial trial) {
    perturb(trial, Law.GAUSSIAN, gaussian);
    perturb(trial, Law.RADEMACHER, rademacher);
  }

  private static void perturb(Trial trial, Law law, List<MeanCheck> lags) {
    int elements = trial.largestSample(lags);
    Recipe recipe = Recipe.constant(Rule.ANTI_PGD, 1, SIGMA, trial.noise("lags", law));
    Descent descent = Descent.of(trial.kernel(), new Flat(elements), recipe, new float[elements]);
    float[][] w = new float[4][];
    for (int n = 0; n < w.length; n++) {
      descent.step();
      w[n] = descent.w().clone();
    }
    Moments[] products = {new Moments(), new Moments(), new Moments()};
    for (int i = 0; i < elements; i++) {
      double first = (double) w[1][i] - w[0][i];
      for (int lag = 0; lag < products.length; lag++) {
        products[lag].add(first * ((double) w[lag + 1][i] - w[lag][i]) / (2 * SIGMA * SIGMA));
      }
    }
    for (int lag = 0; lag < products.length; lag++) {
      trial.report(lags.get(lag).judge(products[lag]));
    }
  }
}
