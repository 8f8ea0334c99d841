// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static antipgd.bench.Data.SIGMA;
import static antipgd.bench.KernelOperations.GAUSSIAN;
import static antipgd.bench.KernelOperations.GAUSSIAN_20;
import static antipgd.bench.KernelOperations.GAUSSIAN_SHORT;
import static antipgd.bench.KernelOperations.GRADIENT;
import static antipgd.bench.KernelOperations.OF_SHORT_STREAMS;
import static antipgd.bench.KernelOperations.OF_THREEFRY;
import static antipgd.bench.KernelOperations.RADEMACHER;
import static antipgd.bench.KernelOperations.RADEMACHER_20;
import static antipgd.bench.KernelOperations.RADEMACHER_SHORT;
import static antipgd.bench.KernelOperations.UPDATE;
import static antipgd.bench.KernelOperations.UPDATE_TWO_SCALES;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.RandomMatrices_FDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The whole Anti-PGD step with fresh noise, {@code w <- w - eta g + sigma (xiNew - xiLast)}, beside
 * the plain gradient step.
 *
 * <p>{@code w} is always its first value plus {@code sigma xi}, plus {@code -eta g} after every
 * other invocation, because {@code eta} changes its sign each time. What is left is rounding, which
 * grows with the root of the number of invocations: 0.003 after 10^10 of them. Where the scale
 * changes from step to step, it is {@code sigma} and half of it by turns. Where a part {@code
 * lambda} of the last noise is taken back, the rest adds up like {@code (1 - lambda) sigma} times
 * the root of the number: 200 after 10^9 invocations.
 */
@State(Scope.Thread)
@Baseline({"scalarJdk", "gd"})
public class GeneratedNoiseBenchmark extends Settings {

  /** The other scale, where it changes: exact, as {@link Data#SIGMA} is. */
  private static final float HALF_SIGMA = SIGMA / 2;

  @Param({"64", "1024", "4096", "65536", "1048576", "16777216"})
  public int n;

  protected float[] w;
  protected float[] g;
  protected float[] xi;
  protected float eta;
  long step;

  /** The scale of the noise that the weights hold, where it changes. */
  float held;

  private Slice at;
  private StepKernel simd;
  private StepKernel blocked;
  private StepKernel scalar;
  private RandomGenerator jdk;
  private Random ejml;
  private FMatrixRMaj wMatrix;
  private FMatrixRMaj gMatrix;
  FMatrixRMaj xiMatrix;
  private FMatrixRMaj xiNewMatrix;

  /** A state of its own, so that plain GD does not run once a law. */
  @State(Scope.Thread)
  public static class LawParameter {

    @Param public Law law;
  }

  /** Our noise, of the default generator. */
  @State(Scope.Thread)
  public static class StreamParameter {

    @Param public Law law;

    NoiseStream stream;
    Noise stored;
    Noise regenerated;

    Generator generator() {
      return Generator.THREEFRY_20;
    }

    @Setup
    public void setUp() {
      stream = new NoiseStream(Data.SEED, 0, law, generator());
      stored = null;
      regenerated = Noise.regenerated(stream);
    }

    /** Made by the first invocation, because a state cannot see the benchmark's arrays. */
    Noise storedIn(float[] xi) {
      if (stored == null) {
        stored = Noise.stored(stream, xi);
      }
      return stored;
    }
  }

  /** A state of its own, so that only the SIMD kernel runs once a generator. */
  @State(Scope.Thread)
  public static class StreamParameters extends StreamParameter {

    @Param public Generator generator;

    @Override
    Generator generator() {
      return generator;
    }
  }

  /** A state of its own, so that only what takes a part back runs once a part. */
  @State(Scope.Thread)
  public static class LambdaParameters extends StreamParameters {

    @Param({"1", "0.9"})
    public double lambda;

    float takenBack() {
      return (float) (lambda * SIGMA);
    }
  }

