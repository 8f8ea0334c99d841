// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static antipgd.bench.KernelOperations.RADEMACHER_20;
import static antipgd.bench.KernelOperations.RADEMACHER_SHORT;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Rademacher noise alone, {@code xi <- +1 or -1}, one random bit an element.
 *
 * <p>Every invocation overwrites {@code xi} with the next step's noise.
 */
@State(Scope.Thread)
@Baseline("jdk")
public class RademacherFillBenchmark extends Settings {

  @Param({"4096", "65536", "1048576", "16777216"})
  public int n;

  float[] xi;
  long step;

  final NoiseStream threefry = new NoiseStream(Data.SEED, 0, Law.RADEMACHER);
  final NoiseStream shortStreams =
      new NoiseStream(Data.SEED, 0, Law.RADEMACHER, Generator.SHORT_STREAMS);

  private StepKernel simd;
  private StepKernel blocked;
  private StepKernel scalar;
  private RandomGenerator jdk;

  @Setup
  public void setUp() {
    xi = new float[n];
    step = 0;
    simd = StepKernels.simd();
    blocked = StepKernels.blocked();
    scalar = StepKernels.scalar();
    jdk = Data.jdkGenerator();
  }

  @Benchmark
  @Work(bytes = 4, operations = @Operations(RADEMACHER_20))
  public void simd20() {
    simd.fill(xi, threefry, step++);
  }

  @Benchmark
  @Work(bytes = 4, operations = @Operations(RADEMACHER_SHORT))
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

  /** All 64 bits of every number of a fast generator. */
  @Benchmark
  @Work(bytes = 4)
  public void jdk() {
    long bits = 0;
    for (int i = 0; i < n; i++) {
      bits = (i & 63) == 0 ? jdk.nextLong() : bits >>> 1;
      xi[i] = Data.sign(bits);
    }
  }
}
