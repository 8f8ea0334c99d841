// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.examples;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.training.Optimizer;
import antipgd.training.ParameterSet;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.training.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A linear network of two layers, {@code L = (<a, b> - 1)^2 / 2}, as a model of two tensors. Its
 * minima differ in the Hessian's trace {@code |a|^2 + |b|^2}, which is at least 2.
 */
public final class TrainAModel {

  private static final int WIDTH = 8;

  private TrainAModel() {}

  /** Runs the example. */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("antipgd", ".checkpoint");
    float[] a = ones(2f);
    float[] b = ones(0.1f);
    float[] ga = new float[WIDTH];
    float[] gb = new float[WIDTH];
    System.out.printf(Locale.ROOT, "trace: %.3f at the start%n", trace(a, b));

    // snippet
    ParameterSet model = new ParameterSet(Tensor.of("a", a), Tensor.of("b", b)); // not copied
    Schedule sigma = Schedule.constant(0.1).until(9000); // from step 9000 on no noise
    NoiseStream noise = new NoiseStream(42, 0, Law.GAUSSIAN); // a tensor's name gives its id
    Recipe recipe = new Recipe(Rule.ANTI_PGD, Schedule.constant(0.05), sigma, noise);
    Optimizer optimizer = new Optimizer(model, recipe);

    while (optimizer.steps() < 5000) {
      gradients(a, b, ga, gb);
      optimizer.step(ga, gb);
    }
    float[][] z = optimizer.cleanWeights(); // without the noise that is in the weights
    optimizer.save(file);
    // end

    train(optimizer, a, b);
    System.out.printf(
        Locale.ROOT,
        "trace: %.3f at z of step 5000, %.3f in the end%n",
        trace(z[0], z[1]),
        trace(a, b));

    float[] c = new float[WIDTH];
    float[] d = new float[WIDTH];
    // snippet
    ParameterSet again = new ParameterSet(Tensor.of("a", c), Tensor.of("b", d));
    Optimizer resumed = new Optimizer(again, recipe);
    resumed.restore(file); // goes on at step 5000
    // end
    train(resumed, c, d);
    System.out.println("restored: same bits = " + (Arrays.equals(a, c) && Arrays.equals(b, d)));
    Files.delete(file);
  }

  private static void train(Optimizer optimizer, float[] a, float[] b) {
    float[] ga = new float[WIDTH];
    float[] gb = new float[WIDTH];
    while (optimizer.steps() < 10000) {
      gradients(a, b, ga, gb);
      optimizer.step(ga, gb);
    }
  }

  private static float[] ones(float scale) {
    float[] w = new float[WIDTH];
    Arrays.fill(w, scale);
    return w;
  }

  private static void gradients(float[] a, float[] b, float[] ga, float[] gb) {
    float residual = dot(a, b) - 1;
    for (int i = 0; i < WIDTH; i++) {
      ga[i] = residual * b[i];
      gb[i] = residual * a[i];
    }
  }

  private static float trace(float[] a, float[] b) {
    return dot(a, a) + dot(b, b);
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
