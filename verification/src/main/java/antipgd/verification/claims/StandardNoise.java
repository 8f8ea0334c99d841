package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.verification.Claim;
import antipgd.verification.Trial;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.statistics.MeanCheck;
import antipgd.verification.statistics.Moments;
import antipgd.verification.statistics.ProportionCheck;
import antipgd.verification.statistics.Requirement;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The noise is what all statements assume: standard, of its law, independent between elements,
 * steps and seeds.
 *
 * <p>Spreads of single values: of xi 1; of xi^2 sqrt2 (Gaussian); of xi^4 sqrt(105 - 9); of a
 * product of two independent ones 1. Correlations are between all pairs of the 64 places of a tile,
 * so whatever two lanes or the halves of a Box-Muller pair have in common shows.
 */
public final class StandardNoise implements Claim {

  private static final int TILE = 64;
  private static final int PAIRS = TILE * (TILE - 1) / 2;
  private static final int STEPS = 8;
  private static final double TAIL = 3;
  private static final double TAIL_PROBABILITY =
      2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-TAIL);

  private final MeanCheck mean = equal("gaussian-mean", "mean xi", 0, 0.01, 1, 1);
  private final MeanCheck variance =
      equal("gaussian-variance", "mean xi^2", 1, 0.015, Math.sqrt(2), 1);
  private final MeanCheck fourth =
      equal("gaussian-fourth-moment", "mean xi^4", 3, 0.1, Math.sqrt(96), 1);
  private final ProportionCheck tail =
      new ProportionCheck(
          new Declaration(
              "gaussian-tail",
              "fraction of |xi| > 3",
              Requirement.equal(TAIL_PROBABILITY),
              0.2 * TAIL_PROBABILITY));
  private final MeanCheck lanes =
      equal("gaussian-places", "mean xi_i xi_j, all pairs of a tile", 0, 0.15, 1, PAIRS);
  private final MeanCheck steps =
      equal("gaussian-steps", "mean xi(n) xi(n+1), 7 pairs of steps", 0, 0.02, 1, STEPS - 1);
  private final MeanCheck seeds =
      equal("gaussian-seeds", "mean xi xi* under seeds that differ in one bit", 0, 0.02, 1, 1);
  private final ExactCheck signs =
      new ExactCheck("rademacher-values", "largest ||xi| - 1|", 0, 1 << 20);
  private final MeanCheck balance = equal("rademacher-mean", "mean xi", 0, 0.01, 1, 1);
  private final MeanCheck rademacherLanes =
      equal("rademacher-places", "mean xi_i xi_j, all pairs of 64 places", 0, 0.15, 1, PAIRS);

  /** Creates the claim. */
  public StandardNoise() {}

  private static MeanCheck equal(
      String name, String statistic, double value, double effect, double spread, int family) {
    return new MeanCheck(
        new Declaration(name, statistic, Requirement.equal(value), effect), spread, family);
  }

  @Override
  public String name() {
    return "standard-noise";
  }

  @Override
  public String place() {
    return "section 2, assumptions on xi";
  }

  @Override
  public String statement() {
    return "xi has mean 0 and covariance I: Gaussian noise with the normal law's moments and tail,"
        + " Rademacher noise of +1 and -1, both uncorrelated between the places of a tile, the steps"
        + " and the seeds.";
  }

  @Override
  public List<Check> checks() {
    return List.of(
        mean, variance, fourth, tail, lanes, steps, seeds, signs, balance, rademacherLanes);
  }

  @Override
  public void test(Trial trial) {
    marginal(trial);
    trial.report(lanes.judge(products(trial, Law.GAUSSIAN, trial.samples(lanes))));
    steps(trial);
    seeds(trial);
    rademacher(trial);
    trial.report(
        rademacherLanes.judge(products(trial, Law.RADEMACHER, trial.samples(rademacherLanes))));
  }

  private static float[] fill(Trial trial, NoiseStream noise, long step, int length) {
    float[] xi = new float[length];
    trial.kernel().fill(xi, 0, length, noise, step, 0);
    return xi;
  }

  private void marginal(Trial trial) {
    int n = trial.largestSample(List.of(mean, variance, fourth, tail));
    Moments first = new Moments();
    Moments second = new Moments();
    Moments power = new Moments();
    int beyond = 0;
    for (double xi : fill(trial, trial.noise("marginal", Law.GAUSSIAN), 0, n)) {
      first.add(xi);
      second.add(xi * xi);
      power.add(xi * xi * xi * xi);
      beyond += Math.abs(xi) > TAIL ? 1 : 0;
    }
    trial.report(mean.judge(first));
    trial.report(variance.judge(second));
    trial.report(fourth.judge(power));
    trial.report(tail.judge(beyond, n));
  }

  private static Moments[] products(Trial trial, Law law, int tiles) {
    float[] xi = fill(trial, trial.noise("places", law), 0, tiles * TILE);
    float[][] places = new float[TILE][tiles];
    for (int e = 0; e < xi.length; e++) {
      places[e % TILE][e / TILE] = xi[e];
    }
    Moments[] products = new Moments[PAIRS];
    int pair = 0;
    for (int i = 0; i < TILE; i++) {
      for (int j = i + 1; j < TILE; j++) {
        products[pair++] = product(places[i], places[j]);
      }
    }
    return products;
  }

  private void steps(Trial trial) {
    int n = trial.samples(steps);
    NoiseStream noise = trial.noise("steps", Law.GAUSSIAN);
    Moments[] products = new Moments[STEPS - 1];
    float[] last = fill(trial, noise, 0, n);
    for (int step = 1; step < STEPS; step++) {
      float[] next = fill(trial, noise, step, n);
      products[step - 1] = product(last, next);
      last = next;
    }
    trial.report(steps.judge(products));
  }

  private void seeds(Trial trial) {
    int n = trial.samples(seeds);
    NoiseStream one = trial.noise("seeds", Law.GAUSSIAN);
    NoiseStream other = new NoiseStream(one.seed() ^ 1, one.tensor(), one.law(), one.rounds());
    trial.report(seeds.judge(product(fill(trial, one, 0, n), fill(trial, other, 0, n))));
  }

  private static Moments product(float[] a, float[] b) {
    Moments product = new Moments();
    for (int i = 0; i < a.length; i++) {
      product.add((double) a[i] * b[i]);
    }
    return product;
  }

  private void rademacher(Trial trial) {
    int n = trial.samples(balance);
    double largest = 0;
    Moments sum = new Moments();
    for (double xi : fill(trial, trial.noise("signs", Law.RADEMACHER), 0, n)) {
      largest = Math.max(largest, Math.abs(Math.abs(xi) - 1));
      sum.add(xi);
    }
    trial.report(signs.judge(largest, n));
    trial.report(balance.judge(sum));
  }
}
