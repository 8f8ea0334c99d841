// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Every implementation at every width: {@code scalar}, {@code blocked}, {@code simd-128}, {@code
 * simd-256}, {@code simd-512}, each loaded once a VM. For a test of any package:
 *
 * <pre>{@code
 * @ParameterizedTest
 * @ArgumentsSource(AllKernels.class)
 * void givesTheSameBits(StepKernel kernel) {...}
 * }</pre>
 *
 * <p>Widths that this CPU has no registers for run too, slowly. A VM without the Vector API fails.
 */
public final class AllKernels implements ArgumentsProvider {

  /** False in mutation tests, whose mutants are in the plain kernels. */
  private static final boolean SIMD = !Boolean.getBoolean("antipgd.test.plain");

  private static final List<String> NAMES =
      SIMD
          ? List.of("scalar", "blocked", "simd-128", "simd-256", "simd-512")
          : List.of("scalar", "blocked");

  /** Public for JUnit. */
  public AllKernels() {}

  /** The kernels themselves, for a test that needs them side by side. */
  public static List<StepKernel> list() {
    return Loaded.KERNELS;
  }

  @Override
  public Stream<Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return list().stream().map(kernel -> Arguments.of(Named.of(kernel.name(), kernel)));
  }

  private static final class Loaded {

    static final List<StepKernel> KERNELS =
        SIMD
            ? List.of(StepKernels.scalar(), StepKernels.blocked(), simd(128), simd(256), simd(512))
            : List.of(StepKernels.scalar(), StepKernels.blocked());

    static {
      List<String> names = KERNELS.stream().map(StepKernel::name).toList();
      if (!names.equals(NAMES)) {
        throw new IllegalStateException("kernels under test = " + names + ": must be " + NAMES);
      }
    }

    private static StepKernel simd(int bits) {
      if (!VectorModule.isPresent()) {
        throw new IllegalStateException(
            "Tests of all kernels need a VM with " + VectorModule.OPTION);
      }
      String outer = System.getProperty("antipgd.width");
      System.setProperty("antipgd.width", Integer.toString(bits));
      try {
        // Not forThisVm: it refuses a width that this CPU has no registers for.
        Constructor<?> constructor =
            new SimdLoader(bits).loadClass("antipgd.simd.SimdLoops").getDeclaredConstructor();
        constructor.setAccessible(true);
        return StepKernel.of((Loops) constructor.newInstance());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot load the SIMD kernel at " + bits + " bits", e);
      } finally {
        if (outer == null) {
          System.clearProperty("antipgd.width");
        } else {
          System.setProperty("antipgd.width", outer);
        }
      }
    }
  }

  /**
   * Defines package {@code antipgd.simd} anew and shares everything else: the width is read once a
   * class loading. Stays open, because classes load when they are first needed.
   */
  private static final class SimdLoader extends URLClassLoader {

    SimdLoader(int bits) {
      super(
          "simd-" + bits,
          new URL[] {StepKernel.class.getProtectionDomain().getCodeSource().getLocation()},
          StepKernel.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("antipgd.simd.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
  }
}
