// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program: lists and runs claims, and explores landscapes. A new command is a new line here.
 */
@Command(
    name = "verification",
    description = "The claims of Anti-PGD on trial, and explorers of its landscapes and noise.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListCommand.class,
      RunCommand.class,
      SeedsCommand.class,
      ValleyCommand.class,
      RegressionCommand.class,
      SensingCommand.class,
      OpponentsCommand.class,
      LayersCommand.class,
      ModelsCommand.class,
      DigitsCommand.class,
      MechanismCommand.class,
      SweepCommand.class,
      WordsCommand.class
    })
public final class Verification {

  Verification() {}

  /**
   * Runs the program.
   *
   * @param args command and options
   */
  public static void main(String[] args) {
    Provenance.setCommand("java -jar verification.jar", args);
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return commandLine(new Verification());
  }

  /**
   * A command as all commands here are. Bad input: one line and exit code 2. A file that cannot be
   * read or written: one line and exit code 1. A check that fails: exit code 1.
   *
   * @param program picocli's command
   * @return what executes it
   */
  public static CommandLine commandLine(Object program) {
    CommandLine commandLine = new CommandLine(program);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(
        (exception, args) -> refuse(exception.getCommandLine(), exception.getMessage()));
    commandLine.setExecutionExceptionHandler(
        (exception, command, result) -> {
          if (exception instanceof IllegalArgumentException) {
            return refuse(command, exception.getMessage());
          }
          if (exception instanceof UncheckedIOException wrapped) {
            return fail(command, wrapped.getCause());
          }
          if (exception instanceof IOException failed) {
            return fail(command, failed);
          }
          throw exception;
        });
    return commandLine;
  }

  private static int refuse(CommandLine command, String message) {
    say(command, message);
    return CommandLine.ExitCode.USAGE;
  }

  /** No fault of the program: a disk is full, or a file is not what it should be. */
  private static int fail(CommandLine command, IOException exception) {
    String message = exception.getMessage();
    if (exception instanceof FileSystemException) {
      say(command, "cannot be read or written: " + message);
    } else {
      say(command, message == null ? exception.toString() : message);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static void say(CommandLine command, String message) {
    command.getErr().println(message.replace(System.lineSeparator(), " "));
  }
}
