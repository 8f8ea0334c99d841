package antipgd.verification.cli;

import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.training.Schedule;
import antipgd.verification.Json;
import antipgd.verification.descent.Descent;
import antipgd.verification.experiment.LayerNoise;
import antipgd.verification.landscape.TwoLayerLinear;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import antipgd.verification.statistics.Moments;
import antipgd.verification.sweep.Cell;
import antipgd.verification.sweep.LocalThreads;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private record Case(
      int m, LayerNoise noise, double sigma, double eta, int draws, int seeds, int steps, long seed)
      implements Cell {

    @Override
    public String id() {
      return "layers_" + Names.typed(noise) + "_" + m;
    }

    @Override
    public ObjectNode row(StepKernel kernel, Workers workers) {
      NoiseStream stream = new NoiseStream(seed, 2 * m + noise.ordinal(), Law.GAUSSIAN);
      TwoLayerLinear network = new TwoLayerLinear(m, TARGET);
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      row.put("width", m);
      row.put("noise", Names.typed(noise));
      putVariance(row, kernel, network, stream);
      putTraining(row, kernel, network, stream);
      return row;
    }

    /** Of the output under one draw of noise. */
    private void putVariance(
        ObjectNode row, StepKernel kernel, TwoLayerLinear network, NoiseStream stream) {
      Recipe atRest = Recipe.constant(Rule.ANTI_PGD, 0, sigma, stream);
      double f = network.output(LayerNoise.unitNorm(m));
      Descent still = noise.descent(kernel, network, atRest, 0);
      Moments squares = new Moments();
      for (int n = 0; n < draws; n++) {
        still.step();
        double error = network.output(still.w()) - f;
        squares.add(error * error);
      }
      Json.put(row, "variance", squares.mean());
      Json.put(row, "standardError", squares.standardError());
      row.put("expected", noise.variance(m, sigma));
    }

    /** Where chains are after the training. */
    private void putTraining(
        ObjectNode row, StepKernel kernel, TwoLayerLinear network, NoiseStream stream) {
      Schedule untilTheEnd = Schedule.constant(sigma).until(steps - Math.max(1, steps / 10));
      Recipe training = new Recipe(Rule.ANTI_PGD, Schedule.constant(eta), untilTheEnd, stream);
      Moments loss = new Moments();
      Moments trace = new Moments();
      int notFinite = 0;
      for (int k = 1; k <= seeds; k++) {
        Descent chain = noise.descent(kernel, network, training, 2L * m * k);
        for (int n = 0; n < steps; n++) {
          chain.step();
        }
        double end = network.loss(chain.w());
        if (Double.isFinite(end)) {
          loss.add(end);
          trace.add(network.hessianTrace(chain.w()));
        } else {
          notFinite++;
        }
      }
      Json.put(row, "loss", loss.mean());
      Json.put(row, "trace", trace.mean());
      row.put("notFinite", notFinite);
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
    List<Cell> cells =
        Arrays.stream(widths)
            .boxed()
            .flatMap(m -> Arrays.stream(LayerNoise.values()).map(noise -> cell(m, noise)))
            .distinct()
            .toList();
    Map<Cell, ObjectNode> found = new HashMap<>();
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
      List<ObjectNode> rows = cells.stream().map(found::get).filter(Objects::nonNull).toList();
      print(rows, out);
      out.printf("%d of %d cells done%n", rows.size(), cells.size());
      out.flush();
      output.write(document(rows, rows.size() < cells.size()));
    }
    return 0;
  }

  private Cell cell(int m, LayerNoise noise) {
    return new Case(m, noise, sigma, eta, draws, seeds, steps, seed.value());
  }

  private static void print(List<ObjectNode> rows, PrintWriter out) {
    String line = "%8s %6s %24s %12s %12s %12s %8s%n";
    out.printf(line, "width", "noise", "variance of f", "formula", "loss", "trace", "not fin");
    for (ObjectNode row : rows) {
      out.printf(
          line,
          row.get("width"),
          row.get("noise").textValue(),
          shown("%.6g", row, "variance") + " +- " + shown("%.2g", row, "standardError"),
          shown("%.6g", row, "expected"),
          shown("%.4g", row, "loss"),
          shown("%.4g", row, "trace"),
          row.get("notFinite"));
    }
  }

  private static String shown(String format, ObjectNode row, String field) {
    return row.hasNonNull(field)
        ? String.format(Locale.ROOT, format, row.get(field).doubleValue())
        : "-";
  }

  private ObjectNode document(List<ObjectNode> rows, boolean interrupted) {
    ObjectNode root = output.document("antipgd-layers/1", StepKernels.chosen());
    root.put("sigma", sigma);
    root.put("eta", eta);
    root.put("draws", draws);
    root.put("seeds", seeds);
    root.put("steps", steps);
    root.put("seed", seed.value());
    root.put("interrupted", interrupted);
    root.putArray("widths").addAll(rows);
    return root;
  }
}
