// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.ExperimentDocument;
import antipgd.documents.MechanismDocument;
import antipgd.documents.MechanismDocument.Curve;
import antipgd.documents.MechanismDocument.End;
import antipgd.documents.MechanismDocument.OfSeed;
import antipgd.documents.MechanismDocument.Run;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.verification.experiment.Mechanism;
import antipgd.verification.experiment.PointMetrics;
import antipgd.verification.experiment.Regression;
import antipgd.verification.experiment.RegularizedProblem;
import antipgd.verification.experiment.Sensing;
import antipgd.verification.experiment.Setting;
import antipgd.verification.landscape.Bracket;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.KeptCells;
import antipgd.verification.sweep.LocalThreads;
import antipgd.verification.sweep.RowFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The rules beside descent on the regularized loss, and how far from the flattest they end. */
@Command(
    name = "mechanism",
    description = {
      "GD, PGD and Anti-PGD on the paper's regression or matrix sensing, beside gradient descent on"
          + " L + (sigma^2/2) Tr Hess L. Prints for each seed the Hessian trace at the end of each,"
          + " over the least trace of all points that interpolate the data.",
      "Stopped or failed, it goes on with the seeds that are there."
    },
    mixinStandardHelpOptions = true)
public final class MechanismCommand extends SteppingCommand {

  private static final int NOISE = 0;
  private static final int DATA = 1;

  /** Of the ratio to the flattest, in the last line. */
  private static final double NEAR = 1.01;

  /** What is learnt, at the paper's size. */
  private enum Task {
    REGRESSION(Regression.ETA, Regression.SIGMA) {
      @Override
      RegularizedProblem draw(NoiseStream data, double init) {
        return Regression.draw(data, Regression.D, Regression.EXAMPLES, Regression.SPARSITY, init);
      }
    },
    SENSING(Sensing.ETA, Sensing.SIGMA) {
      @Override
      RegularizedProblem draw(NoiseStream data, double init) {
        return Sensing.draw(data, Sensing.SIZE, Sensing.RANK, Sensing.EXAMPLES, init);
      }
    };

    private final double eta;
    private final double sigma;

    Task(double eta, double sigma) {
      this.eta = eta;
      this.sigma = sigma;
    }

    abstract RegularizedProblem draw(NoiseStream data, double init);
  }

  private static final class TaskConverter extends NameConverter<Task> {
    TaskConverter() {
      super(Task.values());
    }
  }

  @Mixin private Seed seed;

  @Mixin private Output output;

  @Option(
      names = "--problem",
      defaultValue = "regression",
      converter = TaskConverter.class,
      description = "regression (default) or sensing.")
  private Task task;

  @Option(
      names = "--seeds",
      description =
          "Number of seeds: one data set, start and noise each. Default: ${DEFAULT-VALUE}.")
  private int seeds = 20;

  @Option(names = "--steps", description = "Steps of each chain. Default: ${DEFAULT-VALUE}.")
  private long steps = 200_000;

  @Option(
      names = "--quiet",
      description = "Steps without noise at the end. Default: ${DEFAULT-VALUE}.")
  private long quiet = 20_000;

  @Option(names = "--eta", description = "Step size. Default: the paper's of the problem.")
  private Optional<Double> eta = Optional.empty();

  @Option(names = "--sigma", description = "Noise scale. Default: the paper's of the problem.")
  private Optional<Double> sigma = Optional.empty();

  @Option(names = "--init", description = "Scale of the normal start. Default: ${DEFAULT-VALUE}.")
  private double init = 1;

  @Option(
      names = "--law",
      defaultValue = "gaussian",
      converter = LawConverter.class,
      description = "gaussian (default) or rademacher.")
  private Law law;

  @Option(
      names = "--rows",
      required = true,
      paramLabel = "FOLDER",
      description = "Keeps a file for each seed there, and skips seeds that have theirs.")
  private Path folder;

  private Setting setting;

  /** Made by picocli. */
  public MechanismCommand() {}

