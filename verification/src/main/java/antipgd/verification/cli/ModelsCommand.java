// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.ModelsDocument;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.noise.StreamId;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.RegularizedDescent;
import antipgd.verification.experiment.RuleComparison;
import antipgd.verification.experiment.Setting;
import antipgd.verification.experiment.SimpleModel;
import antipgd.verification.experiment.Training;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How near to the flattest interpolating point one arrives on the simple models. */
@Command(
    name = "models",
    description =
        "The simple models of the follow-up, whose Hessian trace is an l1, group l1 or nuclear norm:"
            + " GD, Anti-PGD and the descent on the regularized loss from normal starts. Prints the"
            + " trace at the end over the least of all interpolating points.",
    mixinStandardHelpOptions = true)
public final class ModelsCommand extends SteppingCommand {

  private static final long MOST = 1L << 40;

  @Mixin private Seed seed;

  @Mixin private Output output;

  @Option(names = "--seeds", description = "Number of starts. Default: ${DEFAULT-VALUE}.")
  private int seeds = 20;

  @Option(names = "--steps", description = "Steps of each chain. Default: ${DEFAULT-VALUE}.")
  private long steps = 40_000;

  @Option(
      names = "--quiet",
      description = "Steps without noise at the end. Default: ${DEFAULT-VALUE}.")
  private long quiet = 4000;

  @Option(names = "--eta", description = "Step size. Default: ${DEFAULT-VALUE}.")
  private double eta = 0.2;

  @Option(names = "--sigma", description = "Noise scale. Default: ${DEFAULT-VALUE}.")
  private double sigma = 0.1;

  @Option(names = "--init", description = "Scale of the normal start. Default: ${DEFAULT-VALUE}.")
  private double init = 1;

  /** Made by picocli. */
  public ModelsCommand() {}

  @Override
  void check() {
    Bounds.within("seeds", seeds, 1, 1 << 16);
    Bounds.within("steps", steps, 1, MOST);
    Bounds.within("quiet", quiet, 0, steps);
    Bounds.finite("eta", eta);
    Bounds.finite("sigma", sigma);
    Bounds.finite("init", init);
    output.check();
  }

  @Override
  int run() throws IOException, InterruptedException {
    StepKernel kernel = StepKernels.chosen();
    PrintWriter out = spec.commandLine().getOut();
    List<ModelsDocument.Model> models = new ArrayList<>();
    int all = SimpleModel.values().length;
    Progress progress = new Progress(spec.commandLine().getErr(), "model", all);
    try (Interruption interruption = new Interruption()) {
      out.printf("%10s %8s %12s %12s %12s %12s%n", "model", "least", "rule", "median", "of", "to");
      for (SimpleModel model : SimpleModel.values()) {
        RuleComparison comparison =
            new RuleComparison(
                kernel,
                new Setting(eta, sigma, 0, steps, quiet),
                List.of(Rule.GD, Rule.ANTI_PGD),
                seeds,
                0,
                k -> model.from(stream(model, "start", k), init),
                k -> stream(model, "noise", k));
        List<Long> at = checkpoints();
        comparison.run(at, interruption::requested, done -> {});
        if (interruption.requested()) {
          break;
        }
        models.add(model(model, comparison, at, out));
        progress.at(models.size());
      }
      out.printf("%d of %d models done%n", models.size(), all);
      out.flush();
      output.write(
          DocumentKind.MODELS,
          kernel,
          new ModelsDocument(
              new ModelsDocument.Setting(init, eta, sigma, steps, quiet, seeds, seed.value()),
              models.size() < all,
              models));
    }
    return 0;
  }

  private NoiseStream stream(SimpleModel model, String what, int k) {
    String name = "models " + Names.typed(model) + " " + what + " " + k;
    return new NoiseStream(seed.value(), StreamId.of(name), Law.GAUSSIAN);
  }

  /** 0, 1, 2, 4, 8 and so on, the end of the noise and the end. */
  private List<Long> checkpoints() {
    TreeSet<Long> at = new TreeSet<>(List.of(0L, steps - quiet, steps));
    for (long n = 1; n < steps; n *= 2) {
      at.add(n);
    }
    return List.copyOf(at);
  }

  private ModelsDocument.Model model(
      SimpleModel model, RuleComparison comparison, List<Long> at, PrintWriter out) {
    List<ModelsDocument.Curve> curves = new ArrayList<>();
    for (Rule rule : List.of(Rule.GD, Rule.ANTI_PGD)) {
      double[][] traces = new double[seeds][];
      for (int k = 0; k < seeds; k++) {
        traces[k] =
            comparison.training(k, rule).curve().stream()
                .map(Training.CurvePoint::metrics)
                .mapToDouble(metrics -> metrics.trace())
                .toArray();
      }
      curves.add(curve(Names.typed(rule), model, traces));
    }
    double[][] oracle = new double[seeds][];
    Arrays.parallelSetAll(oracle, k -> oracle(model, k, at));
    curves.add(curve("descent", model, oracle));
    int end = at.size() - 1;
    for (ModelsDocument.Curve curve : curves) {
      out.printf(
          Locale.ROOT,
          "%10s %8.4g %12s %12.5g %12.5g %12.5g%n",
          Names.typed(model),
          model.leastTrace(),
          curve.rule(),
          curve.median().get(end),
          curve.least().get(end),
          curve.most().get(end));
    }
    out.flush();
    return new ModelsDocument.Model(Names.typed(model), model.leastTrace(), at, curves);
  }

  /** The traces of the descent on the regularized loss from a start. */
  private double[] oracle(SimpleModel model, int k, List<Long> at) {
    SimpleModel.Start from = model.from(stream(model, "start", k), init);
    Recipe recipe =
        new Recipe(
            Rule.ANTI_PGD,
            Schedule.constant(eta),
            Schedule.constant(sigma).until(steps - quiet),
            stream(model, "noise", k));
    RegularizedDescent descent = new RegularizedDescent(from.landscape(), recipe, from.start());
    double[] traces = new double[at.size()];
    for (int i = 0; i < traces.length; i++) {
      while (descent.steps() < at.get(i)) {
        descent.step();
      }
      traces[i] = from.landscape().hessianTrace(descent.z());
    }
    return traces;
  }

  private static ModelsDocument.Curve curve(String rule, SimpleModel model, double[][] traces) {
    List<Double> median = new ArrayList<>();
    List<Double> least = new ArrayList<>();
    List<Double> most = new ArrayList<>();
    for (int i = 0; i < traces[0].length; i++) {
      int at = i;
      double[] ratios =
          Arrays.stream(traces)
              .mapToDouble(ofSeed -> ofSeed[at] / model.leastTrace())
              .sorted()
              .toArray();
      median.add((ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2);
      least.add(ratios[0]);
      most.add(ratios[ratios.length - 1]);
    }
    List<Double> ends =
        Arrays.stream(traces)
            .map(ofSeed -> ofSeed[ofSeed.length - 1] / model.leastTrace())
            .toList();
    return new ModelsDocument.Curve(rule, ends, median, least, most);
  }
}
