// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.Slice;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Descent;
import antipgd.verification.experiment.LayerNoise;
import antipgd.verification.experiment.WideModel;
import antipgd.verification.landscape.WideNetwork;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.DifferenceCheck;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * The follow-up's layer-wise noise, on the two-layer linear network.
 *
 * <p>The output is normal given one layer's noise, so its square has a relative spread of about
 * sqrt2.
 *
 * <p>Bound of rounding for the two forms: as in {@link Telescoping}, at weights below 2.
 */
public final class LayerWise implements Claim {

  private static final int[] WIDTHS = {64, 256, 1024};
  private static final double SIGMA = 0.1;
  private static final double SPREAD = 1.5;
  private static final int STEPS = 1000;

  private final List<MeanCheck> allLayers = new ArrayList<>();
  private final DifferenceCheck grows =
      growth(LayerNoise.ALL, "grows", Requirement.within(8, 11.2), 1.4);
  private final DifferenceCheck stays =
      growth(LayerNoise.ONE, "does-not-grow", Requirement.within(-0.2, 0.2), 0.15);
  private final ExactCheck zForm =
      new ExactCheck(
          "z-form", "max_i,n |w_n - sigma xi_n - z_n|, m = 64, Gaussian", STEPS * 0x1p-22, STEPS);

  /** Creates the claim. */
  public LayerWise() {
    for (int m : WIDTHS) {
      allLayers.add(
          new MeanCheck(
              new Declaration(
                  name(LayerNoise.ALL) + "-" + m,
                  "variance of f over its formula, m = " + m,
                  Requirement.equal(1),
                  0.08),
              SPREAD));
    }
  }

  private static String name(LayerNoise noise) {
    return Names.typed(noise);
  }

  private static DifferenceCheck growth(
      LayerNoise noise, String does, Requirement required, double effect) {
    double scale = 1 / (SIGMA * SIGMA);
    return new DifferenceCheck(
        new Declaration(
            name(noise) + "-" + does,
            "(variance of f at m = 1024, less that at m = 64) / sigma^2",
            required,
            effect),
        SPREAD * scale * noise.atUnitNorm(1024, 2, SIGMA),
        SPREAD * scale * noise.atUnitNorm(64, 2, SIGMA));
  }

  @Override
  public String name() {
    return "layer-wise-noise";
  }

  @Override
  public String place() {
    return "Orvieto et al. (AISTATS 2023)";
  }

  @Override
  public String statement() {
    return "Two-layer linear network f = <a, b> with layers of unit norm: noise on all layers gives f"
        + " the variance 2 sigma^2 + m sigma^4, which grows with the width m; noise on one layer at a"
        + " time sigma^2, which does not. Noise before the gradient, z' = z - eta grad L(z + sigma"
        + " xi), and Anti-PGD are the same trajectory. (That noise on one layer regularizes by exactly"
        + " (sigma^2/2) times that layer's Hessian trace is a part of quartic-exactness.)";
  }

  @Override
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>(allLayers);
    checks.addAll(List.of(grows, stays, zForm));
    return checks;
  }

  @Override
  public void test(Trial trial) {
    int draws = trial.largestSample(checks());
    double[][] all = new double[WIDTHS.length][];
    double[][] one = new double[WIDTHS.length][];
    Workers.common()
        .run(
            WIDTHS.length,
            i -> {
              all[i] = squares(trial, LayerNoise.ALL, WIDTHS[i], draws);
              one[i] = squares(trial, LayerNoise.ONE, WIDTHS[i], draws);
            });
    for (int i = 0; i < WIDTHS.length; i++) {
      double formula = LayerNoise.ALL.atUnitNorm(WIDTHS[i], 2, SIGMA);
      trial.report(allLayers.get(i).judge(moments(all[i], formula)));
    }
    double unit = SIGMA * SIGMA;
    int widest = WIDTHS.length - 1;
    trial.report(grows.judge(moments(all[widest], unit), moments(all[0], unit)));
    trial.report(stays.judge(moments(one[widest], unit), moments(one[0], unit)));
    trial.report(zForm.judge(differenceOfForms(trial), STEPS));
  }

  private static Moments moments(double[] values, double unit) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value / unit);
    }
    return moments;
  }

  private static double[] squares(Trial trial, LayerNoise noise, int m, int draws) {
    NoiseStream stream = trial.noise(name(noise) + "-" + m, Law.GAUSSIAN);
    return noise.squaredChanges(
        trial.kernel(),
        WideModel.LINEAR_2.network(m, stream),
        WideModel.LINEAR_2.start(m, stream),
        SIGMA,
        stream,
        draws);
  }

  /** {@code z' = z - eta grad L(z + sigma xi)} beside Anti-PGD, with the same noise. */
  private static double differenceOfForms(Trial trial) {
    int dimension = 2 * WIDTHS[0];
    float eta = 0.05f;
    NoiseStream noise = trial.noise("forms", Law.GAUSSIAN);
    WideNetwork network = WideModel.LINEAR_2.network(WIDTHS[0], noise);
    float[] z = WideModel.LINEAR_2.start(WIDTHS[0], noise);
    Descent antiPgd =
        Descent.of(trial.kernel(), network, Recipe.constant(Rule.ANTI_PGD, eta, SIGMA, noise), z);
    float[] xi = new float[dimension];
    float[] noisy = new float[dimension];
    float[] g = new float[dimension];
    Slice clean = Slice.of(z, g);
    double largest = 0;
    for (int n = 0; n < STEPS; n++) {
      for (int i = 0; i < dimension; i++) {
        noisy[i] = Math.fma((float) SIGMA, xi[i], z[i]);
      }
      network.gradient(noisy, g);
      trial.kernel().gd(clean, eta);
      antiPgd.step();
      trial.kernel().fill(xi, noise, n);
      for (int i = 0; i < dimension; i++) {
        double telescoped = antiPgd.w()[i] - (double) (float) SIGMA * xi[i];
        largest = Math.max(largest, Math.abs(telescoped - z[i]));
      }
    }
    return largest;
  }
}
