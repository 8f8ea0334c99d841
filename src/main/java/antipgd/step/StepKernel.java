// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.NoiseStream;
import java.time.Duration;

/**
 * One step of gradient descent (GD), perturbed gradient descent (PGD) or anticorrelated PGD
 * (Anti-PGD) on float32 weights.
 *
 * <p>Letters are those of Orvieto, Kersting, Proske, Bach and Lucchi, <i>Anticorrelated Noise
 * Injection for Improved Generalization</i>, ICML 2022: weights {@code w}, gradient {@code g},
 * standard noise {@code xi} (mean 0, variance 1), step size {@code eta}, noise scale {@code sigma}.
 * A {@link Slice} says what is stepped and {@link Noise} how the noise is held; a caller makes both
 * once. Step {@code n}, counted from 0, adds the <i>new</i> noise {@code xi_{n+1}}, and Anti-PGD
 * takes the <i>last</i> noise {@code xi_n} back, where {@code xi_0 = 0}:
 *
 * <pre>{@code
 * Slice at = Slice.of(w, g);
 * Noise xi = Noise.stored(stream, new float[w.length]);
 * for (long n = 0; n < steps; n++) {
 *   gradient(w, g);
 *   kernel.antiPgd(at, xi, n, eta, sigma);
 * }
 * }</pre>
 *
 * <p><b>Rounding.</b> Each rule states its formula; {@code fma} is {@link Math#fma(float, float,
 * float)}, rounded once, and every other operation is rounded once to float32. Every implementation
 * performs exactly these roundings on every element, so all of them give the same bits for any
 * slice, lane width, thread split and JDK. Data follows IEEE 754: NaN, infinities, subnormals and
 * signed zeros propagate and are not searched for. Only the payload of a NaN is unspecified.
 *
 * <p><b>Errors.</b> Every method throws {@link NullPointerException} for a null argument and {@link
 * IllegalArgumentException} for an array of noise that is one of the slice's arrays or does not
 * hold its range, a non-finite {@code eta}, a negative or non-finite scale, or a negative {@code
 * n}; the message names the argument, its value and what is allowed. A refused call has written
 * nothing.
 *
 * <p><b>Threads.</b> Nothing that results depend on is kept between calls. Concurrent calls on
 * disjoint ranges are safe. Nothing is allocated in the steady state: a thread keeps the arrays
 * that its steps take, up to half a megabyte, until it ends, and with them the class loader of this
 * library. So step in the threads of a pool rather than in thousands of virtual ones, and in those
 * of a pool that ends with the program where its classes are loaded anew.
 */
public sealed class StepKernel permits ParallelStepKernel {

  private final Loops loops;

  /** Of this kernel alone, so that loops may call another kernel while they make noise. */
  private final ThreadLocal<Blocks> blocks;

  StepKernel(Loops loops) {
    this.loops = loops;
    this.blocks = ThreadLocal.withInitial(() -> new Blocks(loops));
  }

  /**
   * A kernel with loops of one's own; those of the library are {@link StepKernels}'.
   *
   * @param loops its implementation
   * @return the kernel, free to be shared between threads if the loops are
   * @throws NullPointerException if {@code loops} is null
   */
  public static StepKernel of(Loops loops) {
    if (loops == null) {
      throw new NullPointerException("loops = null: an implementation is required");
    }
    return new StepKernel(loops);
  }

  /**
   * Says what runs, lane width included.
   *
   * @return {@code scalar}, {@code blocked}, or {@code simd} and the lane width in bits, as in
   *     {@code simd-512}
   */
  public String name() {
    return loops.name();
  }

  final Loops loops() {
    return loops;
  }

  /**
   * One GD step: {@code w <- fma(-eta, g, w)}.
   *
   * @param at the weights, modified, and the gradient
   * @param eta step size, finite
   */
  public final void gd(Slice at, float eta) {
    Arguments.slice(at);
    Arguments.eta(eta);
    run(Rule.GD, at, null, 0, eta, 0, 0);
  }

  /**
   * One PGD step (paper, eq. 1): {@code w <- fma(sigma, xiNew, fma(-eta, g, w))}. Stored noise is
   * left in its array.
   *
   * @param at the weights, modified, and the gradient
   * @param xi the noise
   * @param n number of the step, 0 or more; not read if the noise is supplied
   * @param eta step size, finite
   * @param sigma noise scale, finite and not negative
   */
  public final void pgd(Slice at, Noise xi, long n, float eta, float sigma) {
    Arguments.step(at, xi, false, n, eta);
    Arguments.scale("sigma", sigma);
    run(Rule.PGD, at, xi, n, eta, 0, sigma);
  }

  /**
   * One Anti-PGD step whose noise scale does not change (paper, eq. 2): {@code w <- fma(sigma,
   * xiNew - xiLast, fma(-eta, g, w))}, and in the same pass {@code xiLast <- xiNew} in the array
   * that holds it, if there is one.
   *
   * @param at the weights, modified, and the gradient
   * @param xi the noise
   * @param n number of the step, 0 or more; not read if the noise is supplied
   * @param eta step size, finite
   * @param sigma noise scale, finite and not negative
   */
  public final void antiPgd(Slice at, Noise xi, long n, float eta, float sigma) {
    Arguments.step(at, xi, true, n, eta);
    Arguments.scale("sigma", sigma);
    run(Rule.ANTI_PGD, at, xi, n, eta, sigma, sigma);
  }

