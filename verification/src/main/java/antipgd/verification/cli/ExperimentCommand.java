// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.ExperimentDocument;
import antipgd.documents.ExperimentDocument.Curve;
import antipgd.documents.ExperimentDocument.Figures;
import antipgd.documents.ExperimentDocument.Run;
import antipgd.documents.SampleMean;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.experiment.PointMetrics;
import antipgd.verification.experiment.Problem;
import antipgd.verification.experiment.RuleComparison;
import antipgd.verification.experiment.Setting;
import antipgd.verification.experiment.Training;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains the three rules on one problem a seed, and prints a row for each chain and, of the chains
 * that Ctrl-C left whole, who won. A subclass has the problem and its options.
 */
abstract class ExperimentCommand extends SteppingCommand {

  private static final int NOISE = 0;
  private static final int DATA = 1;
  private static final long MOST = 1L << 40;

  @Mixin private Seed seed;

  @Mixin private Output output;

  @Option(
      names = "--seeds",
      description =
          "Number of seeds: one data set, start and noise each. Default: ${DEFAULT-VALUE}.")
  int seeds;

  @Option(names = "--steps", description = "Steps of each chain. Default: ${DEFAULT-VALUE}.")
  long steps;

  @Option(
      names = "--quiet",
      description = "Steps without noise at the end. Default: ${DEFAULT-VALUE}.")
  long quiet;

  @Option(names = "--eta", description = "Step size. Default: ${DEFAULT-VALUE}.")
  double eta;

  @Option(names = "--sigma", description = "Noise scale. Default: ${DEFAULT-VALUE}.")
  double sigma;

  @Option(
      names = "--batch",
      paramLabel = "EXAMPLES",
      description =
          "Examples that a step takes the gradient of, so that GD is SGD: a divisor of the number of"
              + " all. Default: all.")
  private Integer batch;

  @Option(names = "--init", description = "Scale of the normal start. Default: ${DEFAULT-VALUE}.")
  double init;

  @Option(
      names = "--law",
      defaultValue = "gaussian",
      converter = LawConverter.class,
      description = "gaussian (default) or rademacher.")
  private Law law;

  ExperimentCommand(int seeds, long steps, long quiet, double eta, double sigma, double init) {
    this.seeds = seeds;
    this.steps = steps;
    this.quiet = quiet;
    this.eta = eta;
    this.sigma = sigma;
    this.init = init;
  }

  /** Refuses bad options of the subclass, before any work. */
  abstract void checkProblem();

  /** Number of examples to train on. */
  abstract int examples();

  /** Fetches what problems are made of; empty if it can be had, else why not. */
  Optional<String> obstacle() {
    return Optional.empty();
  }

  /** What the result file holds. */
  abstract DocumentKind kind();

  /** The subclass's options. */
  abstract ExperimentDocument.Problem options();

  abstract Problem problem(NoiseStream data);

  /** First step with noise. */
  long onset() {
    return 0;
  }

  /** An estimate of the Hessian trace at the end of a chain; null if a subclass makes none. */
  SampleMean hutchinson(Training training) {
    return null;
  }

  @Override
  final void check() {
    Bounds.within("seeds", seeds, 1, 1 << 16);
    Bounds.within("steps", steps, 1, MOST);
    Bounds.within("quiet", quiet, 0, steps);
    Bounds.finite("eta", eta);
    Bounds.finite("sigma", sigma);
    Bounds.finite("init", init);
    checkProblem();
    Bounds.require(
        batch == null || batch > 0 && examples() % batch == 0,
        "batch",
        batch,
        "a divisor of " + examples() + ", the number of examples");
    output.check();
  }

