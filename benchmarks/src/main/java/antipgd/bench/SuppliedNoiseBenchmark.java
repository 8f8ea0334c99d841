// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static antipgd.bench.Data.SIGMA;
import static antipgd.bench.KernelOperations.UPDATE;

import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The Anti-PGD step with noise drawn beforehand: {@code w <- w - eta g + sigma (xiNew - xiLast)},
 * then {@code xiLast <- xiNew}.
 *
 * <p>Invocations come in pairs: the second one goes backwards, with {@code -eta} and from the
 * second noise to the first, so that {@code xiNew - xiLast} is never all zeros and, with the
 * numbers of {@link Data#exact}, a pair leaves {@code w} and {@code xiLast} as they were.
 */
@State(Scope.Thread)
@Baseline("blocked")
public class SuppliedNoiseBenchmark extends Settings {

  @Param({"4096", "65536", "1048576", "16777216"})
  public int n;

  float[] w;
  float[] g;
  float[] xiLast;
  float[] xiNew;
  float eta;

  private float[] first;
  private float[] second;
  private Slice at;
  private Noise toFirst;
  private Noise toSecond;
  private FMatrixRMaj wMatrix;
  private FMatrixRMaj gMatrix;
  private FMatrixRMaj xiLastMatrix;
  private FMatrixRMaj firstMatrix;
  private FMatrixRMaj secondMatrix;
  private StepKernel scalar;
  private StepKernel blocked;
  private StepKernel simd;

  @Setup
  public void setUp() {
    w = Data.exact(n, 1);
    g = Data.exact(n, 2);
    first = Data.exact(n, 3);
    second = Data.exact(n, 4);
    xiLast = first.clone();
    xiNew = first;
    at = Slice.of(w, g);
    toFirst = Noise.supplied(xiLast, first);
    toSecond = Noise.supplied(xiLast, second);
    eta = -Data.ETA;
    wMatrix = FMatrixRMaj.wrap(n, 1, w);
    gMatrix = FMatrixRMaj.wrap(n, 1, g);
    xiLastMatrix = FMatrixRMaj.wrap(n, 1, xiLast);
    firstMatrix = FMatrixRMaj.wrap(n, 1, first);
    secondMatrix = FMatrixRMaj.wrap(n, 1, second);
    scalar = StepKernels.scalar();
    blocked = StepKernels.blocked();
    simd = StepKernels.simd();
  }

  /** Gradient, add, subtract: the formula as textbooks loop over it. */
  @Benchmark
  @Work(bytes = 12 + 12 + 20)
  public void scalarThreePass() {
    turn();
    for (int i = 0; i < n; i++) {
      w[i] -= eta * g[i];
    }
    for (int i = 0; i < n; i++) {
      w[i] += SIGMA * xiNew[i];
    }
    for (int i = 0; i < n; i++) {
      w[i] -= SIGMA * xiLast[i];
      xiLast[i] = xiNew[i];
    }
  }

  /** One loop with an index for each array, of which C2 makes no vectors. */
  @Benchmark
  @Work(bytes = 24)
  public void scalar() {
    turn();
    scalar.antiPgd(at, noise(), 0, eta, SIGMA);
  }

  /** One loop with one index, which the JIT vectorises by itself. */
  @Benchmark
  @Work(bytes = 24)
  public void blocked() {
    turn();
    blocked.antiPgd(at, noise(), 0, eta, SIGMA);
  }

  /** One library call a term. */
  @Benchmark
  @Work(bytes = 12 + 12 + 12 + 8)
  public void ejml() {
    turn();
    FMatrixRMaj next = xiNew == first ? firstMatrix : secondMatrix;
    CommonOps_FDRM.addEquals(wMatrix, -eta, gMatrix);
    CommonOps_FDRM.addEquals(wMatrix, SIGMA, next);
    CommonOps_FDRM.addEquals(wMatrix, -SIGMA, xiLastMatrix);
    xiLastMatrix.setTo(next);
  }

  /** One loop with the Vector API. */
  @Benchmark
  @Work(bytes = 24, operations = @Operations(UPDATE))
  public void simd() {
    turn();
    simd.antiPgd(at, noise(), 0, eta, SIGMA);
  }

  private Noise noise() {
    return xiNew == first ? toFirst : toSecond;
  }

  private void turn() {
    eta = -eta;
    xiNew = xiNew == first ? second : first;
  }
}
