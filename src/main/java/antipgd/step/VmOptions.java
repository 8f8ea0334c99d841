// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The options that a VM was started with, told apart by whether another VM that it starts may have
 * them too. A debugger's port is taken by the first VM, and a file that a VM writes when it ends is
 * written over by the last.
 *
 * @param shared what any number of VMs may have at the same time
 * @param own what is for one VM alone: agents, ports, and files that it writes
 */
public record VmOptions(List<String> shared, List<String> own) {

  /** What heap dumps and reports of crashes are called is not here: both VMs may have it. */
  private static final Pattern OWN =
      Pattern.compile(
          String.join(
              "|",
              "-(agentlib|agentpath|javaagent|Xrun|Xloggc):?.*",
              "-Dcom\\.sun\\.management\\..*",
              "-XX:\\+ManagementServer",
              "-Xlog:[^:]*:(?!(stdout|stderr)?(:|$)).*",
              "-XX:(LogFile|StartFlightRecording|PerfDataSaveFile)\\b.*",
              "-XX:(DumpLoadedClassList|ArchiveClassesAtExit|AOTMode|AOTCacheOutput)=.*"));

  /**
   * Copies the lists.
   *
   * @param shared what any VM may have
   * @param own what one VM alone can have
   */
  public VmOptions {
    shared = List.copyOf(shared);
    own = List.copyOf(own);
  }

  static VmOptions of(List<String> options) {
    List<String> shared = new ArrayList<>();
    List<String> own = new ArrayList<>();
    for (String option : options) {
      (OWN.matcher(option).matches() ? own : shared).add(option);
    }
    return new VmOptions(shared, own);
  }

  /**
   * The options of this VM, whether they came by the command line or by the environment.
   *
   * @return the options; nothing in an image of the JDK without {@code java.management}, where
   *     nobody can tell
   */
  public static Optional<VmOptions> ofThisVm() {
    return Vm.options().map(VmOptions::of);
  }
}
