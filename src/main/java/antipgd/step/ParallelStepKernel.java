package antipgd.step;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;

/**
 * A kernel whose every call is split over threads. Same contract, same bits: parts end where noise
 * tiles do, and no result depends on where a range is split.
 *
 * <p>A range of less than {@value #WORTHWHILE} parts, of {@value #PART_GAUSSIAN} elements each with
 * Gaussian noise and of {@value #PART} without, is not worth a second thread, and has none. A call
 * allocates some small objects, as many for a long range as for a short one.
 *
 * <p><b>Failures.</b> Bad arguments are refused before anything is written, as by every kernel. An
 * interrupt does not end a call, and a pool that is full or shut down only costs speed: see {@link
 * Workers}. What is left are errors of the VM, such as {@link OutOfMemoryError}, and those of a
 * kernel of your own. Then some parts of the range are stepped, some are not and one may be half
 * stepped; the call throws what the first thread threw, after all threads have stopped. Go back to
 * the last checkpoint.
 */
public final class ParallelStepKernel extends StepKernel {

  /**
   * Elements of a part with Gaussian noise: a microsecond of work, which is what one thread waits
   * for another in the end. Whole tiles, and whole chunks of SIMD.
   */
  static final int PART_GAUSSIAN = 1 << 10;

  /** The same of all else, which is as quick as memory. */
  static final int PART = 1 << 14;

  /** Parts in a range that is worth waking a thread for. */
  static final int WORTHWHILE = 8;

  /** Beyond so many, parts become multiples. */
  private static final int PARTS_PER_THREAD = 32;

  private final StepKernel kernel;
  private final Workers workers;
  private final int partGaussian;
  private final int part;

  /**
   * Splits the calls of a kernel over the common pool.
   *
   * @param kernel does the steps
   * @throws NullPointerException if {@code kernel} is null
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
   */
  public ParallelStepKernel(StepKernel kernel, Workers workers) {
    this(kernel, workers, PART_GAUSSIAN, PART);
  }

  /** With parts of so many elements, or multiples. */
  ParallelStepKernel(StepKernel kernel, Workers workers, int partGaussian, int part) {
    if (kernel == null) {
      throw new NullPointerException("kernel = null: a kernel is required");
    }
    if (workers == null) {
      throw new NullPointerException("workers = null: workers are required");
    }
    this.kernel = kernel;
    this.workers = workers;
    this.partGaussian = partGaussian;
    this.part = part;
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

  /** Steps a part of a range. */
  @FunctionalInterface
  private interface Loop {

    /** Steps the elements from {@code skip} on, counted from the range's first. */
    void step(int skip, int length);
  }

  /** Splits a range with supplied noise or none. */
  private void split(int from, int length, Loop loop) {
    split(part, from, length, loop);
  }

  /** Splits a range whose first element has this index in its tensor. */
  private void split(NoiseStream noise, long element, int length, Loop loop) {
    split(noise.law() == Law.GAUSSIAN ? partGaussian : part, element, length, loop);
  }

  private void split(int part, long element, int length, Loop loop) {
    if (length < WORTHWHILE * part || workers.threads() == 1) {
      loop.step(0, length);
      return;
    }
    int head = (int) (element & (part - 1));
    long whole = (long) head + length;
    long most = (long) PARTS_PER_THREAD * workers.threads() * part;
    long size = (whole + most - 1) / most * part;
    workers.run(
        (int) ((whole + size - 1) / size),
        i -> {
          int from = (int) Math.max(0, i * size - head);
          int to = (int) Math.min(length, (i + 1) * size - head);
          loop.step(from, to - from);
        });
  }

  @Override
  protected void gdRange(float[] w, float[] g, int from, int length, float eta) {
    split(from, length, (skip, part) -> kernel.gdRange(w, g, from + skip, part, eta));
  }

  @Override
  protected void pgdRange(
      float[] w, float[] g, int from, float[] xi, int xiFrom, int length, float eta, float sigma) {
    split(
        from,
        length,
        (skip, part) -> kernel.pgdRange(w, g, from + skip, xi, xiFrom + skip, part, eta, sigma));
  }

  @Override
  protected void antiPgdRange(
      float[] w,
      float[] g,
      int from,
      float[] xi,
      int xiFrom,
      float[] xiNext,
      int nextFrom,
      int length,
      float eta,
      float sigma) {
    split(
        from,
        length,
        (skip, part) ->
            kernel.antiPgdRange(
                w, g, from + skip, xi, xiFrom + skip, xiNext, nextFrom + skip, part, eta, sigma));
  }

  @Override
  protected void antiPgdRange(
      float[] w,
      float[] g,
      int from,
      float[] xi,
      int xiFrom,
      float[] xiNext,
      int nextFrom,
      int length,
      float eta,
      float sigma,
      float sigmaNext) {
    split(
        from,
        length,
        (skip, part) ->
            kernel.antiPgdRange(
                w,
                g,
                from + skip,
                xi,
                xiFrom + skip,
                xiNext,
                nextFrom + skip,
                part,
                eta,
                sigma,
                sigmaNext));
  }

  @Override
  protected void fillRange(
      float[] xi, int from, int length, NoiseStream noise, long step, long element) {
    split(
        noise,
        element,
        length,
        (skip, part) -> kernel.fillRange(xi, from + skip, part, noise, step, element + skip));
  }

  @Override
  protected void pgdStoredRange(
      float[] w,
      float[] g,
      float[] xi,
      int from,
      int length,
      float eta,
      float sigma,
      NoiseStream noise,
      long step,
      long element) {
    split(
        noise,
        element,
        length,
        (skip, part) ->
            kernel.pgdStoredRange(
                w, g, xi, from + skip, part, eta, sigma, noise, step, element + skip));
  }

  @Override
  protected void pgdRegeneratedRange(
      float[] w,
      float[] g,
      int from,
      int length,
      float eta,
      float sigma,
      NoiseStream noise,
      long step,
      long element) {
    split(
        noise,
        element,
        length,
        (skip, part) ->
            kernel.pgdRegeneratedRange(
                w, g, from + skip, part, eta, sigma, noise, step, element + skip));
  }

  @Override
  protected void antiPgdStoredRange(
      float[] w,
      float[] g,
      float[] xi,
      int from,
      int length,
      float eta,
      float sigma,
      float sigmaNext,
      NoiseStream noise,
      long step,
      long element) {
    split(
        noise,
        element,
        length,
        (skip, part) ->
            kernel.antiPgdStoredRange(
                w, g, xi, from + skip, part, eta, sigma, sigmaNext, noise, step, element + skip));
  }

  @Override
  protected void antiPgdRegeneratedRange(
      float[] w,
      float[] g,
      int from,
      int length,
      float eta,
      float sigma,
      float sigmaNext,
      NoiseStream noise,
      long step,
      long element) {
    split(
        noise,
        element,
        length,
        (skip, part) ->
            kernel.antiPgdRegeneratedRange(
                w, g, from + skip, part, eta, sigma, sigmaNext, noise, step, element + skip));
  }

  @Override
  protected void noiseTiles(NoiseStream noise, long step, long tile, int count, float[] out) {
    kernel.noiseTiles(noise, step, tile, count, out);
  }
}
