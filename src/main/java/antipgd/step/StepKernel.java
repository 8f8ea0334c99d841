package antipgd.step;

import antipgd.noise.NoiseStream;
import java.util.Arrays;

/**
 * One step of gradient descent (GD), perturbed gradient descent (PGD) or anticorrelated PGD
 * (Anti-PGD) on a range of float32 weights.
 *
 * <p>Letters are those of Orvieto, Kersting, Proske, Bach and Lucchi, <i>Anticorrelated Noise
 * Injection for Improved Generalization</i>, ICML 2022: weights {@code w}, gradient {@code g},
 * standard noise {@code xi} (mean 0, variance 1), step size {@code eta}, noise scale {@code sigma}.
 *
 * <p><b>Rounding.</b> Each method states its formula; {@code fma} is {@link Math#fma(float, float,
 * float)}, rounded once, and every other operation is rounded once to float32. Every implementation
 * performs exactly these roundings on every element, so all of them give the same bits for any
 * range, lane width, thread split and JDK. Data follows IEEE 754: NaN, infinities, subnormals and
 * signed zeros propagate and are not searched for. Only the payload of a NaN is unspecified.
 *
 * <p><b>Three ways to hold the noise.</b> <i>Supplied</i>: the caller draws it. <i>Stored</i>: made
 * in the pass, and kept in {@code xi} until the next step takes it back. <i>Regenerated</i>: made
 * in the pass, and made again by the next step, so that there is no array. Stored and regenerated
 * steps name the noise by a {@link NoiseStream}, the 64-bit index {@code element} of the range's
 * first element in its tensor, and a 64-bit {@code step}: step {@code n}, counted from 0, adds
 * {@code xi_{n+1} = noise(n)} and takes {@code xi_n = noise(n - 1)} back, where {@code xi_0 = 0}.
 * All three ways give the same bits.
 *
 * <p><b>Ranges and aliasing.</b> All arrays of a call share the range {@code [from, from +
 * length)}; nothing outside it is read or written. The arrays must be distinct objects.
 *
 * <p><b>Errors.</b> Every method throws {@link NullPointerException} for a null argument and {@link
 * IllegalArgumentException} for the same array given twice, a range outside of an array, a
 * non-finite {@code eta}, a negative or non-finite {@code sigma}, a negative {@code step} or {@code
 * element}, or elements beyond {@code 2^63}; the message names the argument, its value and what is
 * allowed. A refused call has written nothing.
 *
 * <p><b>Threads.</b> Kernels hold no state between calls. Concurrent calls on disjoint ranges are
 * safe. Nothing is allocated in the steady state.
 */
public abstract class StepKernel {

  /** Of this kernel alone, so that a kernel may call another one while it makes noise. */
  private final ThreadLocal<Scratch> scratches = ThreadLocal.withInitial(Scratch::new);

  /** For implementations. */
  protected StepKernel() {}

  /**
   * Says what runs, lane width included.
   *
   * @return {@code scalar}, or {@code simd} and the lane width in bits, as in {@code simd-512}
   */
  public abstract String name();

  /**
   * One GD step: {@code w <- fma(-eta, g, w)}.
   *
   * @param w weights. Modified.
   * @param g gradient at {@code w}. Not modified.
   * @param from index of the first element of the range
   * @param length number of elements in the range, 0 or more
   * @param eta step size, finite
   */
  public final void gd(float[] w, float[] g, int from, int length, float eta) {
    Arguments.distinct("w", w, "g", g);
    Arguments.range(from, length, w, "w");
    Arguments.range(from, length, g, "g");
    Arguments.eta(eta);
    gdRange(w, g, from, length, eta);
  }

