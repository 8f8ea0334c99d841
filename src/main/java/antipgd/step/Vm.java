// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * What this VM tells about itself, as far as it can be asked: an image of the JDK may lack the
 * modules for it, and a VM may not be HotSpot. Nothing here touches the server of management beans,
 * whose start takes a tenth of a second.
 */
final class Vm {

  private Vm() {}

  /** Tells whether this is HotSpot with its optimising compiler, whose options can be read. */
  static boolean isHotSpotServer() {
    return System.getProperty("java.vm.name", "").endsWith("Server VM")
        && option("TieredStopAtLevel").isPresent();
  }

  /** The value of an option of HotSpot. */
  static Optional<String> option(String name) {
    try {
      return Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
          .map(vm -> vm.getVMOption(name).getValue());
    } catch (IllegalArgumentException | LinkageError e) {
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
