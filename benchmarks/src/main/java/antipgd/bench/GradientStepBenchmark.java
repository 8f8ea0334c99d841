// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static antipgd.bench.KernelOperations.GRADIENT;

import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The plain gradient step {@code w <- w - eta g}: the floor that noise is paid on top of.
 *
 * <p>Every second invocation goes backwards, with {@code -eta}; with the numbers of {@link
 * Data#exact} that leaves {@code w} as it was.
 */
@State(Scope.Thread)
@Baseline("scalar")
public class GradientStepBenchmark extends Settings {

  @Param({"4096", "65536", "1048576", "16777216"})
  public int n;

  float[] w;
  float[] g;
  float eta;

  private Slice at;
  private StepKernel scalar;
  private StepKernel simd;

  @Setup
  public void setUp() {
    w = Data.exact(n, 1);
    g = Data.exact(n, 2);
    at = Slice.of(w, g);
    eta = -Data.ETA;
    scalar = StepKernels.scalar();
    simd = StepKernels.simd();
  }

  @Benchmark
  @Work(bytes = 12)
  public void scalar() {
    eta = -eta;
    scalar.gd(at, eta);
  }

  @Benchmark
  @Work(bytes = 12, operations = @Operations(GRADIENT))
  public void simd() {
    eta = -eta;
    simd.gd(at, eta);
  }
}