  /**
   * One PGD step with supplied noise (paper, eq. 1): {@code w <- fma(sigma, xi, fma(-eta, g, w))}.
   *
   * @param w weights. Modified.
   * @param g gradient at {@code w}. Not modified.
   * @param xi standard noise of this step. Not modified.
   * @param from index of the first element of the range
   * @param length number of elements in the range, 0 or more
   * @param eta step size, finite
   * @param sigma noise scale, finite and not negative
   */
  public final void pgd(
      float[] w, float[] g, float[] xi, int from, int length, float eta, float sigma) {
    Arguments.distinct("w", w, "g", g);
    Arguments.distinct("w", w, "xi", xi);
    Arguments.distinct("g", g, "xi", xi);
    Arguments.range(from, length, w, "w");
    Arguments.range(from, length, g, "g");
    Arguments.range(from, length, xi, "xi");
    Arguments.eta(eta);
    Arguments.sigma("sigma", sigma);
    pgdRange(w, g, from, xi, from, length, eta, sigma);
  }

  /**
   * One Anti-PGD step with supplied noise and constant scale (paper, eq. 2): {@code w <- fma(sigma,
   * xiNext - xi, fma(-eta, g, w))}, and in the same pass {@code xi <- xiNext}.
   *
   * @param w weights. Modified.
   * @param g gradient at {@code w}. Not modified.
   * @param xi noise that the previous step added (zeros before the first step); becomes {@code
   *     xiNext}. Modified.
   * @param xiNext standard noise of this step. Not modified.
   * @param from index of the first element of the range
   * @param length number of elements in the range, 0 or more
   * @param eta step size, finite
   * @param sigma noise scale, finite and not negative
   */
  public final void antiPgd(
      float[] w,
      float[] g,
      float[] xi,
      float[] xiNext,
      int from,
      int length,
      float eta,
      float sigma) {
    antiPgd(w, g, xi, xiNext, from, length, eta, sigma, sigma);
  }

  /**
   * One Anti-PGD step whose noise scale changes: takes {@code sigma * xi} back and adds {@code
   * sigmaNext * xiNext}, so that the sum over steps telescopes under any schedule.
   *
   * <p>{@code w <- fma(sigmaNext, xiNext - xi, b)}, and in the same pass {@code xi <- xiNext},
   * where {@code b = fma(-eta, g, w)} if {@code sigmaNext == sigma}, else {@code b = fma(sigmaNext
   * - sigma, xi, fma(-eta, g, w))}. To switch noise off, call it once with {@code sigmaNext = 0}:
   * what is left is the clean iterate's step.
   *
   * @param w weights. Modified.
   * @param g gradient at {@code w}. Not modified.
   * @param xi noise that the previous step added (zeros before the first step); becomes {@code
   *     xiNext}. Modified.
   * @param xiNext standard noise of this step. Not modified.
   * @param from index of the first element of the range
   * @param length number of elements in the range, 0 or more
   * @param eta step size, finite
   * @param sigma scale with which {@code xi} was added, finite and not negative
   * @param sigmaNext scale with which {@code xiNext} is added, finite and not negative
   */
  public final void antiPgd(
      float[] w,
      float[] g,
      float[] xi,
      float[] xiNext,
      int from,
      int length,
      float eta,
      float sigma,
      float sigmaNext) {
    Arguments.distinct("w", w, "g", g);
    Arguments.distinct("w", w, "xi", xi);
    Arguments.distinct("w", w, "xiNext", xiNext);
    Arguments.distinct("g", g, "xi", xi);
    Arguments.distinct("g", g, "xiNext", xiNext);
    Arguments.distinct("xi", xi, "xiNext", xiNext);
    Arguments.range(from, length, w, "w");
    Arguments.range(from, length, g, "g");
    Arguments.range(from, length, xi, "xi");
    Arguments.range(from, length, xiNext, "xiNext");
    Arguments.eta(eta);
    Arguments.sigma("sigma", sigma);
    Arguments.sigma("sigmaNext", sigmaNext);
    antiPgdAnySigma(w, g, from, xi, from, xiNext, from, length, eta, sigma, sigmaNext);
  }

  /**
   * Standard noise alone: {@code xi <- noise(step, element), noise(step, element + 1), ...}
   *
   * @param xi receives the noise. Modified.
   * @param from index of the first element of the range
   * @param length number of elements in the range, 0 or more
   * @param noise which noise
   * @param step the step it belongs to, 0 or more
   * @param element index in its tensor of the range's first element, 0 or more
   */
  public final void fill(
      float[] xi, int from, int length, NoiseStream noise, long step, long element) {
    Arguments.notNull("xi", xi);
    Arguments.range(from, length, xi, "xi");
    Arguments.noise(noise, step, element, length);
    fillRange(xi, from, length, noise, step, element);
  }

