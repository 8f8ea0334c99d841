// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * The choice of a {@link StepKernel}, by two system properties.
 *
 * <ul>
 *   <li>{@code antipgd.kernel}: {@code auto} (default) takes SIMD where it can run and else falls
 *       back to scalar with one warning that says why; {@code scalar}; {@code simd} fails where it
 *       cannot run.
 *   <li>{@code antipgd.width}: lane width in bits, {@code 128}, {@code 256} or {@code 512}; {@code
 *       preferred} (default) takes the widest that this CPU and JVM prefer. Read once, when the
 *       SIMD kernel is first loaded.
 * </ul>
 */
public final class StepKernels {

  private static final Logger LOG = System.getLogger(StepKernels.class.getName());
  private static final AtomicBoolean WARNED_FALLBACK = new AtomicBoolean();
  private static final AtomicBoolean WARNED_FMA = new AtomicBoolean();

  private StepKernels() {}

  /**
   * The kernel that the system properties ask for.
   *
   * @return a kernel, free to be shared between threads
   * @throws IllegalArgumentException if a property has an unknown value
   * @throws IllegalStateException if {@code antipgd.kernel=simd} and SIMD cannot run here; the
   *     message says why
   */
  public static StepKernel chosen() {
    warnIfFmaIsSoftware();
    String choice = System.getProperty("antipgd.kernel", "auto");
    checkWidth();
    return switch (choice) {
      case "scalar" -> scalar();
      case "blocked" -> blocked();
      case "simd" -> simd();
      case "auto" -> auto();
      default ->
          throw new IllegalArgumentException(
              "antipgd.kernel = " + choice + ": must be auto, scalar or simd");
    };
  }

  /**
   * The scalar kernel: the reference, in plain Java.
   *
   * @return a kernel, free to be shared between threads
   */
  public static StepKernel scalar() {
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
   * @throws IllegalStateException if it cannot run here; the message says why
   */
  public static StepKernel simd() {
    checkWidth();
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      throw new IllegalStateException("The SIMD kernel cannot run: " + obstacle.get());
    }
    return load();
  }

  private static StepKernel auto() {
    Optional<String> obstacle = obstacle();
    if (obstacle.isEmpty()) {
      try {
        return load();
      } catch (IllegalStateException e) {
        obstacle = Optional.of(e.getMessage());
      }
    }
    if (WARNED_FALLBACK.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, "Falling back to the scalar kernel: " + obstacle.get());
    }
    return scalar();
  }

  private static Optional<String> obstacle() {
    if (!VectorModule.isPresent()) {
      return Optional.of("this VM lacks the Vector API; start it with " + VectorModule.OPTION);
    }
    String vm = System.getProperty("java.vm.info", "");
    if (vm.contains("interpreted mode")) {
      return Optional.of(withoutC2("java.vm.info = " + vm));
    }
    Optional<String> level = vmOption("TieredStopAtLevel").filter(l -> !l.equals("4"));
    if (level.isPresent()) {
      return Optional.of(withoutC2("TieredStopAtLevel = " + level.get()));
    }
    return Optional.empty();
  }

  private static String withoutC2(String evidence) {
    return "this VM runs without its optimising compiler ("
        + evidence
        + "), where the Vector API is slower than scalar code";
  }

  /** By name, so that everything else loads and runs in a VM without the incubator module. */
  private static StepKernel load() {
    try {
      return StepKernel.of(
          (Loops) Class.forName("antipgd.simd.SimdLoops").getMethod("forThisCpu").invoke(null));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("the Vector API of this JDK is unknown: " + e, e);
    }
  }

  private static void checkWidth() {
    String width = System.getProperty("antipgd.width", "preferred");
    switch (width) {
      case "preferred", "128", "256", "512" -> {}
      default ->
          throw new IllegalArgumentException(
              "antipgd.width = " + width + ": must be preferred, 128, 256 or 512");
    }
  }

  /** Without FMA hardware Math.fma computes in BigDecimal: same bits, a thousand times slower. */
  private static void warnIfFmaIsSoftware() {
    boolean software = vmOption("UseFMA").filter("false"::equals).isPresent();
    if (software && WARNED_FMA.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "This VM has no hardware FMA (UseFMA is false): results are the same, but very slow");
    }
  }

  /** An option of this VM, if it is a HotSpot that has it. */
  private static Optional<String> vmOption(String name) {
    try {
      CompositeData option =
          (CompositeData)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                      "getVMOption",
                      new Object[] {name},
                      new String[] {String.class.getName()});
      return Optional.of(String.valueOf(option.get("value")));
    } catch (JMException | JMRuntimeException e) {
      LOG.log(Level.DEBUG, "Cannot read the VM option " + name, e);
      return Optional.empty();
    }
  }
}
