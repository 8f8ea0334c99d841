// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.verification.descent.Descent;
import java.util.ArrayList;
import java.util.List;

/**
 * One chain on a problem, read along the way at the clean iterate {@code z = w - sigma xi}, and at
 * its end at what it has reached.
 */
public final class Training {

  /**
   * What was measured on the way.
   *
   * @param step number of steps done
   * @param metrics what was measured there
   */
  public record CurvePoint(long step, PointMetrics metrics) {}

  private final long seed;
  private final Rule rule;
  private final Problem problem;
  private final Setting setting;
  private final Descent descent;
  private final List<CurvePoint> curve = new ArrayList<>();

  Training(
      StepKernel kernel,
      long seed,
      Rule rule,
      Problem problem,
      Setting setting,
      NoiseStream noise) {
    this.seed = seed;
    this.rule = rule;
    this.problem = problem;
    this.setting = setting;
    this.descent =
        Descent.of(
            kernel,
            setting.gradient(problem.landscape(), noise),
            setting.recipe(rule, noise),
            problem.start());
  }

  /**
   * Names the data, the start and the noise.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  /**
   * The update rule.
   *
   * @return the rule
   */
  public Rule rule() {
    return rule;
  }

  /**
   * What is trained.
   *
   * @return the problem
   */
  public Problem problem() {
    return problem;
  }

  /**
   * Number of steps done.
   *
   * @return the number
   */
  public long steps() {
    return descent.steps();
  }

  /**
   * What was measured on the way.
   *
   * @return the points in the order of steps
   */
  public List<CurvePoint> curve() {
    return List.copyOf(curve);
  }

  /** Does steps, at most until the setting's end. */
  void run(long more) {
    long end = Math.min(setting.steps(), steps() + more);
    while (descent.steps() < end) {
      descent.step();
    }
  }

  void addToCurve() {
    curve.add(new CurvePoint(steps(), read()));
  }

  /**
   * The clean iterate, which after a step without noise is the weights.
   *
   * @return a new array
   */
  public float[] clean() {
    float[] z = new float[descent.w().length];
    descent.clean(z);
    return z;
  }

  /**
   * Measures the clean iterate.
   *
   * @return what was measured
   */
  public PointMetrics read() {
    return problem.read(clean());
  }

  /**
   * Tells whether the chain has not blown up.
   *
   * @return true if all weights are finite
   */
  public boolean isFinite() {
    return isFinite(descent.w());
  }

  static boolean isFinite(float[] w) {
    for (float x : w) {
      if (!Float.isFinite(x)) {
        return false;
      }
    }
    return true;
  }
}
