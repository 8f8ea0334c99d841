// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/**
 * What this VM tells about itself, as far as it can be asked: an image of the JDK may lack the
 * modules for it, a VM may not be HotSpot, and a security manager may forbid to ask. Nothing here
 * touches the server of management beans, whose start takes a tenth of a second.
 */
final class Vm {

  private Vm() {}

  /** A system property, or what stands for one that is not there or not ours to read. */
  static String property(String name, String otherwise) {
    try {
      return System.getProperty(name, otherwise);
    } catch (SecurityException e) {
      return otherwise;
    }
  }

  /** Tells whether this is HotSpot with its optimising compiler, whose options can be read. */
  static boolean isHotSpotServer() {
    return property("java.vm.name", "").endsWith("Server VM")
        && option("TieredStopAtLevel").isPresent();
  }

  /** The value of an option of HotSpot. */
  static Optional<String> option(String name) {
    try {
      return Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
          .map(vm -> vm.getVMOption(name).getValue());
    } catch (IllegalArgumentException | LinkageError | SecurityException e) {
      return Optional.empty();
    }
  }

  /** The options that it was started with. */
  static Optional<List<String>> options() {
    try {
      return Optional.of(ManagementFactory.getRuntimeMXBean().getInputArguments());
    } catch (LinkageError | SecurityException e) {
      return Optional.empty();
    }
  }

  /** Milliseconds that compilers have worked; 0 if nobody counts them. */
  static long compilerMillis() {
    try {
      CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
      return compilers != null && compilers.isCompilationTimeMonitoringSupported()
          ? compilers.getTotalCompilationTime()
          : 0;
    } catch (LinkageError e) {
      return 0;
    }
  }
}
