// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.experiment;

import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.verification.descent.Descent;
import antipgd.verification.descent.RegularizedDescent;
import antipgd.verification.landscape.RegularizedLoss;
import antipgd.verification.settings.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * GD, PGD and Anti-PGD on one problem, each with its clean iterate z beside the point q of {@link
 * RegularizedDescent} after as many steps.
 *
 * @param problem the problem
 * @param setting step size, noise and steps; the descent has the same, its noise in the mean
 */
public record Mechanism(RegularizedProblem problem, Setting setting) {

  /**
   * What was measured after some steps.
   *
   * @param step number of steps
   * @param metrics what was measured at z
   * @param distance {@code |z - q| / |q|}
   */
  public record Point(long step, PointMetrics metrics, double distance) {}

  /**
   * A way that was gone.
   *
   * @param name the rule as one types it, or {@code descent}
   * @param points what was measured at each of the setting's checkpoints
   */
  public record Path(String name, List<Point> points) {

    /**
     * Where it ended.
     *
     * @return the last point
     */
    public Point end() {
      return points.get(points.size() - 1);
    }
  }

  /**
   * Goes all ways.
   *
   * @param kernel does the steps of the rules
   * @param noise their noise
   * @return the ways of gd, pgd, anti-pgd and the descent
   */
  public List<Path> paths(StepKernel kernel, NoiseStream noise) {
    List<double[]> descent = descent(noise);
    List<Path> paths = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      paths.add(path(Names.typed(rule), chain(kernel, rule, noise), descent));
    }
    paths.add(path("descent", descent, descent));
    return paths;
  }

  private List<double[]> descent(NoiseStream noise) {
    RegularizedDescent descent =
        new RegularizedDescent(
            problem.landscape(), setting.recipe(Rule.ANTI_PGD, noise), problem.start());
    List<double[]> points = new ArrayList<>();
    for (long checkpoint : setting.checkpoints()) {
      while (descent.steps() < checkpoint) {
        descent.step();
      }
      points.add(descent.z().clone());
    }
    return points;
  }

  private List<double[]> chain(StepKernel kernel, Rule rule, NoiseStream noise) {
    Descent chain =
        Descent.of(kernel, problem.landscape(), setting.recipe(rule, noise), problem.start());
    float[] z = new float[problem.start().length];
    List<double[]> points = new ArrayList<>();
    for (long checkpoint : setting.checkpoints()) {
      while (chain.steps() < checkpoint) {
        chain.step();
      }
      chain.clean(z);
      points.add(RegularizedLoss.toDouble(z));
    }
    return points;
  }

  private Path path(String name, List<double[]> z, List<double[]> q) {
    List<Long> steps = setting.checkpoints();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      points.add(new Point(steps.get(i), read(z.get(i)), distance(z.get(i), q.get(i))));
    }
    return new Path(name, points);
  }

  private PointMetrics read(double[] z) {
    float[] rounded = new float[z.length];
    for (int j = 0; j < z.length; j++) {
      rounded[j] = (float) z[j];
    }
    return problem.read(rounded);
  }

  private static double distance(double[] z, double[] q) {
    double squares = 0;
    double norm2 = 0;
    for (int j = 0; j < q.length; j++) {
      squares += (z[j] - q[j]) * (z[j] - q[j]);
      norm2 += q[j] * q[j];
    }
    return Math.sqrt(squares / norm2);
  }
}
