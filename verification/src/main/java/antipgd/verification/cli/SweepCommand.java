package antipgd.verification.cli;

import antipgd.step.VectorModule;
import antipgd.step.Workers;
import antipgd.verification.settings.Bounds;
import antipgd.verification.sweep.LocalThreads;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Maps of the widening valley, computed on this machine. */
@Command(
    name = "sweep",
    description = {
      "Sweeps a map of the widening valley, cell by cell: the phase diagram of Theorem 3.1, or how"
          + " flat PGD and Anti-PGD end over a grid of their parameters.",
      "Stopped or failed, it goes on with the rows that are there. The same bits come from any"
          + " number of threads, and from Apache Spark."
    },
    mixinStandardHelpOptions = true)
public final class SweepCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private SweepOptions options;

  @Option(names = "--threads", description = "Threads. Default: one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Made by picocli. */
  public SweepCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.check();
    Bounds.within("threads", threads, 1, Workers.MOST_THREADS);
    if (!VectorModule.isPresent()) {
      return Verification.relaunch(spec);
    }
    return options.run(new LocalThreads(threads));
  }
}