  /**
   * One PGD step that makes its noise and leaves it in {@code xi}: as {@link #pgd} with {@code xi =
   * noise(step)}.
   *
   * @param w weights. Modified.
   * @param g gradient at {@code w}. Not modified.
   * @param xi receives the noise of this step. Modified.
   * @param from index of the first element of the range
   * @param length number of elements in the range, 0 or more
   * @param eta step size, finite
   * @param sigma noise scale, finite and not negative
   * @param noise which noise
   * @param step number of this step, 0 or more
   * @param element index in its tensor of the range's first element, 0 or more
   */
  public final void pgdStored(
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
    checkGenerated(w, g, from, length, eta, noise, step, element);
    Arguments.distinct("w", w, "xi", xi);
    Arguments.distinct("g", g, "xi", xi);
    Arguments.range(from, length, xi, "xi");
    Arguments.sigma("sigma", sigma);
    pgdStoredRange(w, g, xi, from, length, eta, sigma, noise, step, element);
  }

  /**
   * One PGD step that makes its noise and forgets it: as {@link #pgd} with {@code xi =
   * noise(step)}.
   *
   * @param w weights. Modified.
   * @param g gradient at {@code w}. Not modified.
   * @param from index of the first element of the range
   * @param length number of elements in the range, 0 or more
   * @param eta step size, finite
   * @param sigma noise scale, finite and not negative
   * @param noise which noise
   * @param step number of this step, 0 or more
   * @param element index in its tensor of the range's first element, 0 or more
   */
  public final void pgdRegenerated(
      float[] w,
      float[] g,
      int from,
      int length,
      float eta,
      float sigma,
      NoiseStream noise,
      long step,
      long element) {
    checkGenerated(w, g, from, length, eta, noise, step, element);
    Arguments.sigma("sigma", sigma);
    pgdRegeneratedRange(w, g, from, length, eta, sigma, noise, step, element);
  }

  /**
   * One Anti-PGD step that makes its noise and swaps it into {@code xi}: as {@link
   * #antiPgd(float[], float[], float[], float[], int, int, float, float, float)} with {@code xiNext
   * = noise(step)}.
   *
   * @param w weights. Modified.
   * @param g gradient at {@code w}. Not modified.
   * @param xi noise that the previous step added (zeros before the first step); becomes this
   *     step's. Modified.
   * @param from index of the first element of the range
   * @param length number of elements in the range, 0 or more
   * @param eta step size, finite
   * @param sigma scale with which {@code xi} was added, finite and not negative
   * @param sigmaNext scale with which the new noise is added, finite and not negative
   * @param noise which noise
   * @param step number of this step, 0 or more
   * @param element index in its tensor of the range's first element, 0 or more
   */
  public final void antiPgdStored(
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
    checkGenerated(w, g, from, length, eta, noise, step, element);
    Arguments.distinct("w", w, "xi", xi);
    Arguments.distinct("g", g, "xi", xi);
    Arguments.range(from, length, xi, "xi");
    Arguments.sigma("sigma", sigma);
    Arguments.sigma("sigmaNext", sigmaNext);
    antiPgdStoredRange(w, g, xi, from, length, eta, sigma, sigmaNext, noise, step, element);
  }

  /**
   * One Anti-PGD step that makes its noise and makes the previous step's again: as {@link
   * #antiPgd(float[], float[], float[], float[], int, int, float, float, float)} with {@code xi =
   * noise(step - 1)}, zeros at step 0, and {@code xiNext = noise(step)}.
   *
   * @param w weights. Modified.
   * @param g gradient at {@code w}. Not modified.
   * @param from index of the first element of the range
   * @param length number of elements in the range, 0 or more
   * @param eta step size, finite
   * @param sigma scale with which the previous noise was added, finite and not negative
   * @param sigmaNext scale with which the new noise is added, finite and not negative
   * @param noise which noise
   * @param step number of this step, 0 or more
   * @param element index in its tensor of the range's first element, 0 or more
   */
  public final void antiPgdRegenerated(
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
    checkGenerated(w, g, from, length, eta, noise, step, element);
    Arguments.sigma("sigma", sigma);
    Arguments.sigma("sigmaNext", sigmaNext);
    antiPgdRegeneratedRange(w, g, from, length, eta, sigma, sigmaNext, noise, step, element);
  }

