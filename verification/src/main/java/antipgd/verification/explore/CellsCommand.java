package antipgd.verification.explore;

import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.VectorModule;
import antipgd.verification.Verification;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Independent pieces of work on all processors, of which Ctrl-C leaves out those that have not
 * begun. A subclass has the pieces, and keeps what each finds.
 *
 * @param <T> a piece of work
 */
abstract class CellsCommand<T> implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private Output output;

  /** Refuses bad options, before any work. */
  abstract void check();

  abstract List<T> cells();

  abstract void work(T cell, StepKernel kernel);

  abstract void print(PrintWriter out);

  abstract String schema();

  abstract void describeSettings(ObjectNode root);

  abstract void describeResults(ObjectNode root);

  long seed() {
    return output.seed();
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    check();
    output.check();
    if (!VectorModule.isPresent()) {
      return Verification.relaunch(spec);
    }
    StepKernel kernel = StepKernels.chosen();
    List<T> cells = cells();
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr(), "cell", cells.size());
    try (Interruption interruption = new Interruption()) {
      AtomicInteger done = new AtomicInteger();
      cells.parallelStream()
          .forEach(
              cell -> {
                if (!interruption.requested()) {
                  work(cell, kernel);
                  progress.at(done.incrementAndGet());
                }
              });
      print(out);
      boolean interrupted = done.get() < cells.size();
      if (interrupted) {
        out.printf("stopped after %d of %d cells%n", done.get(), cells.size());
      }
      out.flush();
      ObjectNode root = output.document(schema(), kernel);
      describeSettings(root);
      root.put("seed", seed());
      root.put("interrupted", interrupted);
      describeResults(root);
      output.write(root);
    }
    return 0;
  }
}
