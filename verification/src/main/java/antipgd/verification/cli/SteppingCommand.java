// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.step.VectorModule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that steps. Its options are checked first, so that bad input costs no new VM; then, if
 * this VM lacks the Vector API, the whole program, the class of the outermost command, runs in one
 * that has it, with the same arguments. Where none can have it, it runs here, by plain loops.
 */
abstract class SteppingCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  /**
   * Refuses bad options, before any work.
   *
   * @throws IllegalArgumentException if one is not allowed; the message names it
   */
  abstract void check();

  /** Whether it steps with these options, which all but one command always do. */
  boolean steps() {
    return true;
  }

  /**
   * Fetches what problems are made of.
   *
   * @return empty if it can be had, else why not
   */
  protected Optional<String> obstacle() {
    return Optional.empty();
  }

  /** Does the work, once the options are checked, and gives the exit code. */
  abstract int run() throws IOException, InterruptedException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    check();
    if (steps() && VectorModule.wantsRelaunch()) {
      List<String> args = spec.root().commandLine().getParseResult().originalArgs();
      Class<?> program = spec.root().userObject().getClass();
      return VectorModule.relaunch(program, args.toArray(String[]::new));
    }
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      spec.commandLine().getErr().println(spec.name() + " skipped: " + obstacle.get());
      return CommandLine.ExitCode.SOFTWARE;
    }
    return run();
  }
}
