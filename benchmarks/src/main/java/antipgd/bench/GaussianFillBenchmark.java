// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static antipgd.bench.KernelOperations.GAUSSIAN_20;
import static antipgd.bench.KernelOperations.GAUSSIAN_SHORT;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_FDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Gaussian noise alone, {@code xi <- noise}: ours of both generators, and what else Java has.
 *
 * <p>Every invocation overwrites {@code xi} with the next step's noise.
 */
@State(Scope.Thread)
@Baseline("jdk")
public class GaussianFillBenchmark extends Settings {

  @Param({"4096", "65536", "1048576", "16777216"})
  public int n;

  protected float[] xi;
  long step;

  final NoiseStream threefry = new NoiseStream(Data.SEED, 0, Law.GAUSSIAN);
  final NoiseStream shortStreams =
      new NoiseStream(Data.SEED, 0, Law.GAUSSIAN, Generator.SHORT_STREAMS);

  private StepKernel simd;
  private StepKernel blocked;
  private StepKernel scalar;
  private RandomGenerator jdk;
  private Well19937c commonsMath;
  private Random ejml;
  private FMatrixRMaj xiMatrix;

  @Setup
  public void setUp() {
    xi = new float[n];
    step = 0;
    simd = StepKernels.simd();
    blocked = StepKernels.blocked();
    scalar = StepKernels.scalar();
    jdk = Data.jdkGenerator();
    commonsMath = new Well19937c(Data.SEED);
    ejml = new Random(Data.SEED);
    xiMatrix = FMatrixRMaj.wrap(n, 1, xi);
  }

  @Benchmark
  @Work(bytes = 4, operations = @Operations(GAUSSIAN_20))
  public void simd20() {
    simd.fill(xi, threefry, step++);
  }

  @Benchmark
  @Work(bytes = 4, operations = @Operations(GAUSSIAN_SHORT))
  public void simdShortStreams() {
    simd.fill(xi, shortStreams, step++);
  }

  /** The bits of {@link #simd20} by plain loops that the JIT makes vectors of. */
  @Benchmark
  @Work(bytes = 4)
  public void blocked() {
    blocked.fill(xi, threefry, step++);
  }

  /** The bits of {@link #simd20}, element by element. */
  @Benchmark
  @Work(bytes = 4)
  public void scalar() {
    scalar.fill(xi, threefry, step++);
  }

  /** The ziggurat of {@link RandomGenerator} on a fast generator. */
  @Benchmark
  @Work(bytes = 4)
  public void jdk() {
    for (int i = 0; i < n; i++) {
      xi[i] = (float) jdk.nextGaussian();
    }
  }

  /** The generator that the library's own distributions take by default. */
  @Benchmark
  @Work(bytes = 4)
  public void commonsMath() {
    for (int i = 0; i < n; i++) {
      xi[i] = (float) commonsMath.nextGaussian();
    }
  }

  @Benchmark
  @Work(bytes = 4)
  public void ejml() {
    RandomMatrices_FDRM.fillGaussian(xiMatrix, 0, 1, ejml);
  }
}
