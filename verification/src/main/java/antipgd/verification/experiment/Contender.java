// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.Descent;
import antipgd.verification.descent.StepGradient;
import java.io.Serializable;

/**
 * A method at one choice of its parameters, on a budget of gradients. What makes the method is on
 * for nine tenths of the budget; the last tenth is gradient descent with the same step size for
 * everybody, and its first step takes Anti-PGD's last noise back.
 *
 * @param method the method
 * @param eta step size
 * @param strength how strong it is, see {@link Method}
 */
public record Contender(Method method, double eta, double strength) implements Serializable {

  /** The share of the budget that is gradient descent, at the end. */
  public static final double QUIET = 0.1;

  /**
   * Where it ended.
   *
   * @param steps number of steps done
   * @param finite whether all weights are finite
   * @param end what is measured there
   */
  public record Outcome(long steps, boolean finite, PointMetrics end) {}

  /**
   * Trains.
   *
   * @param kernel does the steps and makes the noise
   * @param problem what is trained
   * @param noise the noise; words of the same stream decide on batches, labels and probes
   * @param budget number of gradients, each of all examples
   * @return where it ended
   */
  public Outcome run(StepKernel kernel, LearningProblem problem, NoiseStream noise, long budget) {
    long quiet = (long) (QUIET * budget);
    long active = method.steps(budget - quiet);
    long steps = active + quiet;
    StepGradient gradient =
        method
            .gradient(problem.landscape(), strength, noise)
            .until(active, StepGradient.of(problem.landscape()));
    Recipe recipe =
        new Recipe(
            method.rule(),
            Schedule.constant(eta),
            Schedule.constant(strength).until(active),
            noise);
    Descent descent = Descent.of(kernel, gradient, recipe, problem.start());
    while (descent.steps() < steps) {
      descent.step();
    }
    return new Outcome(steps, Training.isFinite(descent.w()), problem.read(descent.w()));
  }
}
