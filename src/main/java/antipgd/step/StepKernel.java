package antipgd.step;

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
 * <p><b>Ranges and aliasing.</b> All arrays of a call share the range {@code [from, from +
 * length)}; nothing outside it is read or written. The arrays must be distinct objects.
 *
 * <p><b>Errors.</b> Every method throws {@link NullPointerException} for a null array and {@link
 * IllegalArgumentException} for the same array given twice, a range outside of an array, a
 * non-finite {@code eta}, or a negative or non-finite {@code sigma}; the message names the argument,
 * its value and what is allowed. A refused call has written nothing.
 *
 * <p><b>Threads.</b> Kernels hold no state between calls. Concurrent calls on disjoint ranges are
 * safe. Nothing is allocated in the steady state.
 */
public abstract class StepKernel {

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
    pgdRange(w, g, xi, from, length, eta, sigma);
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
      float[] w, float[] g, float[] xi, float[] xiNext, int from, int length, float eta,
      float sigma) {
    antiPgd(w, g, xi, xiNext, from, length, eta, sigma, sigma);
  }

  /**
   * One Anti-PGD step whose noise scale changes: takes {@code sigma * xi} back and adds {@code
   * sigmaNext * xiNext}, so that the sum over steps telescopes under any schedule.
   *
   * <p>{@code w <- fma(sigmaNext, xiNext - xi, b)}, and in the same pass {@code xi <- xiNext}, where
   * {@code b = fma(-eta, g, w)} if {@code sigmaNext == sigma}, else {@code b = fma(sigmaNext -
   * sigma, xi, fma(-eta, g, w))}. To switch noise off, call it once with {@code sigmaNext = 0}: what
   * is left is the clean iterate's step.
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
      float[] w, float[] g, float[] xi, float[] xiNext, int from, int length, float eta,
      float sigma, float sigmaNext) {
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
    if (sigma == sigmaNext) {
      antiPgdRange(w, g, xi, xiNext, from, length, eta, sigma);
    } else {
      antiPgdRange(w, g, xi, xiNext, from, length, eta, sigma, sigmaNext);
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
   * {@link #pgd} on checked arguments.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param xi noise. Not modified.
   * @param from first index
   * @param length number of elements
   * @param eta step size
   * @param sigma noise scale
   */
  protected abstract void pgdRange(
      float[] w, float[] g, float[] xi, int from, int length, float eta, float sigma);

  /**
   * {@link #antiPgd(float[], float[], float[], float[], int, int, float, float)} on checked
   * arguments.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param xi previous noise. Modified.
   * @param xiNext new noise. Not modified.
   * @param from first index
   * @param length number of elements
   * @param eta step size
   * @param sigma noise scale
   */
  protected abstract void antiPgdRange(
      float[] w, float[] g, float[] xi, float[] xiNext, int from, int length, float eta,
      float sigma);

  /**
   * {@link #antiPgd(float[], float[], float[], float[], int, int, float, float, float)} on checked
   * arguments, {@code sigma != sigmaNext}.
   *
   * @param w weights. Modified.
   * @param g gradient. Not modified.
   * @param xi previous noise. Modified.
   * @param xiNext new noise. Not modified.
   * @param from first index
   * @param length number of elements
   * @param eta step size
   * @param sigma scale of the previous noise
   * @param sigmaNext scale of the new noise
   */
  protected abstract void antiPgdRange(
      float[] w, float[] g, float[] xi, float[] xiNext, int from, int length, float eta,
      float sigma, float sigmaNext);
}
