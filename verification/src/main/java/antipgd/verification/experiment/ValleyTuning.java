// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.settings.Names;
import java.io.Serializable;

/**
 * A rule on the widening valley at one choice of its parameters, from {@code (u_0, 0)} with {@code
 * |u_0|^2 = D}; then noise is switched off. Units as everywhere on the valley: {@code eta D} and
 * {@code sigma^2 / D} are all that matters.
 *
 * @param d dimension of u
 * @param rule update rule
 * @param decay how eta and sigma change
 * @param etaNorm2 {@code eta D}
 * @param sigma2 {@code sigma^2 / D}
 * @param steps number of steps in all
 * @param quiet number of steps without noise at the end
 */
public record ValleyTuning(
    int d, Rule rule, Decay decay, double etaNorm2, double sigma2, int steps, int quiet)
    implements Serializable {

  /** Squared norm of the start. */
  public static final double D = 1024;

  /** How eta and sigma change while the noise is on. */
  public enum Decay {
    /** Not at all. */
    CONSTANT {
      @Override
      double factor(double progress) {
        return 1;
      }
    },
    /** Both by {@code 1 / (1 + 9 n / N)}, to a tenth at the noise's end. */
    DECAYED {
      @Override
      double factor(double progress) {
        return 1 / (1 + 9 * progress);
      }
    };

    abstract double factor(double progress);
  }

  /**
   * Names these parameters: whoever runs them takes noise of a stream with this in its name.
   * Numbers that are not whole are hexadecimal, because how Java writes decimals differs between
   * releases.
   *
   * @return as in {@code rule=pgd schedule=decayed steps=4000 quiet=400 d=8 etaNorm2=0x1.0p-1
   *     sigma2=0x1.0p-8}
   */
  public String streamName() {
    return String.join(
        " ",
        "rule=" + Names.typed(rule),
        "schedule=" + Names.typed(decay),
        "steps=" + steps,
        "quiet=" + quiet,
        "d=" + d,
        "etaNorm2=" + Double.toHexString(etaNorm2),
        "sigma2=" + Double.toHexString(sigma2));
  }

  /**
   * The final Hessian traces over D.
   *
   * @param kernel does the steps
   * @param workers the threads that share the chains
   * @param noise the noise
   * @param chains number of chains
   * @return the trace of each chain at w; not finite where a chain is not
   */
  public double[] traces(StepKernel kernel, Workers workers, NoiseStream noise, int chains) {
    WideningValley valley = new WideningValley(d);
    Recipe recipe =
        new Recipe(
            rule,
            decayed(etaNorm2 / D),
            decayed(Math.sqrt(sigma2 * D)).until(steps - quiet),
            noise);
    Ensemble ensemble = new Ensemble(kernel, workers, valley, recipe, valley.minimum(D), chains);
    ensemble.run(steps);
    double[] w = new double[d + 1];
    double[] traces = new double[chains];
    for (int c = 0; c < chains; c++) {
      ensemble.weights(c, w);
      traces[c] = d * w[d] * w[d] / D;
      for (int j = 0; j < d; j++) {
        traces[c] += w[j] * w[j] / D;
      }
    }
    return traces;
  }

  private Schedule decayed(double value) {
    double noisy = Math.max(1, steps - quiet);
    return n -> (float) (value * decay.factor(Math.min(1, n / noisy)));
  }

  /** A trace that counts as the cap where it is above or no number. */
  public static double capped(double trace, double cap) {
    return trace < cap ? trace : cap;
  }
}