  /** A seed's problem and all ways on it. */
  private record Case(Task task, Setting setting, double init, Law law, long seed)
      implements Cell<OfSeed> {

    @Override
    public String id() {
      return String.join(
          "_",
          "mechanism",
          Names.typed(task),
          "eta" + setting.eta(),
          "sigma" + setting.sigma(),
          "init" + init,
          Names.typed(law),
          "steps" + setting.steps(),
          "quiet" + setting.quiet(),
          "seed" + seed);
    }

    @Override
    public OfSeed row(StepKernel kernel, Workers workers) {
      RegularizedProblem problem = task.draw(new NoiseStream(seed, DATA, Law.GAUSSIAN), init);
      Bracket least = problem.leastTrace();
      List<Run> runs =
          new Mechanism(problem, setting)
              .paths(kernel, new NoiseStream(seed, NOISE, law)).stream()
                  .map(path -> described(path, least.lower()))
                  .toList();
      return new OfSeed(seed, least.lower(), least.upper(), runs);
    }

    private static Run described(Mechanism.Path path, double least) {
      PointMetrics end = path.end().metrics();
      return new Run(
          path.name(),
          new End(end.trainLoss(), end.testLoss(), end.trace(), end.trace() / least),
          new Curve(
              path.points().stream().map(Mechanism.Point::step).toList(),
              path.points().stream().map(point -> point.metrics().trace() / least).toList(),
              path.points().stream().map(Mechanism.Point::distance).toList()));
    }
  }

  @Override
  void check() {
    Bounds.within("seeds", seeds, 1, 1 << 16);
    Bounds.within("steps", steps, 1, 1L << 40);
    Bounds.within("quiet", quiet, 0, steps);
    setting = new Setting(eta.orElse(task.eta), sigma.orElse(task.sigma), 0, steps, quiet);
    Bounds.finite("eta", setting.eta());
    Bounds.finite("sigma", setting.sigma());
    Bounds.finite("init", init);
    RowFiles.checkFolder(folder);
    output.check();
  }

  @Override
  int run() throws IOException, InterruptedException {
    List<Case> cells =
        IntStream.range(0, seeds)
            .mapToObj(k -> new Case(task, setting, init, law, seed.value() + k))
            .toList();
    KeptCells<OfSeed> kept =
        new KeptCells<>(cells, Optional.of(new RowFiles<>(folder, OfSeed.class)));
    try (Interruption interruption = new Interruption()) {
      Progress.compute(kept, LocalThreads.all(), spec.commandLine(), interruption);
      List<OfSeed> rows = kept.rows();
      print(rows, spec.commandLine().getOut());
      output.write(DocumentKind.MECHANISM, StepKernels.chosen(), document(rows));
    }
    return 0;
  }

  private MechanismDocument document(List<OfSeed> rows) {
    return new MechanismDocument(
        Names.typed(task),
        new ExperimentDocument.Setting(
            init,
            setting.eta(),
            setting.sigma(),
            Names.typed(law),
            steps,
            quiet,
            null,
            new ExperimentDocument.Seeds(seeds, seed.value())),
        rows.size() < seeds,
        rows);
  }

  private void print(List<OfSeed> rows, PrintWriter out) {
    String line = "%20s %10s %12s %12s %12s %10s %10s%n";
    out.printf(line, "seed", "path", "train loss", "test loss", "trace", "/ least", "distance");
    for (OfSeed row : rows) {
      for (Run run : row.runs()) {
        List<Double> distances = run.curve().distance();
        out.printf(
            line,
            row.seed(),
            run.path(),
            LayersCommand.shown("%.5g", run.end().trainLoss()),
            LayersCommand.shown("%.5g", run.end().testLoss()),
            LayersCommand.shown("%.5g", run.end().trace()),
            LayersCommand.shown("%.5f", run.end().ratio()),
            LayersCommand.shown("%.3g", distances.get(distances.size() - 1)));
      }
    }
    out.printf(
        Locale.ROOT,
        "anti-pgd is within 1 %% of the flattest on %d of %d seeds%n",
        rows.stream()
            .flatMap(row -> row.runs().stream())
            .filter(run -> run.path().equals("anti-pgd"))
            .filter(run -> run.end().ratio() <= NEAR && run.end().ratio() >= 1 / NEAR)
            .count(),
        rows.size());
    out.printf("%d of %d seeds done, rows in %s%n", rows.size(), seeds, folder);
    out.flush();
  }
}
