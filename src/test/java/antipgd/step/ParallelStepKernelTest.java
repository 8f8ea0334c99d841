// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import static antipgd.step.Samples.SCALES;
import static antipgd.step.Samples.USUAL;
import static antipgd.step.Samples.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.GeneratedStep.Address;
import antipgd.step.KernelMethod.Scalars;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A split call gives the bits of one that is not. What is refused, and how, is final in {@link
 * StepKernel}; one case stands for all.
 */
class ParallelStepKernelTest {

  /** Elements of a part: ranges of a few thousand have several. */
  private static final int PART = 256;

  private static final NoiseStream NOISE = new NoiseStream(7, 2, Law.RADEMACHER);
  private static final StepKernel SCALAR = StepKernels.scalar();

  private final ForkJoinPool pool = new ForkJoinPool(3);
  private final Samples samples = new Samples();

  @AfterEach
  void shutDown() {
    pool.shutdown();
  }

  private static Stream<KernelMethod> methods() {
    return Stream.concat(Stream.of(SuppliedStep.values()), Stream.of(GeneratedStep.values()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void givesTheBitsOfTheWhole(KernelMethod method) {
    StepKernel parallel = new ParallelStepKernel(SCALAR, Workers.of(pool), PART, PART);
    for (int from : new int[] {0, 2047}) {
      for (int length : new int[] {0, 1, 2048, 2049, 4096, 6143, 20_000}) {
        for (Scalars scalars : SCALES) {
          float[][] split = samples.arrays(method, from + length);
          float[][] whole = KernelMethod.copy(split);
          method.call(SCALAR, whole, from, length, scalars).run();
          method.call(parallel, split, from, length, scalars).run();
          assertSameBits(
              split,
              whole,
              method.arrays(),
              () -> method + ", from " + from + ", length " + length + ", " + scalars);
        }
      }
    }
  }

  @Test
  void givesTheBitsOfTheWholeWhereverTheRangeLiesInItsTensor() {
    StepKernel parallel = new ParallelStepKernel(SCALAR, Workers.of(pool), PART, PART);
    int length = 9000;
    for (Law law : Law.values()) {
      for (long element : new long[] {0, 1, 2047, (1L << 39) - 4000, Long.MAX_VALUE - 8999}) {
        for (GeneratedStep rule : GeneratedStep.values()) {
          Address at = new Address(new NoiseStream(7, 2, law), 3, element);
          float[][] split = samples.arrays(rule, length);
          float[][] whole = KernelMethod.copy(split);
          rule.call(SCALAR, whole, 0, length, USUAL, at).run();
          rule.call(parallel, split, 0, length, USUAL, at).run();
          assertSameBits(split, whole, rule.arrays(), () -> rule + " " + at);
        }
      }
    }
  }

  /** With the parts that users get. */
  @Test
  void givesTheBitsOfTheWholeAtItsOwnSize() {
    StepKernel parallel = new ParallelStepKernel(SCALAR);
    methods()
        .forEach(
            method -> {
              int length = method instanceof SuppliedStep ? 200_003 : 40_003;
              float[][] split = samples.arrays(method, length);
              float[][] whole = KernelMethod.copy(split);
              method.call(SCALAR, whole, 0, length, USUAL).run();
              method.call(parallel, split, 0, length, USUAL).run();
              assertSameBits(split, whole, method.arrays(), method::toString);
            });
  }

  /** Keeps the lengths of what it steps, and makes no noise. */
  private static final class Lengths implements Loops {

    final Queue<Integer> steps = new ConcurrentLinkedQueue<>();
    final Queue<Integer> fills = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
      return "lengths";
    }

    @Override
    public void gd(Slice at, float eta) {
      steps.add(at.length());
    }

    @Override
    public void pgd(Slice at, Span span, float[] xiNew, float eta, float sigma) {
      steps.add(span.length());
    }

    @Override
    public void antiPgd(
        Slice at, Span span, float[] last, float[] next, float eta, float back, float added) {
      steps.add(span.length());
    }

    @Override
    public void tiles(NoiseStream stream, long n, long tile, int count, float[] out, int from) {
      fills.add(count * stream.law().tile());
    }
  }

  /** Lengths of the parts of a GD step with two threads. */
  private int[] parts(long element, int length) {
    Lengths lengths = new Lengths();
    StepKernel parallel =
        new ParallelStepKernel(StepKernel.of(lengths), new Workers(pool, 2), PART, PART);
    parallel.gd(Slice.of(new float[length], new float[length], 0, length, element), 1);
    return lengths.steps.stream().mapToInt(n -> n).sorted().toArray();
  }

  /** What is worth a second thread has eight parts of the least size. */
  @Test
  void partsAreHalvesDownToTheLeastSize() {
    assertThat(parts(0, 8 * PART - 1)).containsExactly(8 * PART - 1);
    assertThat(parts(0, 8 * PART)).containsExactly(sizes(1, 1, 1, 1, 2, 2));
    assertThat(parts(1L << 40, 64 * PART))
        .containsExactly(sizes(1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 16, 16));
    assertThat(parts(PART - 1, 64 * PART)).hasSize(12).contains(PART - 1, 15 * PART + 1, 17 * PART);
  }

  private static int[] sizes(int... parts) {
    return Arrays.stream(parts).map(part -> part * PART).toArray();
  }

  /** Gaussian noise takes longer than memory, so its parts may be smaller. */
  @Test
  void partsOfGaussianNoiseHaveASizeOfTheirOwn() {
    for (Law law : Law.values()) {
      NoiseStream stream = new NoiseStream(7, 2, law);
      Lengths lengths = new Lengths();
      StepKernel parallel =
          new ParallelStepKernel(StepKernel.of(lengths), new Workers(pool, 2), 256, 4096);
      int length = 8 * 4096;
      float[] xi = new float[length];
      Slice at = Slice.of(new float[length], new float[length]);
      int least = law == Law.GAUSSIAN ? 256 : 4096;
      parallel.fill(xi, stream, 3);
      assertThat(Collections.min(lengths.fills)).isEqualTo(least);
      for (Noise noise : List.of(Noise.stored(stream, xi), Noise.regenerated(stream))) {
        lengths.steps.clear();
        parallel.antiPgd(at, noise, 3, 1, 1);
        assertThat(Collections.min(lengths.steps)).isEqualTo(Math.min(least, 2048)); // A block.
      }
      lengths.steps.clear();
      parallel.antiPgd(at, Noise.supplied(xi, new float[length]), 3, 1, 1);
      assertThat(lengths.steps).hasSize(6).contains(4096, 8192);
    }
  }

  @Test
  void allocatesNoMoreForALongRange() throws Exception {
    ExecutorService helper = Executors.newSingleThreadExecutor();
    try {
      Future<Long> id = helper.submit(() -> Thread.currentThread().getId());
      long[] threads = {Thread.currentThread().getId(), id.get()};
      StepKernel parallel = new ParallelStepKernel(SCALAR, new Workers(helper, 2));
      Slice at = Slice.of(new float[1 << 19], new float[1 << 19]);
      Noise xi = Noise.regenerated(NOISE);
      float[] filled = new float[1 << 19];
      // The least of some calls: in one of them a thread gets its scratch, sooner or later.
      long leastOfSteps = Long.MAX_VALUE;
      long leastOfFills = Long.MAX_VALUE;
      for (int n = 0; n < 12; n++) {
        long before = allocated(threads);
        parallel.antiPgd(at, xi, n, 0.1f, 0.5f);
        helper.submit(() -> {}).get(); // The helper is back.
        long between = allocated(threads);
        parallel.fill(filled, NOISE, n);
        helper.submit(() -> {}).get();
        leastOfSteps = Math.min(leastOfSteps, between - before);
        leastOfFills = Math.min(leastOfFills, allocated(threads) - between);
      }
      assertThat(leastOfSteps).as("bytes for a step of 2^19 elements").isLessThan(2000);
      assertThat(leastOfFills).as("bytes for a fill of 2^19 elements").isLessThan(2000);
    } finally {
      helper.shutdown();
    }
  }

  private static long allocated(long[] threads) {
    ThreadMXBean all = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads).map(all::getThreadAllocatedBytes).sum();
  }

  @Test
  void refusesBeforeAnythingIsWritten() {
    StepKernel parallel = new ParallelStepKernel(SCALAR, Workers.of(pool), PART, PART);
    float[] w = new float[10_000];
    float[] g = new float[10_000];
    Arrays.fill(g, 1);
    Slice at = Slice.of(w, g);
    Noise xi = Noise.stored(NOISE, new float[9_999]);
    assertThatThrownBy(() -> parallel.antiPgd(at, xi, 0, 1, 1))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("length = 10000: must be in [0, 9999], what xi holds from index 0");
    assertThat(w).containsOnly(0f);
    assertThatThrownBy(() -> new ParallelStepKernel(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("kernel = null: a kernel is required");
    assertThatThrownBy(() -> new ParallelStepKernel(SCALAR, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("workers = null: workers are required");
    assertThatThrownBy(() -> new ParallelStepKernel(parallel))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "kernel = scalar x 3: must be a kernel that does not split its calls, because work is"
                + " split once");
  }

  @Test
  void saysWhatRuns() {
    assertThat(new ParallelStepKernel(SCALAR, Workers.of(pool)).name()).isEqualTo("scalar x 3");
  }
}
