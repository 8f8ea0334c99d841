package antipgd.verification.cli;

import antipgd.step.VectorModule;
import antipgd.verification.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

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
      LayersCommand.class,
      DigitsCommand.class,
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
    Json.setCommand("java -jar verification.jar", args);
    System.exit(commandLine().execute(args));
  }

  /**
   * Runs the whole program in a VM that has the Vector API, with the arguments it was given. For
   * commands that step, once their options are checked: so bad input costs no new VM.
   *
   * @param spec the command that asks
   * @return the exit code
   * @throws IOException if no such VM can be started
   * @throws InterruptedException if this thread is interrupted while it waits for that VM
   */
  public static int relaunch(CommandSpec spec) throws IOException, InterruptedException {
    List<String> args = spec.root().commandLine().getParseResult().originalArgs();
    return VectorModule.relaunch(Verification.class, args.toArray(String[]::new));
  }

  static CommandLine commandLine() {
    return commandLine(new Verification());
  }

  /**
   * A command as all commands here are. Bad input: one line and exit code 2. A check that fails:
   * exit code 1.
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
          throw exception;
        });
    return commandLine;
  }

  private static int refuse(CommandLine command, String message) {
    command.getErr().println(message.replace(System.lineSeparator(), " "));
    return CommandLine.ExitCode.USAGE;
  }
}
