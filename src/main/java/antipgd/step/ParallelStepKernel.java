package antipgd.step;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;

/**
 * A kernel whose every call is split over threads. Same contract, same bits: parts end where noise
 * tiles do, and no result depends on where a range is split.
 *
 * <p>A range of less than two times {@value #LEAST_GAUSSIAN} elements with Gaussian noise, or two
 * times {@value #LEAST} without, is not worth a second thread, and has none. A call allocates some
 * small objects, as many for a long range as for a short one.
 *
 * <p><b>Failures.</b> Bad arguments are refused before anything is written, as by every kernel. An
 * interrupt does not end a call, and a pool that is full or shut down only costs speed: see {@link
 * Workers}. What is left are errors of the VM, such as {@link OutOfMemoryError}, and those of a
 * kernel of your own. Then some parts of the range are stepped, some are not and one may be half
 * stepped; the call throws what the first thread threw, after all threads have stopped. Go back to
 * the last checkpoint.
 */
public final class ParallelStepKernel extends StepKernel {

  /** Elements of the smallest part with Gaussian noise: some microseconds of work. */
  static final int LEAST_GAUSSIAN = 1 << 12;

  /** The same of all else, which is as quick as memory. */
  static final int LEAST = 1 << 16;

  /** Parts begin and end at multiples of it: whole tiles of both laws, whole chunks of SIMD. */
  private static final int GRAIN = Law.RADEMACHER.tile();

  /** So that a thread that is held up, or wakes late, leaves parts to the others. */
  private static final int PARTS_PER_THREAD = 8;

  private final StepKernel kernel;
  private final Workers workers;
  private final int leastGaussian;
  private final int least;

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
    this(kernel, workers, LEAST_GAUSSIAN, LEAST);
  }

  /** With parts of at least so many elements. */
  ParallelStepKernel(StepKernel kernel, Workers workers, int leastGaussian, int least) {
    if (kernel == null) {
      throw new NullPointerException("kernel = null: a kernel is required");
    }
    if (workers == null) {
      throw new NullPointerException("workers = null: workers are required");
    }
    this.kernel = kernel;
    this.workers = workers;
    this.leastGaussian = leastGaussian;
    this.least = least;
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

  /** A part of a range. */
  @FunctionalInterface
  private interface Part {

    /** Steps the elements from {@code skip} on, counted from the range's first. */
    void step(int skip, int length);
  }

  /** Splits a range whose first element has this index in its tensor. */
  private void split(NoiseStream noise, long element, int length, Part part) {
    split(noise.law() == Law.GAUSSIAN ? leastGaussian : least, element, length, part);
  }

  private void split(int least, long element, int length, Part part) {
    int head = (int) (element & (GRAIN - 1));
    long whole = (long) head + length;
    long even = whole / ((long) PARTS_PER_THREAD * workers.threads()) + 1;
    long size = (Math.max(least, even) + GRAIN - 1) & -GRAIN;
    if (whole < 2 * size) {
      part.step(0, length);
      return;
    }
    workers.run(
        (int) ((whole + size - 1) / size),
        i -> {
          int from = (int) Math.max(0, i * size - head);
          int to = (int) Math.min(length, (i + 1) * size - head);
          part.step(from, to - from);
        });
  }

  @Override
  protected void gdRange(float[] w, float[] g, int from, int length, float eta) {
    split(least, from, length, (skip, part) -> kernel.gdRange(w, g, from + skip, part, eta));
  }

  @Override
  protected void pgdRange(
      float[] w, float[] g, int from, float[] xi, int xiFrom, int length, float eta, float sigma) {
    split(
        least,
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
        least,
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
        least,
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