  /**
   * One Anti-PGD step with two scales: takes {@code takenBack * xiLast} back and adds {@code added
   * * xiNew}, so that the sum over steps telescopes under any schedule. To switch noise off, call
   * it once with {@code added = 0}: what is left is the clean iterate's step.
   *
   * <p>{@code w <- fma(added, xiNew - xiLast, b)}, and in the same pass {@code xiLast <- xiNew} in
   * the array that holds it, if there is one; {@code b = fma(-eta, g, w)} if {@code added ==
   * takenBack}, else {@code b = fma(added - takenBack, xiLast, fma(-eta, g, w))}.
   *
   * @param at the weights, modified, and the gradient
   * @param xi the noise
   * @param n number of the step, 0 or more; not read if the noise is supplied
   * @param eta step size, finite
   * @param takenBack scale with which the last noise is taken back, finite and not negative
   * @param added scale with which the new noise is added, finite and not negative
   */
  public final void antiPgd(Slice at, Noise xi, long n, float eta, float takenBack, float added) {
    step(Rule.ANTI_PGD, at, xi, n, eta, takenBack, added);
  }

  /**
   * One step of any rule: {@link #gd}, {@link #pgd} or {@link #antiPgd(Slice, Noise, long, float,
   * float, float) antiPgd}.
   *
   * @param rule which of them
   * @param at the weights, modified, and the gradient
   * @param xi the noise; must fit under GD as well, though it is not read
   * @param n number of the step, 0 or more
   * @param eta step size, finite
   * @param takenBack scale with which Anti-PGD takes the last noise back, finite and not negative;
   *     checked, but not used, under other rules
   * @param added scale with which the new noise is added, finite and not negative; checked, but not
   *     used, under GD
   */
  public final void step(
      Rule rule, Slice at, Noise xi, long n, float eta, float takenBack, float added) {
    if (rule == null) {
      throw new NullPointerException("rule = null: must be GD, PGD or ANTI_PGD");
    }
    Arguments.step(at, xi, rule == Rule.ANTI_PGD, n, eta);
    Arguments.scale("added", added);
    Arguments.scale("takenBack", takenBack);
    run(rule, at, xi, n, eta, takenBack, added);
  }

  /**
   * The noise of a whole tensor: {@code xi[i] <- stream.at(n, i)}, what step {@code n} adds.
   *
   * @param xi receives the noise. Modified.
   * @param stream which noise
   * @param n number of the step, 0 or more
   */
  public final void fill(float[] xi, NoiseStream stream, long n) {
    Arguments.notNull("xi", xi);
    fill(xi, 0, xi.length, 0, stream, n);
  }

  /**
   * The noise of a range: {@code xi[from + i] <- stream.at(n, element + i)}.
   *
   * @param xi receives the noise. Modified.
   * @param from index of the range's first element
   * @param length number of elements in the range, 0 or more
   * @param element index in its tensor of the range's first element, 0 or more
   * @param stream which noise
   * @param n number of the step, 0 or more
   */
  public final void fill(
      float[] xi, int from, int length, long element, NoiseStream stream, long n) {
    Arguments.notNull("xi", xi);
    Arguments.range(from, length, xi, "xi");
    Arguments.element(element, length);
    Arguments.stream(stream);
    Arguments.stepNumber(n);
    runFill(xi, from, length, element, stream, n);
  }

  /**
   * Has this kernel compiled before the first step that counts: steps arrays of its own until that
   * is as fast as it gets. Never needed, for a kernel warms itself; it moves the first seconds to
   * where they do no harm. Nothing of the caller's is written, and no result depends on it.
   *
   * <p>"As fast as it gets" means that in half a second no step was a tenth faster than all steps
   * before, and the VM's compilers had next to nothing to do. It takes 0.75 s at least and ends
   * after 20 s in any case, as in a VM that is busy compiling something else.
   *
   * @param rule the rule that will be stepped, at one scale or two
   * @param xi noise as it will be held; its arrays are neither read nor written
   * @return how long it took
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if Anti-PGD is to step supplied noise without {@code xiLast}
   */
  public final Duration warmUp(Rule rule, Noise xi) {
    return new WarmUp(this, rule, xi).run();
  }

  /** A step on checked arguments. */
  void run(Rule rule, Slice at, Noise xi, long n, float eta, float takenBack, float added) {
    switch (rule) {
      case GD -> loops.gd(at, eta);
      case PGD -> {
        if (xi instanceof Noise.Supplied s) {
          loops.pgd(at, at.whole(), s.xiNew(), eta, added);
        } else {
          blocks.get().pgd(at, xi, n, eta, added);
        }
      }
      case ANTI_PGD -> {
        if (xi instanceof Noise.Supplied s) {
          loops.antiPgd(at, at.whole(), s.xiLast(), s.xiNew(), eta, takenBack, added);
        } else {
          blocks.get().antiPgd(at, xi, n, eta, takenBack, added);
        }
      }
    }
  }

  /** {@link #fill} on checked arguments. */
  void runFill(float[] xi, int from, int length, long element, NoiseStream stream, long n) {
    blocks.get().fill(xi, from, length, element, stream, n);
  }
}
