// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.HardwareFma;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The choice of a {@link StepKernel}, by two system properties. All kernels give the same bits.
 *
 * <ul>
 *   <li>{@code antipgd.kernel}: {@code auto} (default) takes SIMD where it is fast, and elsewhere
 *       blocked, with one line of information that says why; {@code simd} fails where it would not
 *       be fast; {@code blocked}; {@code scalar}.
 *   <li>{@code antipgd.width}: lane width in bits, {@code 128}, {@code 256} or {@code 512}; {@code
 *       preferred} (default) takes the widest that this CPU and JVM prefer. Read once, when the
 *       SIMD kernel is first loaded.
 * </ul>
 *
 * A property that a security manager hides counts as not set.
 */
public final class StepKernels {

  private static final AtomicBoolean SAID_FALLBACK = new AtomicBoolean();
  private static final AtomicBoolean SAID_SLOW = new AtomicBoolean();

  private StepKernels() {}

  /**
   * The kernel that the system properties ask for.
   *
   * @return a kernel, free to be shared between threads
   * @throws IllegalArgumentException if a property has an unknown value
   * @throws IllegalStateException if {@code antipgd.kernel=simd} and SIMD would not be fast here;
   *     the message says why
   */
  public static StepKernel chosen() {
    String choice = Vm.property("antipgd.kernel", "auto");
    checkWidth();
    return switch (choice) {
      case "auto" -> auto();
      case "scalar" -> scalar();
      case "blocked" -> blocked();
      case "simd" -> simd();
      default ->
          throw new IllegalArgumentException(
              "antipgd.kernel = " + choice + ": must be auto, scalar, blocked or simd");
    };
  }

  /**
   * The scalar kernel: the reference, in plain Java. Warns once where Math.fma is computed in
   * software, which makes it a thousand times slower.
   *
   * @return a kernel, free to be shared between threads
   */
  public static StepKernel scalar() {
    if (!HardwareFma.isPresent()) {
      sayOnce(
          SAID_SLOW,
          Level.WARNING,
          "The scalar kernel is very slow here, because " + FastSimd.NO_FMA);
    }
    return StepKernel.of(new ScalarLoops());
  }

  /**
   * The blocked kernel: plain loops over arrays in the cache, which the JIT makes vectors of. It
   * needs no option and is warm soon.
   *
   * @return a kernel, free to be shared between threads
   */
  public static StepKernel blocked() {
    return StepKernel.of(new BlockedLoops());
  }

  /**
   * The SIMD kernel.
   *
   * @return the kernel that uses the Vector API
   * @throws IllegalArgumentException if {@code antipgd.width} has an unknown value
   * @throws IllegalStateException if it would not be fast here, or not run at all; the message says
   *     why
   */
  public static StepKernel simd() {
    checkWidth();
    try {
      return StepKernel.of(FastSimd.loops());
    } catch (IllegalStateException e) {
      throw new IllegalStateException("The SIMD kernel cannot run: " + e.getMessage(), e);
    }
  }

  private static StepKernel auto() {
    try {
      return StepKernel.of(FastSimd.loops());
    } catch (IllegalStateException e) {
      StepKernel kernel = blocked();
      sayOnce(
          SAID_FALLBACK, Level.INFO, "Running the " + kernel.name() + " kernel: " + e.getMessage());
      return kernel;
    }
  }

  private static void checkWidth() {
    String width = Vm.property("antipgd.width", "preferred");
    switch (width) {
      case "preferred", "128", "256", "512" -> {}
      default ->
          throw new IllegalArgumentException(
              "antipgd.width = " + width + ": must be preferred, 128, 256 or 512");
    }
  }

  /** Only who has something to say waits for logging to start. */
  private static void sayOnce(AtomicBoolean said, Level level, String line) {
    if (said.compareAndSet(false, true)) {
      System.getLogger(StepKernels.class.getName()).log(level, line);
    }
  }
}
