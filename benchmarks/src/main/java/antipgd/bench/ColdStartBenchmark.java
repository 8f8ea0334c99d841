// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench;

import static antipgd.bench.Data.SIGMA;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first seconds of a program that steps: the whole Anti-PGD step with stored Gaussian noise,
 * again and again from the first call on, in a VM that has never seen the kernel.
 *
 * <p>A fork is one shot of {@link #seconds}. Its clock starts before the kernel is asked for,
 * because a user waits for its classes, too; what it does not hold is the start of the VM. The shot
 * notes when each step ended, and {@link Shot} tells JMH what that amounts to. JMH's own score is
 * the length of the shot and says nothing.
 *
 * <p>Nothing before the shot may load a kernel. So no field here has a type of the library's, and
 * the arrays are not {@link Data#exact}'s, whose generator is that of {@link #nextGaussian}. The
 * sign of {@code eta} changes from step to step, so that weights stay where they are but for
 * rounding.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ColdStartBenchmark {

  @Param({"65536", "1048576"})
  public int n;

  /** How long a shot steps. */
  @Param("6")
  public double seconds;

  float[] w;
  float[] g;
  float[] xi;
  float eta;

  /** Times the steps of a run, and holds what becomes of them in JMH's results. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Shot {

    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_S = 1e9;

    /** 32 MB: of arrays in cache no machine does as many steps in some seconds. */
    private static final int MOST_STEPS = 1 << 22;

    private final long[] ends = new long[MOST_STEPS];
    private int n;
    private long length;
    private int steps;
    private long start;

    @Setup
    public void setUp(ColdStartBenchmark of) {
      n = of.n;
      length = (long) (NS_PER_S * of.seconds);
    }

    /** Starts the clock, once in the life of a VM. */
    void start() {
      if (steps > 0) {
        throw new IllegalStateException(
            "A second shot in one VM would not be cold: run it in mode ss with -wi 0 -i 1");
      }
      start = System.nanoTime();
    }

    /** Notes that a step has ended, and tells whether there is time for another. */
    boolean goesOn() {
      if (steps == MOST_STEPS) {
        throw new IllegalStateException(
            "n = " + n + ": more than " + MOST_STEPS + " steps; take a larger n or less seconds");
      }
      long end = System.nanoTime() - start;
      ends[steps++] = end;
      return end < length;
    }

    int steps() {
      return steps;
    }

    private StepTimes times() {
      return new StepTimes(ends, steps);
    }

    /** Time of the first step, with all that comes before it, in ms. */
    public double firstStepMs() {
      return times().first() / NS_PER_MS;
    }

    /** When the run was warm, in ms. */
    public double warmAfterMs() {
      return times().warm() / NS_PER_MS;
    }

    /** The steady time of a step, in ns an element. */
    public double steadyNsPerElement() {
      return times().steady() / n;
    }

    private double elementsBy(int ms) {
      return n * times().endedBy((long) (NS_PER_MS * ms));
    }

    public double elementsBy10ms() {
      return elementsBy(10);
    }

    public double elementsBy20ms() {
      return elementsBy(20);
    }

    public double elementsBy30ms() {
      return elementsBy(30);
    }

    public double elementsBy50ms() {
      return elementsBy(50);
    }

    public double elementsBy70ms() {
      return elementsBy(70);
    }

    public double elementsBy100ms() {
      return elementsBy(100);
    }

    public double elementsBy200ms() {
      return elementsBy(200);
    }

    public double elementsBy300ms() {
      return elementsBy(300);
    }

    public double elementsBy500ms() {
      return elementsBy(500);
    }

    public double elementsBy700ms() {
      return elementsBy(700);
    }

    public double elementsBy1000ms() {
      return elementsBy(1000);
    }

    public double elementsBy2000ms() {
      return elementsBy(2000);
    }

    public double elementsBy3000ms() {
      return elementsBy(3000);
    }

    public double elementsBy5000ms() {
      return elementsBy(5000);
    }
  }

  @Setup
  public void setUp() {
    w = pattern(7);
    g = pattern(11);
    xi = new float[n];
    eta = -Data.ETA;
  }

  /** Multiples of 1/256 in [-2, 2]. */
  private float[] pattern(int stride) {
    float[] array = new float[n];
    for (int i = 0; i < n; i++) {
      array[i] = (stride * (i % 1025L) % 1025 - 512) / 256f;
    }
    return array;
  }

  @Benchmark
  public void simd(Shot shot) {
    shot.start();
    run(StepKernels.simd(), shot);
  }

  @Benchmark
  public void blocked(Shot shot) {
    shot.start();
    run(StepKernels.blocked(), shot);
  }

  @Benchmark
  public void scalar(Shot shot) {
    shot.start();
    run(StepKernels.scalar(), shot);
  }

  private void run(StepKernel kernel, Shot shot) {
    Slice at = Slice.of(w, g);
    Noise noise = Noise.stored(new NoiseStream(Data.SEED, 0, Law.GAUSSIAN), xi);
    long step = 0;
    do {
      eta = -eta;
      kernel.antiPgd(at, noise, step++, eta, SIGMA);
    } while (shot.goesOn());
  }

  /** What one writes without a library. */
  @Benchmark
  public void nextGaussian(Shot shot) {
    shot.start();
    SplittableRandom random = new SplittableRandom(Data.SEED);
    do {
      eta = -eta;
      step(random);
    } while (shot.goesOn());
  }

  private void step(SplittableRandom random) {
    for (int i = 0; i < n; i++) {
      float next = (float) random.nextGaussian();
      w[i] = w[i] - eta * g[i] + SIGMA * (next - xi[i]);
      xi[i] = next;
    }
  }
}
