package antipgd.verification.explore;

import antipgd.step.VectorModule;
import antipgd.verification.Verification;
import antipgd.verification.sweep.LocalThreads;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The phase diagram of Theorem 3.1 on this machine. */
@Command(
    name = "sweep",
    description = {
      "Sweeps the phase diagram of Theorem 3.1: for each cell of a grid, by which side chains on the"
          + " widening valley leave D_alpha, and the capped mean of |u|^2 in the end.",
      "Stopped or failed, it goes on with the rows that are there. The same bits come from any"
          + " number of threads, and from Apache Spark."
    },
    mixinStandardHelpOptions = true)
public final class SweepCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 32767;

  @Spec private CommandSpec spec;

  @Mixin private SweepOptions options;

  @Option(names = "--threads", description = "Threads. Default: one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Made by picocli. */
  public SweepCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.check();
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads = " + threads + ": must be in [1, " + MOST_THREADS + "]");
    }
    if (!VectorModule.isPresent()) {
      return Verification.relaunch(spec);
    }
    return options.run(new LocalThreads(threads), spec);
  }
}
