// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;

/** The incubator module that the Vector API lives in, which a VM has only if it was asked for. */
public final class VectorModule {

  private static final String NAME = "jdk.incubator.vector";

  /** The option that gives a VM the module. */
  public static final String OPTION = "--add-modules=" + NAME;

  /** Variables from which a VM takes options beside those of its command line. */
  static final List<String> ENVIRONMENT =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  private VectorModule() {}

  /**
   * Tells whether this VM has the module.
   *
   * @return true if the Vector API can be used
   */
  public static boolean isPresent() {
    return ModuleLayer.boot().findModule(NAME).isPresent();
  }

  /**
   * Tells whether this VM lacks the module and {@link #relaunch} helps. Where it does not, because
   * this image of the JDK is without the module, or without {@code java.management}, which knows
   * the options that a new VM would need, or a security manager forbids to ask, a program runs as
   * it is: same bits, by plain loops.
   *
   * @return true if a new VM can have the module
   */
  public static boolean wantsRelaunch() {
    return !isPresent() && isInImage() && VmOptions.ofThisVm().isPresent();
  }

  private static boolean isInImage() {
    try {
      return ModuleFinder.ofSystem().find(NAME).isPresent();
    } catch (SecurityException e) {
      return false;
    }
  }

  /**
   * Runs a main class in a new VM that has the module, with this VM's Java, options, class or
   * module path and standard streams, and waits for it. So a program needs no flag from its user:
   * its main calls this when {@link #wantsRelaunch} says so. Options that only one VM can have,
   * such as a debugger's port, stay with this one, and a warning says so: see {@link VmOptions}.
   *
   * @param main the class whose {@code main} runs
   * @param args its arguments
   * @return the exit code of the new VM
   * @throws IllegalStateException if this VM does not know its options
   * @throws IOException if the VM cannot be started
   * @throws InterruptedException if this thread is interrupted while it waits; the new VM is then
   *     asked to end
   */
  public static int relaunch(Class<?> main, String... args)
      throws IOException, InterruptedException {
    VmOptions options =
        VmOptions.ofThisVm()
            .orElseThrow(() -> new IllegalStateException("this VM does not know its options"));
    if (!options.own().isEmpty()) {
      System.getLogger(VectorModule.class.getName())
          .log(
              Level.WARNING,
              "The VM that works is started without {0}, which only one VM can have; start with {1}"
                  + " to have that there",
              String.join(" ", options.own()),
              OPTION);
    }
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(options.shared());
    command.add(OPTION);
    if (main.getModule().isNamed()) { // the module path is among the options
      command.addAll(List.of("-m", main.getModule().getName() + "/" + main.getName()));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    }
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    // What these hold is among the options already.
    builder.environment().keySet().removeAll(ENVIRONMENT);
    return await(builder.start());
  }

  /**
   * Waits for the new VM, and asks it to end if the wait is interrupted. The hook stays, because it
   * cannot be removed once this VM was asked to end, and has nothing to do when the new VM has
   * ended.
   */
  private static int await(Process process) throws InterruptedException {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "relaunch"));
    } catch (IllegalStateException e) { // Asked to end already.
      end(process);
    }
    try {
      return process.waitFor();
    } finally {
      process.destroy();
    }
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
