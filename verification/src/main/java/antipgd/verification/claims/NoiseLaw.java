// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.ChiSquareCheck;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.statistics.KolmogorovCheck;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.ProportionCheck;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.List;

/**
 * Each value of the noise has the law that all statements assume.
 *
 * <p>Spreads of single values: of xi 1; of xi^2 sqrt 2; of xi^3 sqrt 15; of xi^4 sqrt(105 - 9).
 * What is rare gets a larger sample: of 5e7 values 29 are expected beyond 5.
 */
public final class NoiseLaw implements Claim {

  /** Values made at once, so that memory does not grow with the sample. */
  private static final int BLOCK = 1 << 17;

  private final Generator generator;

  private final MeanCheck mean = moment("gaussian-mean", "mean xi", 0, 0.005, 1);
  private final MeanCheck variance =
      moment("gaussian-variance", "mean xi^2", 1, 0.007, Math.sqrt(2));
  private final MeanCheck skewness =
      moment("gaussian-skewness", "mean xi^3", 0, 0.02, Math.sqrt(15));
  private final MeanCheck kurtosis =
      moment("gaussian-kurtosis", "mean xi^4", 3, 0.05, Math.sqrt(96));
  private final KolmogorovCheck distribution =
      new KolmogorovCheck(
          new Declaration("gaussian-distribution", "sup |F_n - Phi|", Requirement.equal(0), 0.0028),
          NormalBins.law());
  private final ChiSquareCheck bins =
      new ChiSquareCheck(
          new Declaration(
              "gaussian-bins",
              "phi^2 of bins of 1/16 up to 4, and beyond",
              Requirement.equal(0),
              8e-5),
          NormalBins.law());
  private final ProportionCheck beyond4 = tail(4, 0.2);
  private final ProportionCheck beyond5 = tail(5, 3);
  private final ExactCheck values =
      new ExactCheck("rademacher-values", "largest ||xi| - 1|", 0, 1 << 22);
  private final ProportionCheck balance =
      new ProportionCheck(
          new Declaration(
              "rademacher-balance", "fraction of xi < 0", Requirement.equal(0.5), 0.0026));

  /**
   * Creates the claim.
   *
   * @param generator what makes the words of the noise
   */
  public NoiseLaw(Generator generator) {
    this.generator = generator;
  }

  private static MeanCheck moment(
      String name, String statistic, double value, double effect, double spread) {
    return new MeanCheck(
        new Declaration(name, statistic, Requirement.equal(value), effect), spread);
  }

  private static ProportionCheck tail(int x, double relativeEffect) {
    double probability = NormalBins.beyond(x);
    return new ProportionCheck(
        new Declaration(
            "gaussian-beyond-" + x,
            "fraction of |xi| > " + x,
            Requirement.equal(probability),
            relativeEffect * probability));
  }

  @Override
  public String name() {
    return "noise-law-" + Names.typed(generator);
  }

  @Override
  public String place() {
    return "section 2, assumptions on xi";
  }

  @Override
  public String statement() {
    return "Noise of the generator "
        + Names.typed(generator)
        + " has its law: Gaussian noise is standard normal by moments, distribution"
        + " function, fine bins and tails; Rademacher noise is +1 or -1, each as often.";
  }

  @Override
  public List<Check> checks() {
    return List.of(
        mean, variance, skewness, kurtosis, distribution, bins, beyond4, beyond5, values, balance);
  }

  @Override
  public void test(Trial trial) {
    if (trial.wantsAnyOf(ofCentre())) {
      centre(trial);
    }
    if (trial.wantsAnyOf(List.of(beyond4, beyond5))) {
      tails(trial);
    }
    if (trial.wantsAnyOf(List.of(values, balance))) {
      signs(trial);
    }
  }

  /** What one block of noise adds to the statistics. */
  private interface Sink {
    void take(float[] xi, int length);
  }

  private void noise(Trial trial, String label, Law law, int n, Sink sink) {
    NoiseStream noise = trial.noise(label, law, generator);
    float[] xi = new float[BLOCK];
    for (int done = 0; done < n; ) {
      int part = Math.min(BLOCK, n - done);
      trial.kernel().fill(xi, 0, part, done, noise, 0);
      sink.take(xi, part);
      done += part;
    }
  }

  private List<Check> ofCentre() {
    return List.of(mean, variance, skewness, kurtosis, distribution, bins);
  }

  private void centre(Trial trial) {
    int n = trial.largestSample(ofCentre());
    Moments[] powers = {new Moments(), new Moments(), new Moments(), new Moments()};
    long[] counts = NormalBins.counts();
    noise(
        trial,
        "centre",
        Law.GAUSSIAN,
        n,
        (values, length) -> {
          for (int i = 0; i < length; i++) {
            double xi = values[i];
            double square = xi * xi;
            powers[0].add(xi);
            powers[1].add(square);
            powers[2].add(square * xi);
            powers[3].add(square * square);
            counts[NormalBins.of(values[i])]++;
          }
        });
    trial.report(mean.judge(powers[0]));
    trial.report(variance.judge(powers[1]));
    trial.report(skewness.judge(powers[2]));
    trial.report(kurtosis.judge(powers[3]));
    trial.report(distribution.judge(counts));
    trial.report(bins.judge(counts));
  }

  private void tails(Trial trial) {
    int n = trial.largestSample(List.of(beyond4, beyond5));
    int[] beyond = new int[2];
    noise(
        trial,
        "tails",
        Law.GAUSSIAN,
        n,
        (xi, length) -> {
          int four = 0;
          int five = 0;
          for (int i = 0; i < length; i++) {
            four += Math.abs(xi[i]) > 4 ? 1 : 0;
            five += Math.abs(xi[i]) > 5 ? 1 : 0;
          }
          beyond[0] += four;
          beyond[1] += five;
        });
    trial.report(beyond4.judge(beyond[0], n));
    trial.report(beyond5.judge(beyond[1], n));
  }

  private void signs(Trial trial) {
    int n = trial.samples(balance);
    float[] largest = new float[1];
    int[] negative = new int[1];
    noise(
        trial,
        "signs",
        Law.RADEMACHER,
        n,
        (xi, length) -> {
          for (int i = 0; i < length; i++) {
            // Math.max keeps what is not a number.
            largest[0] = Math.max(largest[0], Math.abs(Math.abs(xi[i]) - 1));
            negative[0] += xi[i] < 0 ? 1 : 0;
          }
        });
    trial.report(values.judge(largest[0], n));
    trial.report(balance.judge(negative[0], n));
  }
}
