// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.step.Workers;
import antipgd.verification.settings.Bounds;
import antipgd.verification.sweep.LocalThreads;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Maps of the widening valley, computed on this machine. */
@Command(
    name = "sweep",
    description = {
      "Sweeps a map of the widening valley, cell by cell: the phase diagram of Theorem 3.1, how"
          + " flat PGD and Anti-PGD end over a grid of their parameters, or the way from one to the"
          + " other.",
      "Stopped or failed, it goes on with the rows that are there. The same bits come from any"
          + " number of threads, and from Apache Spark."
    },
    mixinStandardHelpOptions = true)
public final class SweepCommand extends SteppingCommand {

  @Mixin private SweepOptions options;

  @Option(names = "--threads", description = "Threads. Default: one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Made by picocli. */
  public SweepCommand() {}

  @Override
  void check() {
    options.check();
    Bounds.within("threads", threads, 1, Workers.MOST_THREADS);
  }

  @Override
  int run() throws IOException, InterruptedException {
    return options.run(new LocalThreads(threads));
  }
}
