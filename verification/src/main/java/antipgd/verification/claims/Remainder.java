// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Rule;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;

/**
 * Where the regularization has a remainder: {@code L = 1 - cos w} at {@code z = 1}, {@code sigma =
 * 1}.
 *
 * <p>{@code E sin(z + sigma xi) = sin z E cos(sigma xi)} for every symmetric law, and the last
 * factor is the law's characteristic function at sigma: {@code cos sigma} (Rademacher), {@code
 * exp(-sigma^2 / 2)} (Gaussian), {@code sin(sqrt3 sigma) / (sqrt3 sigma)} (uniform of variance
 * sigma^2). Eq. 5 without remainder has {@code 1 - sigma^2 / 2} for all. A value's spread is {@code
 * sqrt(E sin^2 - (E sin)^2) / sin 1}, with {@code E sin^2 = (1 - cos 2 E cos(2 sigma xi)) / 2}.
 */
public final class Remainder implements Claim {

  private static final double Z = 1;
  private static final double SIGMA = 1;
  private static final double ETA = 0.5;
  private static final double ROOT3 = Math.sqrt(3);

  private final MeanCheck rademacher = check("rademacher", Math.cos(SIGMA), Math.cos(2 * SIGMA));
  private final MeanCheck gaussian =
      check("gaussian", Math.exp(-SIGMA * SIGMA / 2), Math.exp(-2 * SIGMA * SIGMA));
  private final MeanCheck uniform =
      check(
          "uniform",
          Math.sin(ROOT3 * SIGMA) / (ROOT3 * SIGMA),
          Math.sin(2 * ROOT3 * SIGMA) / (2 * ROOT3 * SIGMA));

  /** Creates the claim. */
  public Remainder() {}

  private static MeanCheck check(String law, double expected, double atTwice) {
    double square = (1 - Math.cos(2 * Z) * atTwice) / 2;
    double mean = expected * Math.sin(Z);
    return new MeanCheck(
        new Declaration(
            law, "(z - mean z') / (eta sin z) at sigma = 1", Requirement.equal(expected), 0.01),
        Math.sqrt(square - mean * mean) / Math.sin(Z));
  }

  @Override
  public String name() {
    return "remainder";
  }

  @Override
  public String place() {
    return "section 2, eqs. 5 and 6";
  }

  @Override
  public String statement() {
    return "Where the loss is no polynomial of degree four, the regularization has a remainder that"
        + " depends on the law: on 1 - cos w at sigma = 1 the mean gradient is multiplied by the"
        + " law's characteristic function, .540, .607 and .570, not by the .5 of eq. 5 alone.";
  }

  @Override
  public List<Check> checks() {
    return List.of(rademacher, gaussian, uniform);
  }

  @Override
  public void test(Trial trial) {
    trial.report(rademacher.judge(slope(trial, Law.RADEMACHER, trial.samples(rademacher))));
    trial.report(gaussian.judge(slope(trial, Law.GAUSSIAN, trial.samples(gaussian))));
    trial.report(uniform.judge(uniformSlope(trial, trial.samples(uniform))));
  }

  private static Moments slope(Trial trial, Law law, int copies) {
    Moments slope = new Moments();
    new OneStep(new CosineLoss(), new float[] {(float) Z}, ETA, SIGMA)
        .visit(
            trial,
            law.name(),
            Rule.ANTI_PGD,
            law,
            copies,
            next -> slope.add((Z - next[0]) / (ETA * Math.sin(Z))));
    return slope;
  }

  /** The streams have no uniform law: {@code exp(-(a^2 + b^2) / 2)} of two normals is uniform. */
  private static Moments uniformSlope(Trial trial, int copies) {
    StepKernel kernel = trial.kernel();
    NoiseStream noise = trial.noise("uniform", Law.GAUSSIAN);
    float[][] xi = new float[2][copies];
    float[] a = new float[copies];
    float[] b = new float[copies];
    for (int step = 0; step < xi.length; step++) {
      kernel.fill(a, noise, 2L * step);
      kernel.fill(b, noise, 2L * step + 1);
      for (int i = 0; i < copies; i++) {
        double uniform = Math.exp(-((double) a[i] * a[i] + (double) b[i] * b[i]) / 2);
        xi[step][i] = (float) (ROOT3 * (2 * uniform - 1));
      }
    }
    float[] w = new float[copies];
    float[] g = new float[copies];
    for (int i = 0; i < copies; i++) {
      w[i] = (float) (Z + SIGMA * xi[0][i]);
      g[i] = (float) Math.sin(w[i]);
    }
    kernel.antiPgd(Slice.of(w, g), Noise.supplied(xi[0], xi[1]), 0, (float) ETA, (float) SIGMA);
    Moments slope = new Moments();
    for (int i = 0; i < copies; i++) {
      slope.add((Z - (w[i] - SIGMA * xi[0][i])) / (ETA * Math.sin(Z)));
    }
    return slope;
  }
}
