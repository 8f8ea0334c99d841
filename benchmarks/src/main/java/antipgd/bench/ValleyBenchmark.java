// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.descent.Exits;
import antipgd.verification.landscape.WideningValley;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Theorem 3.1's experiment: chains on the widening valley with {@code d = 32}, from {@code |u|^2 =
 * D}, with noise, gradient, step and the two records of who left {@code D_alpha}, at w and at z.
 *
 * <p>An operation is one step of all chains. An invocation is a whole experiment of {@value #STEPS}
 * steps from the start, so nothing is left from one to the next. The noise is so small that no
 * chain leaves meanwhile, since chains that have left are no longer looked at.
 */
@State(Scope.Thread)
@Baseline("scalarJdk")
public class ValleyBenchmark extends Settings {

  static final int STEPS = 256;
  static final int D = 32;
  static final double NORM2 = 1024;
  static final double ALPHA = 0.25;
  static final float ETA = (float) (ALPHA / (2 * NORM2));

  /** Weights of all chains together, 33 a chain; what is left over makes one chain more. */
  @Param("33792")
  public int n;

  @Param public Law law;

  @Param({"PGD", "ANTI_PGD"})
  public Rule rule;

  int chains;
  float sigma;

  private final WideningValley valley = new WideningValley(D);
  private final float[] start = valley.minimum(NORM2);
  private final float[] w = new float[D + 1];
  private final float[] g = new float[D + 1];
  private final float[] xi = new float[D + 1];
  private RandomGenerator jdk;

  /**
   * What an experiment finds.
   *
   * @param norm2 mean of {@code |u|^2} at w after the last step
   * @param leftW chains that left {@code D_alpha}, read at w
   * @param leftZ the same, read at z
   */
  public record Outcome(double norm2, int leftW, int leftZ) {}

  @Setup
  public void setUp() {
    chains = (n - 1) / (D + 1) + 1;
    sigma = 0.25f;
    jdk = Data.jdkGenerator();
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Outcome oneThread() {
    return ensemble(new Workers(Runnable::run, 1));
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Outcome allProcessors() {
    return ensemble(Workers.common());
  }

  private Outcome ensemble(Workers workers) {
    Recipe recipe = Recipe.constant(rule, ETA, sigma, new NoiseStream(Data.SEED, 0, law));
    Ensemble ensemble = new Ensemble(StepKernels.simd(), workers, valley, recipe, start, chains);
    Exits exitsW = exits(Exits.Iterate.WEIGHTS);
    Exits exitsZ = exits(Exits.Iterate.CLEAN);
    ensemble.run(
        STEPS,
        (block, descent) -> {
          exitsW.stepped(block, descent);
          exitsZ.stepped(block, descent);
        });
    double[] point = new double[D + 1];
    double norms2 = 0;
    int leftW = 0;
    int leftZ = 0;
    for (int c = 0; c < chains; c++) {
      ensemble.weights(c, point);
      for (int j = 0; j < D; j++) {
        norms2 += point[j] * point[j];
      }
      leftW += exitsW.step(c) < 0 ? 0 : 1;
      leftZ += exitsZ.step(c) < 0 ? 0 : 1;
    }
    return new Outcome(norms2 / chains, leftW, leftZ);
  }

  private Exits exits(Exits.Iterate iterate) {
    return new Exits(valley, chains, ALPHA * NORM2, NORM2 / ALPHA, iterate);
  }

  /** One chain after the other, as one would write it down. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Outcome scalarJdk() {
    double norms2 = 0;
    int leftW = 0;
    int leftZ = 0;
    for (int c = 0; c < chains; c++) {
      System.arraycopy(start, 0, w, 0, D + 1);
      Arrays.fill(xi, 0);
      boolean insideW = true;
      boolean insideZ = true;
      for (int step = 0; step < STEPS; step++) {
        valley.gradient(w, g);
        move();
        insideW = insideW && inside(norm2(0));
        insideZ = insideZ && inside(norm2(sigma));
      }
      norms2 += norm2(0);
      leftW += insideW ? 0 : 1;
      leftZ += insideZ ? 0 : 1;
    }
    return new Outcome(norms2 / chains, leftW, leftZ);
  }

  private void move() {
    float back = rule == Rule.ANTI_PGD ? sigma : 0;
    long bits = law == Law.RADEMACHER ? jdk.nextLong() : 0;
    for (int j = 0; j <= D; j++) {
      float next = law == Law.RADEMACHER ? Data.sign(bits >>> j) : (float) jdk.nextGaussian();
      w[j] = w[j] - ETA * g[j] + sigma * next - back * xi[j];
      xi[j] = next;
    }
  }

  private float norm2(float minus) {
    float r = 0;
    for (int j = 0; j < D; j++) {
      float u = w[j] - minus * xi[j];
      r += u * u;
    }
    return r;
  }

  private static boolean inside(float norm2) {
    return norm2 > ALPHA * NORM2 && norm2 < NORM2 / ALPHA;
  }
}
