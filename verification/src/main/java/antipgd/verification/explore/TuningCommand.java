package antipgd.verification.explore;

import antipgd.descent.Rule;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.verification.Json;
import antipgd.verification.experiment.ValleyTuning;
import antipgd.verification.experiment.ValleyTuning.Decay;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where on a grid of eta and sigma which rule ends how flat. */
@Command(
    name = "tuning",
    description =
        "PGD and Anti-PGD on the widening valley over a grid of eta and sigma, constant and decayed,"
            + " at equal numbers of steps. Prints maps of the final Hessian trace over |u_0|^2; *"
            + " marks cells with chains that are not finite, which count as at the cap.",
    mixinStandardHelpOptions = true)
public final class TuningCommand extends CellsCommand<TuningCommand.Cell> {

  @Option(
      names = "--d",
      split = ",",
      defaultValue = "1,2,8,32",
      description = "Dimensions of u. Default: ${DEFAULT-VALUE}.")
  private int[] d;

  @Option(
      names = "--eta-norm2",
      split = ",",
      defaultValue = "0.015625,0.03125,0.0625,0.125,0.25,0.5,1,1.5,2,4",
      description = "Values of eta |u_0|^2. Default: ${DEFAULT-VALUE}.")
  private double[] etaNorm2;

  @Option(
      names = "--sigma2",
      split = ",",
      defaultValue = "0.00006103515625,0.000244140625,0.0009765625,0.00390625,0.015625,0.0625,0.25",
      description = "Values of sigma^2 / |u_0|^2. Default: ${DEFAULT-VALUE}.")
  private double[] sigma2;

  @Option(names = "--steps", description = "Steps of each chain. Default: ${DEFAULT-VALUE}.")
  private int steps = 4000;

  @Option(
      names = "--quiet",
      description = "Steps without noise at the end. Default: ${DEFAULT-VALUE}.")
  private int quiet = 400;

  @Option(names = "--chains", description = "Chains of each cell. Default: ${DEFAULT-VALUE}.")
  private int chains = 256;

  @Option(
      names = "--cap",
      description = "Cap of the mean, over |u_0|^2. Default: ${DEFAULT-VALUE}.")
  private double cap = 64;

  @Option(
      names = "--law",
      defaultValue = "rademacher",
      converter = LawConverter.class,
      description = "rademacher (default) or gaussian.")
  private Law law;

  /** Made by picocli. */
  public TuningCommand() {}

  /** A dimension, rule and schedule with its cells, a row an eta, a column a sigma. */
  record Map(int d, Rule rule, Decay decay, double[][] traces, double[][] notFinite) {}

  /** A choice of parameters. */
  record Cell(Map map, int row, int column) {}

  private final List<Map> maps = new ArrayList<>();

  @Override
  void check() {
    Bounds.atLeast("number of d", d.length, 1);
    for (int each : d) {
      Bounds.within("d", each, 1, 1 << 16);
    }
    Bounds.atLeast("number of eta-norm2", etaNorm2.length, 1);
    for (double each : etaNorm2) {
      Bounds.positive("eta-norm2", each);
    }
    Bounds.atLeast("number of sigma2", sigma2.length, 1);
    for (double each : sigma2) {
      Bounds.finite("sigma2", each);
    }
    Bounds.atLeast("steps", steps, 1);
    Bounds.within("quiet", quiet, 0, steps);
    Bounds.within("chains", chains, 1, 1 << 20);
    Bounds.positive("cap", cap);
  }

  @Override
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int each : d) {
      for (Rule rule : List.of(Rule.PGD, Rule.ANTI_PGD)) {
        for (Decay decay : Decay.values()) {
          Map map = new Map(each, rule, decay, nowhere(), nowhere());
          maps.add(map);
          for (int row = 0; row < etaNorm2.length; row++) {
            for (int column = 0; column < sigma2.length; column++) {
              cells.add(new Cell(map, row, column));
            }
          }
        }
      }
    }
    return cells;
  }

  private double[][] nowhere() {
    double[][] matrix = new double[etaNorm2.length][sigma2.length];
    for (double[] row : matrix) {
      Arrays.fill(row, Double.NaN);
    }
    return matrix;
  }

  @Override
  void work(Cell cell, StepKernel kernel) {
    Map map = cell.map;
    ValleyTuning tuning =
        new ValleyTuning(
            map.d, map.rule, map.decay, etaNorm2[cell.row], sigma2[cell.column], steps, quiet);
    // Not the record's own hash code, which differs from VM to VM.
    NoiseStream noise = new NoiseStream(seed(), tuning.toString().hashCode(), law);
    double sum = 0;
    int notFinite = 0;
    for (double trace : tuning.traces(kernel, noise, chains)) {
      sum += ValleyTuning.capped(trace, cap);
      notFinite += Double.isFinite(trace) ? 0 : 1;
    }
    map.traces[cell.row][cell.column] = sum / chains;
    map.notFinite[cell.row][cell.column] = (double) notFinite / chains;
  }

  @Override
  void print(PrintWriter out) {
    maps.forEach(map -> print(map, out));
  }

  private void print(Map map, PrintWriter out) {
    out.printf(
        "d = %d, %s, %s%n%12s |",
        map.d, NameConverter.typed(map.rule), NameConverter.typed(map.decay), "eta\\sigma2");
    for (double each : sigma2) {
      out.printf(Locale.ROOT, " %10.3g", each);
    }
    out.println();
    for (int row = 0; row < etaNorm2.length; row++) {
      out.printf(Locale.ROOT, "%12.4g |", etaNorm2[row]);
      for (int column = 0; column < sigma2.length; column++) {
        out.printf(
            Locale.ROOT,
            " %9.3g%s",
            map.traces[row][column],
            map.notFinite[row][column] > 0 ? "*" : " ");
      }
      out.println();
    }
  }

  @Override
  String schema() {
    return "antipgd-tuning/1";
  }

  @Override
  void describeSettings(ObjectNode root) {
    root.put("law", NameConverter.typed(law));
    root.put("steps", steps);
    root.put("quiet", quiet);
    root.put("chains", chains);
    root.put("cap", cap);
    ArrayNode etas = root.putArray("etaNorm2");
    for (double each : etaNorm2) {
      etas.add(each);
    }
    ArrayNode sigmas = root.putArray("sigma2");
    for (double each : sigma2) {
      sigmas.add(each);
    }
  }

  @Override
  void describeResults(ObjectNode root) {
    ArrayNode array = root.putArray("maps");
    maps.forEach(map -> describe(map, array.addObject()));
  }

  private static void describe(Map map, ObjectNode json) {
    json.put("d", map.d);
    json.put("rule", NameConverter.typed(map.rule));
    json.put("schedule", NameConverter.typed(map.decay));
    matrix(map.traces, json.putArray("trace"));
    matrix(map.notFinite, json.putArray("notFinite"));
  }

  private static void matrix(double[][] values, ArrayNode rows) {
    for (double[] row : values) {
      ArrayNode array = rows.addArray();
      for (double value : row) {
        Json.add(array, value);
      }
    }
  }
}
