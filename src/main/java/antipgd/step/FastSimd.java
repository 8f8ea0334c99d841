// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import antipgd.noise.HardwareFma;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * The SIMD loops, for a VM that runs them fast. The Vector API works everywhere, but where the JIT
 * does not turn it into instructions it takes a hundred times longer than plain loops; so whatever
 * stands in the way is found before the first step. The VM is asked; one that does not tell is
 * measured.
 */
final class FastSimd {

  static final String NO_FMA = "this VM has no hardware FMA and does Math.fma in software";

  /**
   * Of {@code java.vm.info}: without compilers, with C1 alone, and with code that is compiled
   * before it has run, where C2 knows too little.
   */
  private static final List<String> SLOW_MODES =
      List.of("interpreted mode", "emulated-client", "compiled mode");

  private FastSimd() {}

  /**
   * The loops.
   *
   * @throws IllegalStateException if they would not be fast, or not run at all; the message says
   *     why
   */
  static Loops loops() {
    if (!VectorModule.isPresent()) {
      throw new IllegalStateException(
          "this VM lacks the Vector API, with which steps have the same bits and take a half to a"
              + " third of the time; start it with "
              + VectorModule.OPTION);
    }
    String info = Vm.property("java.vm.info", "");
    if (SLOW_MODES.stream().anyMatch(info::contains)) {
      throw notCompiled("java.vm.info = " + info);
    }
    if (!HardwareFma.isPresent()) {
      throw new IllegalStateException(NO_FMA);
    }
    boolean tells = Vm.isHotSpotServer();
    if (tells) {
      requireOption("UseCompiler", "true");
      requireOption("TieredStopAtLevel", "4");
      requireOption("EnableVectorSupport", "true");
    }
    return load(!tells || Vm.option("UseJVMCICompiler").filter("true"::equals).isPresent());
  }

  /** An option that the VM has, or does not show, as it was made. */
  private static void requireOption(String name, String value) {
    Vm.option(name)
        .filter(actual -> !actual.equals(value))
        .ifPresent(
            actual -> {
              throw notCompiled(name + " = " + actual);
            });
  }

  private static IllegalStateException notCompiled(String evidence) {
    return new IllegalStateException(
        "this VM does not compile the Vector API to vector instructions (" + evidence + ")");
  }

  /** By name, so that everything else loads and runs in a VM without the incubator module. */
  private static Loops load(boolean measures) {
    try {
      return (Loops)
          Class.forName("antipgd.simd.SimdLoops")
              .getMethod("forThisVm", boolean.class)
              .invoke(null, measures);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ExceptionInInitializerError error) {
        throw new IllegalStateException(
            "the Vector API cannot be loaded: " + error.getCause(), error);
      }
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("the Vector API of this JDK is unknown: " + e, e);
    }
  }
}