  private static void checkGenerated(
      float[] w,
      float[] g,
      int from,
      int length,
      float eta,
      NoiseStream noise,
      long step,
      long element) {
    Arguments.distinct("w", w, "g", g);
    Arguments.range(from, length, w, "w");
    Arguments.range(from, length, g, "g");
    Arguments.eta(eta);
    Arguments.noise(noise, step, element, length);
  }

  /**
   * Blocks end where the element index is a multiple of their size, so that they are whole tiles.
   */
  private static int untilBlockEnds(NoiseStream noise, long element, int left) {
    int block = Math.max(Scratch.BLOCK, noise.law().tile());
    return Math.min(left, block - (int) (element & (block - 1)));
  }

  /** Makes the tiles that cover a part of a block, and returns where in {@code out} it begins. */
  private int makeNoise(NoiseStream noise, long step, long element, int length, float[] out) {
    int tile = noise.law().tile();
    int offset = (int) (element & (tile - 1));
    noiseTiles(noise, step, element / tile, (offset + length + tile - 1) / tile, out);
    return offset;
  }

  /**
   * Anti-PGD on checked arguments, by the formula that the scales ask for.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param from first index in {@code w} and {@code g}
   * @param xi previous noise. Modified.
   * @param xiFrom first index in {@code xi}
   * @param xiNext new noise. Not modified.
   * @param nextFrom first index in {@code xiNext}
   * @param length number of elements
   * @param eta step size
   * @param sigma scale of the previous noise
   * @param sigmaNext scale of the new noise
   */
  protected final void antiPgdAnySigma(
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
    if (sigma == sigmaNext) {
      antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length, eta, sigmaNext);
    } else {
      antiPgdRange(w, g, from, xi, xiFrom, xiNext, nextFrom, length, eta, sigma, sigmaNext);
    }
  }

  /**
   * {@link #gd} on checked arguments.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param from first index
   * @param length number of elements
   * @param eta step size
   */
  protected abstract void gdRange(float[] w, float[] g, int from, int length, float eta);

  /**
   * {@link #pgd} on checked arguments; the noise has an offset of its own.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param from first index in {@code w} and {@code g}
   * @param xi noise. Not modified.
   * @param xiFrom first index in {@code xi}
   * @param length number of elements
   * @param eta step size
   * @param sigma noise scale
   */
  protected abstract void pgdRange(
      float[] w, float[] g, int from, float[] xi, int xiFrom, int length, float eta, float sigma);

  /**
   * Anti-PGD with constant scale on checked arguments; each noise has an offset of its own.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param from first index in {@code w} and {@code g}
   * @param xi previous noise. Modified.
   * @param xiFrom first index in {@code xi}
   * @param xiNext new noise. Not modified.
   * @param nextFrom first index in {@code xiNext}
   * @param length number of elements
   * @param eta step size
   * @param sigma noise scale
   */
  protected abstract void antiPgdRange(
      float[] w,
      float[] g,
      int from,
      float[] xi,
      int xiFrom,
      float[] xiNext,
      int nextFrom,
      int length,
      float eta,
      float sigma);

  /**
   * Anti-PGD with changing scale, {@code sigma != sigmaNext}, on checked arguments; each noise has
   * an offset of its own.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param from first index in {@code w} and {@code g}
   * @param xi previous noise. Modified.
   * @param xiFrom first index in {@code xi}
   * @param xiNext new noise. Not modified.
   * @param nextFrom first index in {@code xiNext}
   * @param length number of elements
   * @param eta step size
   * @param sigma scale of the previous noise
   * @param sigmaNext scale of the new noise
   */
  protected abstract void antiPgdRange(
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
      float sigmaNext);

  /**
   * {@link #fill} on checked arguments. Goes through {@link #noiseTiles} block by block, as do the
   * next methods; an implementation may know a shorter way to the same bits.
   *
   * @param xi receives the noise. Modified.
   * @param from first index
   * @param length number of elements
   * @param noise which noise
   * @param step the step it belongs to
   * @param element index in its tensor of the range's first element
   */
  protected void fillRange(
      float[] xi, int from, int length, NoiseStream noise, long step, long element) {
    float[] next = scratches.get().next;
    for (int done = 0; done < length; ) {
      long e = element + done;
      int part = untilBlockEnds(noise, e, length - done);
      int offset = makeNoise(noise, step, e, part, next);
      System.arraycopy(next, offset, xi, from + done, part);
      done += part;
    }
  }

  /**
   * {@link #pgdStored} on checked arguments.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param xi receives the noise. Modified.
   * @param from first index
   * @param length number of elements
   * @param eta step size
   * @param sigma noise scale
   * @param noise which noise
   * @param step number of this step
   * @param element index in its tensor of the range's first element
   */
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
    float[] next = scratches.get().next;
    for (int done = 0; done < length; ) {
      long e = element + done;
      int part = untilBlockEnds(noise, e, length - done);
      int offset = makeNoise(noise, step, e, part, next);
      pgdRange(w, g, from + done, next, offset, part, eta, sigma);
      System.arraycopy(next, offset, xi, from + done, part);
      done += part;
    }
  }

  /**
   * {@link #pgdRegenerated} on checked arguments.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param from first index
   * @param length number of elements
   * @param eta step size
   * @param sigma noise scale
   * @param noise which noise
   * @param step number of this step
   * @param element index in its tensor of the range's first element
   */
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
    float[] next = scratches.get().next;
    for (int done = 0; done < length; ) {
      long e = element + done;
      int part = untilBlockEnds(noise, e, length - done);
      int offset = makeNoise(noise, step, e, part, next);
      pgdRange(w, g, from + done, next, offset, part, eta, sigma);
      done += part;
    }
  }

  /**
   * {@link #antiPgdStored} on checked arguments.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param xi previous noise. Modified.
   * @param from first index
   * @param length number of elements
   * @param eta step size
   * @param sigma scale of the previous noise
   * @param sigmaNext scale of the new noise
   * @param noise which noise
   * @param step number of this step
   * @param element index in its tensor of the range's first element
   */
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
    float[] next = scratches.get().next;
    for (int done = 0; done < length; ) {
      long e = element + done;
      int part = untilBlockEnds(noise, e, length - done);
      int offset = makeNoise(noise, step, e, part, next);
      antiPgdAnySigma(
          w, g, from + done, xi, from + done, next, offset, part, eta, sigma, sigmaNext);
      done += part;
    }
  }

  /**
   * {@link #antiPgdRegenerated} on checked arguments.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param from first index
   * @param length number of elements
   * @param eta step size
   * @param sigma scale of the previous noise
   * @param sigmaNext scale of the new noise
   * @param noise which noise
   * @param step number of this step
   * @param element index in its tensor of the range's first element
   */
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
    Scratch scratch = scratches.get();
    for (int done = 0; done < length; ) {
      long e = element + done;
      int part = untilBlockEnds(noise, e, length - done);
      int offset = makeNoise(noise, step, e, part, scratch.next);
      if (step == 0) {
        Arrays.fill(scratch.last, 0f);
      } else {
        makeNoise(noise, step - 1, e, part, scratch.last);
      }
      antiPgdAnySigma(
          w,
          g,
          from + done,
          scratch.last,
          offset,
          scratch.next,
          offset,
          part,
          eta,
          sigma,
          sigmaNext);
      done += part;
    }
  }

  /**
   * Whole tiles of noise, on checked arguments.
   *
   * @param noise which noise
   * @param step the step it belongs to
   * @param tile number of the first tile, of {@link antipgd.noise.Law#tile} elements each
   * @param count number of tiles
   * @param out receives {@code count} tiles from index 0 on. Modified.
   */
  protected abstract void noiseTiles(
      NoiseStream noise, long step, long tile, int count, float[] out);
}