  @Setup
  public void setUp() {
    w = Data.exact(n, 1);
    g = Data.exact(n, 2);
    xi = new float[n];
    eta = -Data.ETA;
    step = 0;
    held = HALF_SIGMA;
    at = Slice.of(w, g);
    simd = StepKernels.simd();
    blocked = StepKernels.blocked();
    scalar = StepKernels.scalar();
    jdk = Data.jdkGenerator();
    ejml = new Random(Data.SEED);
    wMatrix = FMatrixRMaj.wrap(n, 1, w);
    gMatrix = FMatrixRMaj.wrap(n, 1, g);
    xiMatrix = FMatrixRMaj.wrap(n, 1, xi);
    xiNewMatrix = new FMatrixRMaj(n, 1);
  }

  /** The plain gradient step. */
  @Benchmark
  @Work(bytes = 12, operations = @Operations(GRADIENT))
  public void gd() {
    eta = -eta;
    simd.gd(at, eta);
  }

  @Benchmark
  @Work(
      bytes = 20,
      operations = {
        @Operations(
            value = GAUSSIAN_20 + UPDATE,
            where = {GAUSSIAN, OF_THREEFRY}),
        @Operations(
            value = GAUSSIAN_SHORT + UPDATE,
            where = {GAUSSIAN, OF_SHORT_STREAMS}),
        @Operations(
            value = RADEMACHER_20 + UPDATE,
            where = {RADEMACHER, OF_THREEFRY}),
        @Operations(
            value = RADEMACHER_SHORT + UPDATE,
            where = {RADEMACHER, OF_SHORT_STREAMS})
      })
  public void simdStored(StreamParameters of) {
    eta = -eta;
    simd.antiPgd(at, of.storedIn(xi), step++, eta, SIGMA);
  }

  @Benchmark
  @Work(
      bytes = 12,
      operations = {
        @Operations(
            value = 2 * GAUSSIAN_20 + UPDATE,
            where = {GAUSSIAN, OF_THREEFRY}),
        @Operations(
            value = 2 * GAUSSIAN_SHORT + UPDATE,
            where = {GAUSSIAN, OF_SHORT_STREAMS}),
        @Operations(
            value = 2 * RADEMACHER_20 + UPDATE,
            where = {RADEMACHER, OF_THREEFRY}),
        @Operations(
            value = 2 * RADEMACHER_SHORT + UPDATE,
            where = {RADEMACHER, OF_SHORT_STREAMS})
      })
  public void simdRegenerated(StreamParameters of) {
    eta = -eta;
    simd.antiPgd(at, of.regenerated, step++, eta, SIGMA);
  }

  /** The noise is taken back at another scale than the new noise is added, at every step. */
  @Benchmark
  @Work(
      bytes = 20,
      operations = {
        @Operations(
            value = GAUSSIAN_20 + UPDATE_TWO_SCALES,
            where = {GAUSSIAN, OF_THREEFRY}),
        @Operations(
            value = GAUSSIAN_SHORT + UPDATE_TWO_SCALES,
            where = {GAUSSIAN, OF_SHORT_STREAMS}),
        @Operations(
            value = RADEMACHER_20 + UPDATE_TWO_SCALES,
            where = {RADEMACHER, OF_THREEFRY}),
        @Operations(
            value = RADEMACHER_SHORT + UPDATE_TWO_SCALES,
            where = {RADEMACHER, OF_SHORT_STREAMS})
      })
  public void simdStoredTwoScales(StreamParameters of) {
    twoScales(of.storedIn(xi));
  }

