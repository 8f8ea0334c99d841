// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import antipgd.documents.MalformedResultException;
import antipgd.reports.jmh.MachineRun;
import antipgd.reports.jmh.ReportOptions;
import antipgd.reports.plot.VisibleText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: makes pages of result files. */
@Command(
    name = "reports",
    description = "Makes pages of result files: HTML, and Markdown with SVG.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ReportCommand.class, CompareCommand.class, MachinesCommand.class})
public final class Reports {

  /** Where pages go unless the user says otherwise. */
  public static final Path DEFAULT_FOLDER = Path.of("reports", "out");

  private static final int FAILED = 1;

  Reports() {}

  /** Where to, as every command asks. */
  static final class Target {

    @Option(
        names = "--out",
        paramLabel = "FOLDER",
        description = "Where to write. Default: reports/out.")
    private Path folder = DEFAULT_FOLDER;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "Name of the files. Default: that of the one file, or of the command.")
    private String name;

    Path folder() {
      return folder;
    }

    String nameOr(String otherwise) {
      if (name != null && !name.matches("[\\w.-]+")) {
        throw new IllegalArgumentException(
            "--name " + name + ": must be letters, digits, dots, hyphens and underscores");
      }
      return name == null ? otherwise : name;
    }
  }

  /**
   * Makes the page of a run that has just ended.
   *
   * @param results JMH's JSON
   * @param folder where to write
   * @return the HTML file
   * @throws MalformedResultException if there is nothing to show
   * @throws IOException if the page cannot be written
   */
  public static Path page(Path results, Path folder) throws IOException {
    List<Path> files = List.of(results);
    return ReportCommand.page(Input.of(files), ReportOptions.NONE, ReportCommand.defaultName(files))
        .write(folder);
  }

  /**
   * Says what becomes of a run in the catalogue of machines.
   *
   * @param results what {@code benchmarks.jar} wrote
   * @param command how the command that takes it in is called
   * @return a line: how to contribute it, or why not
   * @throws MalformedResultException if it is no such file
   * @throws IOException if it cannot be read
   */
  public static String contribution(Path results, String command) throws IOException {
    Machines machines = new Machines(Machines.DEFAULT_FOLDER);
    MachineRun run = Machines.read(results);
    List<String> faults = machines.faults(run);
    return faults.isEmpty()
        ? "Contribute: "
            + command
            + " machines "
            + results
            + " makes it "
            + machines.place(run)
            + "; CONTRIBUTING.md says how to send it"
        : "Not to be contributed to the catalogue of machines: "
            + VisibleText.of(faults.get(0))
            + (faults.size() == 1 ? "" : ", and " + (faults.size() - 1) + " more");
  }

  /**
   * Carries out a command line.
   *
   * @param args command, files and options
   * @return the exit code: 0, 1 if writing failed, 2 for bad input, told in one line
   */
  public static int run(String... args) {
    CommandLine commandLine = new CommandLine(new Reports());
    commandLine.setParameterExceptionHandler(
        (exception, unused) -> refuse(exception.getCommandLine(), exception.getMessage()));
    commandLine.setExecutionExceptionHandler(
        (exception, command, unused) -> {
          if (exception instanceof MalformedResultException
              || exception instanceof IllegalArgumentException) {
            return refuse(command, exception.getMessage());
          }
          if (exception instanceof IOException) {
            command.getErr().println(message(exception));
            return FAILED;
          }
          throw exception;
        });
    return commandLine.execute(args);
  }

  private static int refuse(CommandLine command, String message) {
    command.getErr().println(VisibleText.of(message.replace(System.lineSeparator(), " ")));
    return CommandLine.ExitCode.USAGE;
  }

  private static String message(Exception exception) {
    return exception instanceof FileSystemException
        ? "cannot be written: " + exception.getMessage()
        : exception.getMessage();
  }

  /**
   * Runs the program.
   *
   * @param args command, files and options
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }
}
