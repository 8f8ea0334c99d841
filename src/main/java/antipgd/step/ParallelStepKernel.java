// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;

/**
 * A kernel whose every call is split over threads. Same contract, same bits: parts end where noise
 * tiles do, and no result depends on where a slice is split.
 *
 * <p>A slice of less than {@value #WORTHWHILE} parts, of {@value #PART_GAUSSIAN} elements each with
 * Gaussian noise and of {@value #PART} without, is not worth a second thread, and has none. Of a
 * longer one {@link Cut} makes long parts first and short ones last. A call allocates some small
 * objects, as many for a long range as for a short one; a slice keeps the parts that its first call
 * cut it into.
 *
 * <p><b>Failures.</b> Bad arguments are refused before anything is written, as by every kernel. An
 * interrupt does not end a call, and a pool that is full or shut down only costs speed: see {@link
 * Workers}. What is left are errors of the VM, such as {@link OutOfMemoryError}, and those of loops
 * of your own. Then some parts of the range are stepped, some are not and one may be half stepped;
 * the call throws what the first thread threw, after all threads have stopped. Go back to the last
 * checkpoint.
 */
public final class ParallelStepKernel extends StepKernel {

  /**
   * Least elements of a part with Gaussian noise: a microsecond of work, which is what one thread
   * waits for another in the end. Whole tiles, and whole chunks of SIMD, of any generator.
   */
  static final int PART_GAUSSIAN = 1 << 11;

  /** The same of all else, which is as quick as memory. */
  static final int PART = 1 << 14;

  /** Such parts in a slice that is worth waking a thread for. */
  static final int WORTHWHILE = 8;

  private final StepKernel kernel;
  private final Workers workers;
  private final int partGaussian;
  private final int part;

  /**
   * Splits the calls of a kernel over the common pool.
   *
   * @param kernel does the steps
   * @throws NullPointerException if {@code kernel} is null
   * @throws IllegalArgumentException if {@code kernel} splits its calls already
   */
  public ParallelStepKernel(StepKernel kernel) {
    this(kernel, Workers.common());
  }

  /**
   * Splits the calls of a kernel.
   *
   * @param kernel does the steps
   * @param workers the threads
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if {@code kernel} splits its calls already
   */
  public ParallelStepKernel(StepKernel kernel, Workers workers) {
    this(kernel, workers, PART_GAUSSIAN, PART);
  }

  /** With parts of at least so many elements. */
  ParallelStepKernel(StepKernel kernel, Workers workers, int partGaussian, int part) {
    super(requireUnsplit(kernel).loops());
    if (workers == null) {
      throw new NullPointerException("workers = null: workers are required");
    }
    this.kernel = kernel;
    this.workers = workers;
    this.partGaussian = partGaussian;
    this.part = part;
  }

  /**
   * Refuses a kernel that splits its calls: work is split once.
   *
   * @param kernel a kernel
   * @return the kernel
   * @throws NullPointerException if {@code kernel} is null
   * @throws IllegalArgumentException if it is a {@link ParallelStepKernel}
   */
  public static StepKernel requireUnsplit(StepKernel kernel) {
    if (kernel == null) {
      throw new NullPointerException("kernel = null: a kernel is required");
    }
    if (kernel instanceof ParallelStepKernel) {
      throw new IllegalArgumentException(
          "kernel = "
              + kernel.name()
              + ": must be a kernel that does not split its calls, because work is split once");
    }
    return kernel;
  }

  /**
   * The name of the kernel that does the steps, and the number of threads.
   *
   * @return for example {@code simd-512 x 2}
   */
  @Override
  public String name() {
    return kernel.name() + " x " + workers.threads();
  }

  @Override
  void run(Rule rule, Slice at, Noise xi, long n, float eta, float takenBack, float added) {
    int size = rule == Rule.GD ? part : partOf(xi);
    if (!isWorthwhile(at.length(), size)) {
      kernel.run(rule, at, xi, n, eta, takenBack, added);
      return;
    }
    Slice[] parts = at.parts(size, workers.threads());
    workers.run(parts.length, i -> kernel.run(rule, parts[i], xi, n, eta, takenBack, added));
  }

  @Override
  void runFill(float[] xi, int from, int length, long element, NoiseStream stream, long n) {
    int size = partOf(stream);
    if (!isWorthwhile(length, size)) {
      kernel.runFill(xi, from, length, element, stream, n);
      return;
    }
    Cut cut = Cut.of(element, length, size, workers.threads());
    workers.run(
        cut.parts(),
        i -> {
          int begin = cut.begin(i);
          kernel.runFill(xi, from + begin, cut.end(i) - begin, element + begin, stream, n);
        });
  }

  private int partOf(Noise xi) {
    if (xi instanceof Noise.Stored stored) {
      return partOf(stored.stream());
    }
    return xi instanceof Noise.Regenerated made ? partOf(made.stream()) : part;
  }

  private int partOf(NoiseStream stream) {
    return stream.law() == Law.GAUSSIAN ? partGaussian : part;
  }

  private boolean isWorthwhile(int length, int size) {
    return length >= WORTHWHILE * size && workers.threads() > 1;
  }
}