  /** The same with no noise kept. */
  @Benchmark
  @Work(
      bytes = 12,
      operations = {
        @Operations(
            value = 2 * GAUSSIAN_20 + UPDATE_TWO_SCALES,
            where = {GAUSSIAN, OF_THREEFRY}),
        @Operations(
            value = 2 * GAUSSIAN_SHORT + UPDATE_TWO_SCALES,
            where = {GAUSSIAN, OF_SHORT_STREAMS}),
        @Operations(
            value = 2 * RADEMACHER_20 + UPDATE_TWO_SCALES,
            where = {RADEMACHER, OF_THREEFRY}),
        @Operations(
            value = 2 * RADEMACHER_SHORT + UPDATE_TWO_SCALES,
            where = {RADEMACHER, OF_SHORT_STREAMS})
      })
  public void simdRegeneratedTwoScales(StreamParameters of) {
    twoScales(of.regenerated);
  }

  private void twoScales(Noise noise) {
    eta = -eta;
    float takenBack = held;
    held = SIGMA + HALF_SIGMA - held;
    simd.antiPgd(at, noise, step++, eta, takenBack, held);
  }

  /** A part of the last noise is taken back: all of it, which is Anti-PGD, or less. */
  @Benchmark
  @Work(bytes = 20)
  public void simdStoredLambda(LambdaParameters of) {
    eta = -eta;
    simd.antiPgd(at, of.storedIn(xi), step++, eta, of.takenBack(), SIGMA);
  }

  /** The same with no noise kept. */
  @Benchmark
  @Work(bytes = 12)
  public void simdRegeneratedLambda(LambdaParameters of) {
    eta = -eta;
    simd.antiPgd(at, of.regenerated, step++, eta, of.takenBack(), SIGMA);
  }

  /** Plain loops that the JIT makes vectors of. */
  @Benchmark
  @Work(bytes = 20)
  public void blockedStored(StreamParameter of) {
    eta = -eta;
    blocked.antiPgd(at, of.storedIn(xi), step++, eta, SIGMA);
  }

  /** The same with no noise kept. */
  @Benchmark
  @Work(bytes = 12)
  public void blockedRegenerated(StreamParameter of) {
    eta = -eta;
    blocked.antiPgd(at, of.regenerated, step++, eta, SIGMA);
  }

  /** The reference, element by element. */
  @Benchmark
  @Work(bytes = 20)
  public void scalarStored(StreamParameter of) {
    eta = -eta;
    scalar.antiPgd(at, of.storedIn(xi), step++, eta, SIGMA);
  }

  /** One loop over the JDK's generator. */
  @Benchmark
  @Work(bytes = 20)
  public void scalarJdk(LawParameter of) {
    eta = -eta;
    if (of.law == Law.GAUSSIAN) {
      for (int i = 0; i < n; i++) {
        move(i, (float) jdk.nextGaussian());
      }
    } else {
      long bits = 0;
      for (int i = 0; i < n; i++) {
        bits = (i & 63) == 0 ? jdk.nextLong() : bits >>> 1;
        move(i, Data.sign(bits));
      }
    }
  }

  protected final void move(int i, float next) {
    w[i] = w[i] - eta * g[i] + SIGMA * (next - xi[i]);
    xi[i] = next;
  }

  /** A library call for each term, and for the noise where the library has its law. */
  @Benchmark
  @Work(bytes = 4 + 12 + 12 + 12)
  public void ejml(LawParameter of) {
    eta = -eta;
    if (of.law == Law.GAUSSIAN) {
      RandomMatrices_FDRM.fillGaussian(xiNewMatrix, 0, 1, ejml);
    } else {
      for (int i = 0; i < n; i++) {
        xiNewMatrix.set(i, ejml.nextBoolean() ? 1 : -1);
      }
    }
    CommonOps_FDRM.addEquals(wMatrix, -eta, gMatrix);
    CommonOps_FDRM.addEquals(wMatrix, SIGMA, xiNewMatrix);
    CommonOps_FDRM.addEquals(wMatrix, -SIGMA, xiMatrix);
    FMatrixRMaj last = xiMatrix;
    xiMatrix = xiNewMatrix;
    xiNewMatrix = last;
  }
}
