package antipgd.verification.cli;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.Json;
import antipgd.verification.experiment.PointMetrics;
import antipgd.verification.experiment.Problem;
import antipgd.verification.experiment.RuleComparison;
import antipgd.verification.experiment.Setting;
import antipgd.verification.experiment.Training;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /** Fetches what problems are made of; empty if it can be had, else why not. */
  Optional<String> obstacle() {
    return Optional.empty();
  }

  abstract String schema();

  /** Puts the subclass's options. */
  abstract void describe(ObjectNode root);

  abstract Problem problem(NoiseStream data);

  /** First step with noise. */
  long onset() {
    return 0;
  }

  /** Puts what a subclass measures besides, at the end of a chain. */
  void describe(Training training, ObjectNode run) {}

  @Override
  final void check() {
    Bounds.within("seeds", seeds, 1, 1 << 16);
    Bounds.within("steps", steps, 1, MOST);
    Bounds.within("quiet", quiet, 0, steps);
    Bounds.finite("eta", eta);
    Bounds.finite("sigma", sigma);
    Bounds.finite("init", init);
    checkProblem();
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
    RuleComparison comparison =
        new RuleComparison(
            kernel,
            new Setting(eta, sigma, onset(), steps, quiet),
            List.of(Rule.values()),
            seeds,
            seed.value(),
            k -> problem(new NoiseStream(seed.value() + k, DATA, Law.GAUSSIAN)),
            k -> new NoiseStream(seed.value() + k, NOISE, law));
    ObjectNode root = output.document(schema(), kernel);
    describe(root);
    root.put("init", init);
    root.put("eta", eta);
    root.put("sigma", sigma);
    root.put("law", Names.typed(law));
    root.put("steps", steps);
    root.put("quiet", quiet);
    root.put("seeds", seeds);
    root.put("seed", seed.value());
    Progress progress = new Progress(spec.commandLine().getErr(), "step", comparison.totalSteps());
    try (Interruption interruption = new Interruption()) {
      comparison.run(checkpoints(), interruption::requested, progress::at);
      report(comparison, root, out);
      output.write(root);
    }
    return 0;
  }

  /** 0, 1, 2, 5, 10, 20, 50 and so on, the end of the noise and the end. */
  private List<Long> checkpoints() {
    List<Long> checkpoints = new ArrayList<>(List.of(0L, onset(), steps - quiet, steps));
    for (long decade = 1; decade <= steps; decade *= 10) {
      for (long digit : new long[] {1, 2, 5}) {
        if (digit * decade <= steps) {
          checkpoints.add(digit * decade);
        }
      }
    }
    return checkpoints;
  }

  private void report(RuleComparison comparison, ObjectNode root, PrintWriter out) {
    long done = comparison.trainings().stream().mapToLong(Training::steps).sum();
    boolean interrupted = done < comparison.totalSteps();
    root.put("interrupted", interrupted);
    ArrayNode runs = root.putArray("runs");
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
      describe(training, metrics, runs.addObject());
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

  private void describe(Training training, PointMetrics metrics, ObjectNode run) {
    run.put("seed", training.seed());
    run.put("rule", Names.typed(training.rule()));
    run.put("steps", training.steps());
    run.put("finite", training.isFinite());
    boolean classifies = !Double.isNaN(metrics.testAccuracy());
    Json.put(run, "trainLoss", metrics.trainLoss());
    Json.put(run, "testLoss", metrics.testLoss());
    Json.put(run, "trace", metrics.trace());
    if (classifies) {
      Json.put(run, "testAccuracy", metrics.testAccuracy());
    }
    describe(training, run);
    ObjectNode curve = run.putObject("curve");
    ArrayNode at = curve.putArray("step");
    training.curve().forEach(point -> at.add(point.step()));
    curve(training, curve, "trainLoss", PointMetrics::trainLoss);
    curve(training, curve, "testLoss", PointMetrics::testLoss);
    curve(training, curve, "trace", PointMetrics::trace);
    if (classifies) {
      curve(training, curve, "testAccuracy", PointMetrics::testAccuracy);
    }
  }

  private static void curve(
      Training training, ObjectNode curve, String field, ToDoubleFunction<PointMetrics> quantity) {
    ArrayNode values = curve.putArray(field);
    training.curve().forEach(point -> Json.add(values, quantity.applyAsDouble(point.metrics())));
  }
}
