// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.LayersDocument;
import antipgd.documents.LayersDocument.Width;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.descent.Descent;
import antipgd.verification.experiment.LayerNoise;
import antipgd.verification.landscape.TwoLayerLinear;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Moments;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.LocalThreads;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Noise on all layers against noise on one layer at a time, as the network gets wider. */
@Command(
    name = "layers",
    description =
        "Anti-PGD on a two-layer linear network f = <a, b> from layers of unit norm, with noise on"
            + " all layers or on one at a time. Prints for each width the variance of f under one"
            + " draw of noise beside its formula, then loss and Hessian trace after training.",
    mixinStandardHelpOptions = true)
public final class LayersCommand extends SteppingCommand {

  private static final float TARGET = 1;

  @Mixin private Seed seed;

  @Mixin private Output output;

  @Option(
      names = "--widths",
      split = ",",
      defaultValue = "64,256,1024",
      description = "Widths m. Default: ${DEFAULT-VALUE}.")
  private int[] widths;

  @Option(names = "--sigma", description = "Noise scale. Default: ${DEFAULT-VALUE}.")
  private double sigma = 0.1;

  @Option(names = "--eta", description = "Step size of the training. Default: ${DEFAULT-VALUE}.")
  private double eta = 0.1;

  @Option(
      names = "--draws",
      description = "Draws of noise for the variance. Default: ${DEFAULT-VALUE}.")
  private int draws = 20_000;

  @Option(
      names = "--seeds",
      description = "Chains that are trained at each width. Default: ${DEFAULT-VALUE}.")
  private int seeds = 20;

  @Option(
      names = "--steps",
      description = "Steps of each chain, the last tenth without noise. Default: ${DEFAULT-VALUE}.")
  private int steps = 2000;

  /** Made by picocli. */
  public LayersCommand() {}

  /** A width and a noise. */
  private record Case(int m, LayerNoise noise, LayersDocument.Setting setting)
      implements Cell<Width> {

    @Override
    public String id() {
      return "layers_" + Names.typed(noise) + "_" + m;
    }

    @Override
    public Width row(StepKernel kernel, Workers workers) {
      NoiseStream stream = new NoiseStream(setting.seed(), 2 * m + noise.ordinal(), Law.GAUSSIAN);
      TwoLayerLinear network = new TwoLayerLinear(m, TARGET);
      Moments squares = new Moments();
      Arrays.stream(
              noise.squaredDeviations(kernel, network, setting.sigma(), stream, setting.draws()))
          .forEach(squares::add);
      Moments loss = new Moments();
      Moments trace = new Moments();
      train(kernel, network, stream, loss, trace);
      return new Width(
          m,
          Names.typed(noise),
          new LayersDocument.Output(
              squares.mean(), squares.standardError(), noise.variance(m, setting.sigma())),
          loss.mean(),
          trace.mean(),
          (int) (setting.seeds() - loss.count()));
    }

    /** Adds where the finite chains are after the training. */
    private void train(
        StepKernel kernel,
        TwoLayerLinear network,
        NoiseStream stream,
        Moments loss,
        Moments trace) {
      long steps = setting.steps();
      Schedule eta = Schedule.constant(setting.eta());
      Schedule sigma = Schedule.constant(setting.sigma()).until(steps - Math.max(1, steps / 10));
      Recipe training = new Recipe(Rule.ANTI_PGD, eta, sigma, stream);
      for (int k = 1; k <= setting.seeds(); k++) {
        Descent chain = noise.descent(kernel, network, training, 2L * m * k);
        for (long n = 0; n < steps; n++) {
          chain.step();
        }
        double end = network.loss(chain.w());
        if (Double.isFinite(end)) {
          loss.add(end);
          trace.add(network.hessianTrace(chain.w()));
        }
      }
    }
  }

  @Override
  void check() {
    Bounds.atLeast("number of widths", widths.length, 1);
    for (int m : widths) {
      Bounds.within("widths", m, 1, 1 << 20);
    }
    Bounds.positive("sigma", sigma);
    Bounds.finite("eta", eta);
    Bounds.atLeast("draws", draws, 2);
    Bounds.within("seeds", seeds, 1, 1 << 16);
    Bounds.atLeast("steps", steps, 1);
    output.check();
  }

  @Override
  int run() throws IOException, InterruptedException {
    List<Case> cells =
        Arrays.stream(widths)
            .boxed()
            .flatMap(
                m -> Arrays.stream(LayerNoise.values()).map(noise -> new Case(m, noise, setting())))
            .distinct()
            .toList();
    Map<Cell<Width>, Width> found = new HashMap<>();
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr(), "cell", cells.size());
    try (Interruption interruption = new Interruption()) {
      LocalThreads.all()
          .compute(
              cells,
              (cell, row) -> {
                found.put(cell, row);
                progress.at(found.size());
              },
              interruption::requested);
      List<Width> rows = cells.stream().map(found::get).filter(Objects::nonNull).toList();
      print(rows, out);
      out.printf("%d of %d cells done%n", rows.size(), cells.size());
      out.flush();
      output.write(
          DocumentKind.LAYERS,
          StepKernels.chosen(),
          new LayersDocument(setting(), rows.size() < cells.size(), rows));
    }
    return 0;
  }

  private LayersDocument.Setting setting() {
    return new LayersDocument.Setting(sigma, eta, draws, seeds, steps, seed.value());
  }

  private static void print(List<Width> rows, PrintWriter out) {
    String line = "%8s %6s %24s %12s %12s %12s %8s%n";
    out.printf(line, "width", "noise", "variance of f", "formula", "loss", "trace", "not fin");
    for (Width row : rows) {
      out.printf(
          line,
          row.width(),
          row.noise(),
          shown("%.6g", row.output().variance())
              + " +- "
              + shown("%.2g", row.output().standardError()),
          shown("%.6g", row.output().expected()),
          shown("%.4g", row.loss()),
          shown("%.4g", row.trace()),
          row.notFinite());
    }
  }

  /** A number; a dash where it is none. */
  static String shown(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }
}
