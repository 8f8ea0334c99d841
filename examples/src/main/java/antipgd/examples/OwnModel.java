// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernels;
import antipgd.training.Optimizer;
import antipgd.training.ParameterSet;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.training.Tensor;
import java.util.Arrays;
import java.util.Locale;

/**
 * A model of one's own, whole: {@code b = u^2 - v^2}, 30 numbers, is to be found from 20
 * measurements {@code <x, b>}. So many b fit them; in the true one all but three numbers are 0. A
 * minimum is flat where {@code |u|^2 + |v|^2} is small, which is where few numbers of b are not 0.
 * The argument is sigma, the scale of the noise, and 0 is gradient descent.
 */
public final class OwnModel {

  private static final int M = 20;
  private static final int D = 30;

  private OwnModel() {}

  /** Runs the example. */
  public static void main(String[] args) {
    double sigma = args.length == 0 ? 0.15 : Double.parseDouble(args[0]);
    // snippet
    float[] x = new float[M * D]; // measurements: rows of signs
    StepKernels.chosen().fill(x, new NoiseStream(1, 0, Law.RADEMACHER), 0);
    float[] u = new float[D];
    float[] v = new float[D];
    Arrays.fill(u, 1);
    Arrays.fill(v, 1);
    ParameterSet model = new ParameterSet(Tensor.of("u", u), Tensor.of("v", v));
    Schedule scale = Schedule.constant(sigma).until(8000);
    NoiseStream noise = new NoiseStream(42, 0, Law.GAUSSIAN);
    Recipe recipe = new Recipe(Rule.ANTI_PGD, Schedule.constant(0.01), scale, noise);
    Optimizer optimizer = new Optimizer(model, recipe);
    while (optimizer.steps() < 10000) {
      float[] gu = new float[D];
      float[] gv = new float[D];
      for (int row = 0; row < x.length; row += D) {
        float residual = 0;
        for (int i = 0; i < D; i++) {
          residual += x[row + i] * (u[i] * u[i] - v[i] * v[i] - truth(i));
        }
        for (int i = 0; i < D; i++) {
          gu[i] += 2 * residual * x[row + i] * u[i] / M;
          gv[i] -= 2 * residual * x[row + i] * v[i] / M;
        }
      }
      optimizer.step(gu, gv);
    }
    // end
    double error = 0;
    for (int i = 0; i < D; i++) {
      error += Math.pow(u[i] * u[i] - v[i] * v[i] - truth(i), 2);
    }
    System.out.printf(Locale.ROOT, "sigma = %.2f: |b - truth|^2 = %.4f%n", sigma, error);
  }

  private static float truth(int i) {
    return i < 3 ? 1 : 0;
  }
}