  @Override
  final int run() throws IOException, InterruptedException {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      spec.commandLine().getErr().println(spec.name() + " skipped: " + obstacle.get());
      return CommandLine.ExitCode.SOFTWARE;
    }
    StepKernel kernel = StepKernels.chosen();
    PrintWriter out = spec.commandLine().getOut();
    Setting setting = new Setting(eta, sigma, onset(), steps, quiet, batch == null ? 0 : batch);
    RuleComparison comparison =
        new RuleComparison(
            kernel,
            setting,
            List.of(Rule.values()),
            seeds,
            seed.value(),
            k -> problem(new NoiseStream(seed.value() + k, DATA, Law.GAUSSIAN)),
            k -> new NoiseStream(seed.value() + k, NOISE, law));
    Progress progress = new Progress(spec.commandLine().getErr(), "step", comparison.totalSteps());
    try (Interruption interruption = new Interruption()) {
      comparison.run(setting.checkpoints(), interruption::requested, progress::at);
      output.write(kind(), kernel, report(comparison, out));
    }
    return 0;
  }

  private ExperimentDocument<?> report(RuleComparison comparison, PrintWriter out) {
    long done = comparison.trainings().stream().mapToLong(Training::steps).sum();
    boolean interrupted = done < comparison.totalSteps();
    List<Run> runs = new ArrayList<>();
    out.printf(
        "%20s %8s %10s %12s %12s %12s %8s%n",
        "seed", "rule", "steps", "train loss", "test loss", "trace", "accuracy");
    Map<Training, PointMetrics> whole = new LinkedHashMap<>();
    for (Training training : comparison.trainings()) {
      if (training.steps() == 0) {
        continue;
      }
      PointMetrics metrics = training.read();
      out.printf(
          Locale.ROOT,
          "%20d %8s %10d %12.5g %12.5g %12.5g %8.4g%n",
          training.seed(),
          Names.typed(training.rule()),
          training.steps(),
          metrics.trainLoss(),
          metrics.testLoss(),
          metrics.trace(),
          metrics.testAccuracy());
      runs.add(described(training, metrics));
      if (training.steps() == steps) {
        whole.put(training, metrics);
      }
    }
    for (Rule other : List.of(Rule.GD, Rule.PGD)) {
      compare("trace", whole, other, PointMetrics::trace, out);
      compare("test loss", whole, other, PointMetrics::testLoss, out);
      if (whole.values().stream().anyMatch(metrics -> !Double.isNaN(metrics.testAccuracy()))) {
        compare("test error", whole, other, metrics -> 1 - metrics.testAccuracy(), out);
      }
    }
    if (interrupted) {
      out.printf("stopped after %d of %d steps%n", done, comparison.totalSteps());
    }
    out.flush();
    return new ExperimentDocument<>(
        options(),
        new ExperimentDocument.Setting(
            init,
            eta,
            sigma,
            Names.typed(law),
            steps,
            quiet,
            batch,
            new ExperimentDocument.Seeds(seeds, seed.value())),
        interrupted,
        runs);
  }

  private static void compare(
      String what,
      Map<Training, PointMetrics> whole,
      Rule other,
      ToDoubleFunction<PointMetrics> quantity,
      PrintWriter out) {
    List<Double> ratios = new ArrayList<>();
    whole.forEach(
        (ours, metrics) ->
            whole.forEach(
                (theirs, otherMetrics) -> {
                  if (ours.rule() == Rule.ANTI_PGD
                      && theirs.rule() == other
                      && ours.seed() == theirs.seed()) {
                    double ratio =
                        quantity.applyAsDouble(otherMetrics) / quantity.applyAsDouble(metrics);
                    // A chain that blew up has infinitely much.
                    ratios.add(
                        Double.isNaN(ratio) && ours.isFinite() ? Double.POSITIVE_INFINITY : ratio);
                  }
                }));
    if (!ratios.isEmpty()) {
      double[] sorted = ratios.stream().mapToDouble(ratio -> ratio).sorted().toArray();
      out.printf(
          Locale.ROOT,
          "%s: anti-pgd below %s on %d of %d seeds; %s's is %.4g times as much (median; %.4g to"
              + " %.4g)%n",
          what,
          Names.typed(other),
          Arrays.stream(sorted).filter(ratio -> ratio > 1).count(),
          sorted.length,
          Names.typed(other),
          sorted[sorted.length / 2],
          sorted[0],
          sorted[sorted.length - 1]);
    }
  }

  private Run described(Training training, PointMetrics end) {
    boolean classifies = !Double.isNaN(end.testAccuracy());
    return new Run(
        training.seed(),
        Names.typed(training.rule()),
        training.steps(),
        training.isFinite(),
        new Figures(
            end.trainLoss(), end.testLoss(), end.trace(), classifies ? end.testAccuracy() : null),
        hutchinson(training),
        new Curve(
            training.curve().stream().map(Training.CurvePoint::step).toList(),
            curve(training, PointMetrics::trainLoss),
            curve(training, PointMetrics::testLoss),
            curve(training, PointMetrics::trace),
            classifies ? curve(training, PointMetrics::testAccuracy) : null));
  }

  private static List<Double> curve(Training training, Function<PointMetrics, Double> quantity) {
    return training.curve().stream().map(Training.CurvePoint::metrics).map(quantity).toList();
  }
}
