// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.claims;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Every way to take a step gives the paper's formula, in double, to float32 rounding.
 *
 * <p>Bound: a step has at most four rounded operations, none with a result larger than {@code |w| +
 * |eta g| + (sigma + sigma') (|xi| + |xi'|)}; each errs by at most {@code 2^-24} of it. Stored
 * noise is taken as the kernel leaves it in its array, regenerated noise as {@link NoiseStream#at}
 * defines it; whether it is noise is for other claims.
 */
public final class UpdateRules implements Claim {

  private static final double ROUNDING = 4 * 0x1p-24;

  /** Odd and even, shorter and longer than a vector, a tile of noise and a scratch block. */
  private static final int[] LENGTHS = {1, 2, 7, 16, 17, 64, 65, 1000, 2500};

  private final ExactCheck gd = check("gd", "w' = w - eta g");
  private final ExactCheck pgd = check("pgd", "w' = w - eta g + sigma xi'");
  private final ExactCheck antiPgd = check("anti-pgd", "w' = w - eta g + sigma (xi' - xi)");
  private final ExactCheck schedule =
      check("anti-pgd-schedule", "w' = w - eta g + sigma' xi' - sigma xi");
  private final ExactCheck pgdStored = check("pgd-stored", "w' = w - eta g + sigma xi'");
  private final ExactCheck antiPgdStored =
      check("anti-pgd-stored", "w' = w - eta g + sigma' xi' - sigma xi");
  private final ExactCheck regenerated =
      check("regenerated", "the two generated rules with no noise kept");

  /** Creates the claim. */
  public UpdateRules() {}

  private static ExactCheck check(String name, String formula) {
    return new ExactCheck(name, "largest relative error of " + formula, ROUNDING, LENGTHS.length);
  }

  @Override
  public String name() {
    return "update-rules";
  }

  @Override
  public String place() {
    return "section 2, eqs. 1 and 2";
  }

  @Override
  public String statement() {
    return "GD, PGD and Anti-PGD do what the paper's equations say, with noise supplied, stored or"
        + " regenerated, constant or changing sigma, on ranges of any length, to float32 rounding.";
  }

  @Override
  public List<Check> checks() {
    return List.of(gd, pgd, antiPgd, schedule, pgdStored, antiPgdStored, regenerated);
  }

  @Override
  public void test(Trial trial) {
    double[] worst = new double[checks().size()];
    for (int length : LENGTHS) {
      Errors errors = new Errors(trial, length);
      List<Double> found =
          List.of(
              errors.gd(),
              errors.pgd(),
              errors.antiPgd(0.3f, 0.3f),
              errors.antiPgd(0.3f, 0.2f),
              errors.pgdStored(),
              errors.antiPgdStored(),
              errors.regenerated());
      for (int i = 0; i < worst.length; i++) {
        // Math.max keeps what is not a number.
        worst[i] = Math.max(worst[i], found.get(i));
      }
    }
    List<ExactCheck> checks = new ArrayList<>();
    checks().forEach(check -> checks.add((ExactCheck) check));
    for (int i = 0; i < worst.length; i++) {
      trial.report(checks.get(i).judge(worst[i], LENGTHS.length));
    }
  }

  /** One random vector, and the error of each way to take a step from it. */
  private static final class Errors {

    private static final float ETA = 0.4f;
    private static final float SIGMA = 0.3f;
    private static final float ADDED = 0.2f;
    private static final long STEP = 5;

    private final StepKernel kernel;
    private final NoiseStream noise;
    private final int length;
    private final float[] w;
    private final float[] g;
    private final float[] xi;
    private final float[] xiNew;

    Errors(Trial trial, int length) {
      this.kernel = trial.kernel();
      this.noise = trial.noise("noise", Law.GAUSSIAN);
      this.length = length;
      SplittableRandom random = new SplittableRandom(length);
      this.w = normal(random);
      this.g = normal(random);
      this.xi = normal(random);
      this.xiNew = normal(random);
    }

    private float[] normal(SplittableRandom random) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return values;
    }

    double gd() {
      float[] next = w.clone();
      kernel.gd(Slice.of(next, g), ETA);
      return error(next, 0, xi, 0, xiNew);
    }

    double pgd() {
      float[] next = w.clone();
      kernel.pgd(Slice.of(next, g), Noise.supplied(xiNew), STEP, ETA, SIGMA);
      return error(next, 0, xi, SIGMA, xiNew);
    }

    double antiPgd(float takenBack, float added) {
      float[] next = w.clone();
      float[] swapped = xi.clone();
      Noise supplied = Noise.supplied(swapped, xiNew);
      kernel.antiPgd(Slice.of(next, g), supplied, STEP, ETA, takenBack, added);
      return Math.max(error(next, takenBack, xi, added, xiNew), difference(swapped, xiNew));
    }

    double pgdStored() {
      float[] next = w.clone();
      float[] made = xi.clone();
      kernel.pgd(Slice.of(next, g), Noise.stored(noise, made), STEP, ETA, SIGMA);
      return error(next, 0, xi, SIGMA, made);
    }

    double antiPgdStored() {
      float[] next = w.clone();
      float[] made = xi.clone();
      Noise stored = Noise.stored(noise, made);
      kernel.antiPgd(Slice.of(next, g), stored, STEP, ETA, SIGMA, ADDED);
      return error(next, SIGMA, xi, ADDED, made);
    }

    double regenerated() {
      Noise regenerated = Noise.regenerated(noise);
      float[] before = defined(STEP - 1);
      float[] after = defined(STEP);
      float[] next = w.clone();
      kernel.pgd(Slice.of(next, g), regenerated, STEP, ETA, SIGMA);
      double pgd = error(next, 0, before, SIGMA, after);
      next = w.clone();
      kernel.antiPgd(Slice.of(next, g), regenerated, STEP, ETA, SIGMA, ADDED);
      return Math.max(pgd, error(next, SIGMA, before, ADDED, after));
    }

    /** The noise of a step as its definition gives it, value by value and without the kernel. */
    private float[] defined(long step) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = noise.at(step, i);
      }
      return values;
    }

    private double error(float[] next, float takenBack, float[] last, float added, float[] made) {
      double largest = 0;
      for (int i = 0; i < length; i++) {
        double expected =
            w[i] - (double) ETA * g[i] + (double) added * made[i] - (double) takenBack * last[i];
        double size =
            Math.abs(w[i])
                + Math.abs(ETA * g[i])
                + (takenBack + added) * (Math.abs(last[i]) + Math.abs(made[i]));
        largest = Math.max(largest, Math.abs(next[i] - expected) / size);
      }
      return largest;
    }

    private static double difference(float[] a, float[] b) {
      double largest = 0;
      for (int i = 0; i < a.length; i++) {
        largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
      }
      return largest;
    }
  }
}
