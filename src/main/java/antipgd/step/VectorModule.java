// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The incubator module that the Vector API lives in, which a VM has only if it was asked for. */
public final class VectorModule {

  /** The option that gives a VM the module. */
  public static final String OPTION = "--add-modules=jdk.incubator.vector";

  private VectorModule() {}

  /**
   * Tells whether this VM has the module.
   *
   * @return true if the Vector API can be used
   */
  public static boolean isPresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /**
   * Runs a main class in a new VM that has the module, with this VM's Java, options, class or
   * module path and standard streams, and waits for it. So a program needs no flag from its user:
   * its main calls this when {@link #isPresent} says no.
   *
   * @param main the class whose {@code main} runs
   * @param args its arguments
   * @return the exit code of the new VM
   * @throws IOException if the VM cannot be started
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public static int relaunch(Class<?> main, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add(OPTION);
    if (main.getModule().isNamed()) { // the module path is among the options
      command.addAll(List.of("-m", main.getModule().getName() + "/" + main.getName()));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    }
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).inheritIO().start();
    Thread passOn = new Thread(() -> end(process), "relaunch");
    Runtime.getRuntime().addShutdownHook(passOn);
    int code = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(passOn);
    return code;
  }

  /** Asks the new VM to end when this one is asked to, and lets it finish what it then does. */
  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
