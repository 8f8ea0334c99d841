// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static antipgd.bench.Data.SIGMA;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.ParallelStepKernel;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The step split over threads, beside triad and scal split the same way: what {@code threads} cores
 * can do and what memory gives them. The weights behave as in {@link GeneratedNoiseBenchmark}.
 */
@State(Scope.Thread)
@Baseline("triad")
public class ParallelStepBenchmark extends Settings {

  /** Elements of a part of the triad: some microseconds of work. */
  private static final int PART = 1 << 16;

  /** Steps that a thread does apart from others; even, so that the weights come back. */
  static final int STEPS = 32;

  @Param({"65536", "1048576", "16777216"})
  public int n;

  /** Threads at work, from 1 to the number of cores and beyond. */
  @Param({"1", "2"})
  public int threads;

  float[] w;
  float[] g;
  float[] xi;
  float[] a;
  float minus;
  float eta;
  long step;

  private final NoiseStream gaussian = new NoiseStream(Data.SEED, 0, Law.GAUSSIAN);
  private final Noise rademacher = Noise.regenerated(new NoiseStream(Data.SEED, 0, Law.RADEMACHER));
  private Noise stored;
  private Slice at;
  private Slice[] shares;
  private ForkJoinPool pool;
  private Workers workers;
  private StepKernel unsplit;
  private StepKernel kernel;

  @Setup
  public void setUp() {
    w = Data.exact(n, 1);
    g = Data.exact(n, 2);
    xi = new float[n];
    a = Data.exact(n, 3);
    minus = -1;
    stored = Noise.stored(gaussian, xi);
    at = Slice.of(w, g);
    shares = IntStream.range(0, threads).mapToObj(this::share).toArray(Slice[]::new);
    eta = -Data.ETA;
    step = 0;
    pool = new ForkJoinPool(threads);
    workers = Workers.of(pool);
    unsplit = StepKernels.simd();
    kernel = new ParallelStepKernel(unsplit, workers);
  }

  @TearDown
  public void tearDown() {
    pool.shutdown();
  }

  /** {@code a <- g + sigma w}. */
  @Benchmark
  @Work(bytes = 12, limit = true)
  public void triad() {
    workers.run((n - 1) / PART + 1, this::triadPart);
  }

  private void triadPart(int part) {
    triad(a, g, w, part * PART, Math.min(n, part * PART + PART));
  }

  private static void triad(float[] a, float[] b, float[] c, int from, int end) {
    for (int i = from; i < end; i++) {
      a[i] = b[i] + SIGMA * c[i];
    }
  }

  /** {@code a <- -a}, which moves nothing that is not counted, see {@link BandwidthBenchmark}. */
  @Benchmark
  @Work(bytes = 8, limit = true)
  public void scal() {
    workers.run((n - 1) / PART + 1, this::scalPart);
  }

  private void scalPart(int part) {
    scal(a, minus, part * PART, Math.min(n, part * PART + PART));
  }

  private static void scal(float[] a, float minus, int from, int end) {
    for (int i = from; i < end; i++) {
      a[i] = minus * a[i];
    }
  }

  /** The plain gradient step. */
  @Benchmark
  @Work(bytes = 12)
  public void gd() {
    eta = -eta;
    kernel.gd(at, eta);
  }

  @Benchmark
  @Work(bytes = 20)
  public void gaussianStored() {
    eta = -eta;
    kernel.antiPgd(at, stored, step++, eta, SIGMA);
  }

  /**
   * The same by threads that wait for each other only after {@value #STEPS} steps: no split of a
   * single step can be faster on these cores, so this is what it is held against.
   */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  @Work(bytes = 20)
  public void gaussianStoredApart() {
    workers.run(threads, this::stepApart);
    step += STEPS;
  }

  private void stepApart(int thread) {
    for (int s = 0; s < STEPS; s++) {
      float eta = s % 2 == 0 ? Data.ETA : -Data.ETA;
      unsplit.antiPgd(shares[thread], stored, step + s, eta, SIGMA);
    }
  }

  private Slice share(int thread) {
    int from = (int) ((long) n * thread / threads);
    int end = (int) (n * (thread + 1L) / threads);
    return Slice.of(w, g, from, end - from, from);
  }

  @Benchmark
  @Work(bytes = 12)
  public void rademacherRegenerated() {
    eta = -eta;
    kernel.antiPgd(at, rademacher, step++, eta, SIGMA);
  }

  @Benchmark
  @Work(bytes = 4)
  public void gaussianFill() {
    kernel.fill(xi, gaussian, step++);
  }
}
