// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import antipgd.documents.Provenance;
import antipgd.verification.cli.Verification;
import picocli.CommandLine.Command;

/** The program: explorers that need a framework. */
@Command(
    name = "explore",
    description = "Explorers of Anti-PGD that need the Deep Java Library.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ResnetCommand.class, ResnetOpponentsCommand.class})
public final class Explore {

  Explore() {}

  /**
   * Runs the program.
   *
   * @param args command and options
   */
  public static void main(String[] args) {
    // All of the engine is on the class path: nothing is to be fetched, or told to anybody.
    System.setProperty("ai.djl.offline", "true");
    Provenance.setCommand("java -jar explore.jar", args);
    System.exit(Verification.commandLine(Explore.class).execute(args));
  }
}
