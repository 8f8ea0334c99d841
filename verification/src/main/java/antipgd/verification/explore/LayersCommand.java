package antipgd.verification.explore;

import antipgd.descent.LayeredDescent;
import antipgd.descent.Schedule;
import antipgd.landscape.TwoLayerLinear;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.verification.Json;
import antipgd.verification.experiment.LayerNoise;
import antipgd.verification.statistics.Moments;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Noise on all layers against noise on one layer at a time, as the network gets wider. */
@Command(
    name = "layers",
    description =
        "Anti-PGD on a two-layer linear network f = <a, b> from layers of unit norm, with noise on"
            + " all layers or on one at a time. Prints for each width the variance of f under one"
            + " draw of noise beside its formula, then loss and Hessian trace after training.",
    mixinStandardHelpOptions = true)
public final class LayersCommand extends CellsCommand<LayersCommand.Case> {

  private static final float TARGET = 1;

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

  /** A width and a noise, and what was found; null until then. */
  static final class Case {
    final int m;
    final LayerNoise noise;
    final Moments squares = new Moments();
    final Moments loss = new Moments();
    final Moments trace = new Moments();
    int notFinite;
    boolean done;

    Case(int m, LayerNoise noise) {
      this.m = m;
      this.noise = noise;
    }
  }

  private final List<Case> cases = new ArrayList<>();

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
  }

  @Override
  List<Case> cells() {
    for (int m : widths) {
      for (LayerNoise noise : LayerNoise.values()) {
        cases.add(new Case(m, noise));
      }
    }
    return cases;
  }

  @Override
  void work(Case each, StepKernel kernel) {
    Schedule constant = Schedule.constant(sigma);
    NoiseStream noise = new NoiseStream(seed(), 2 * each.m + each.noise.ordinal(), Law.GAUSSIAN);
    TwoLayerLinear network = new TwoLayerLinear(each.m, TARGET);
    double f = network.output(LayerNoise.unitNorm(each.m));
    LayeredDescent still =
        each.noise.descent(kernel, network, Schedule.constant(0), constant, noise, 0);
    for (int n = 0; n < draws; n++) {
      still.step();
      double error = network.output(still.w()) - f;
      each.squares.add(error * error);
    }
    long end = steps - Math.max(1, steps / 10);
    for (int k = 1; k <= seeds; k++) {
      LayeredDescent chain =
          each.noise.descent(
              kernel, network, Schedule.constant(eta), constant.until(end), noise, 2L * each.m * k);
      for (int n = 0; n < steps; n++) {
        chain.step();
      }
      double loss = network.loss(chain.w());
      if (Double.isFinite(loss)) {
        each.loss.add(loss);
        each.trace.add(network.hessianTrace(chain.w()));
      } else {
        each.notFinite++;
      }
    }
    each.done = true;
  }

  @Override
  void print(PrintWriter out) {
    out.printf(
        "%8s %6s %24s %12s %12s %12s %8s%n",
        "width", "noise", "variance of f", "formula", "loss", "trace", "not fin");
    for (Case each : cases) {
      if (each.done) {
        out.printf(
            Locale.ROOT,
            "%8d %6s %24s %12.6g %12.4g %12.4g %8d%n",
            each.m,
            NameConverter.typed(each.noise),
            String.format(
                Locale.ROOT, "%.6g +- %.2g", each.squares.mean(), each.squares.standardError()),
            each.noise.variance(each.m, sigma),
            mean(each.loss),
            mean(each.trace),
            each.notFinite);
      }
    }
  }

  private static double mean(Moments moments) {
    return moments.count() == 0 ? Double.NaN : moments.mean();
  }

  @Override
  String schema() {
    return "antipgd-layers/1";
  }

  @Override
  void describeSettings(ObjectNode root) {
    root.put("sigma", sigma);
    root.put("eta", eta);
    root.put("draws", draws);
    root.put("seeds", seeds);
    root.put("steps", steps);
  }

  @Override
  void describeResults(ObjectNode root) {
    ArrayNode array = root.putArray("widths");
    for (Case each : cases) {
      if (each.done) {
        ObjectNode json = array.addObject();
        json.put("width", each.m);
        json.put("noise", NameConverter.typed(each.noise));
        Json.put(json, "variance", each.squares.mean());
        Json.put(json, "standardError", each.squares.standardError());
        json.put("expected", each.noise.variance(each.m, sigma));
        Json.put(json, "loss", mean(each.loss));
        Json.put(json, "trace", mean(each.trace));
        json.put("notFinite", each.notFinite);
      }
    }
  }
}
