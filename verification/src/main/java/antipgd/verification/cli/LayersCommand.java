// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.LayersDocument;
import antipgd.documents.LayersDocument.Width;
import antipgd.step.StepKernels;
import antipgd.verification.experiment.LayerNoise;
import antipgd.verification.experiment.WideModel;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import antipgd.verification.sweep.KeptCells;
import antipgd.verification.sweep.LayersCell;
import antipgd.verification.sweep.LocalThreads;
import antipgd.verification.sweep.RowFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Noise on all layers against noise on one layer in a step, as the network gets wider. */
@Command(
    name = "layers",
    description =
        "Anti-PGD on a wide network, with noise on all layers or on one in a step. Prints for each"
            + " width the mean square change of the output under one draw of noise, at the start and"
            + " in training, each beside its formula where there is one, then loss and Hessian trace"
            + " after training.",
    mixinStandardHelpOptions = true)
public final class LayersCommand extends SteppingCommand {

  @Mixin private Seed seed;

  @Mixin private Output output;

  @Option(
      names = "--network",
      defaultValue = "linear-2",
      converter = ModelConverter.class,
      description = "linear-2, linear-3, relu-2 or relu-3. Default: ${DEFAULT-VALUE}.")
  private WideModel model;

  @Option(
      names = "--noise",
      split = ",",
      defaultValue = "all,random",
      converter = NoiseConverter.class,
      description =
          "Layers with noise in a step: all; one, in turn; random, one that is drawn. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<LayerNoise> noises;

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
      description = "Draws of noise for the variance at the start. Default: ${DEFAULT-VALUE}.")
  private int draws = 20_000;

  @Option(
      names = "--seeds",
      description = "Chains that are trained at each width. Default: ${DEFAULT-VALUE}.")
  private int seeds = 20;

  @Option(
      names = "--steps",
      description =
          "Steps of each chain, the last tenth without noise; the output is read in the last "
              + LayersCell.READ
              + " with noise. Default: ${DEFAULT-VALUE}.")
  private int steps = 2000;

  @Option(
      names = "--rows",
      paramLabel = "FOLDER",
      description = "Keeps a file for each width and noise there, and skips those that are there.")
  private Path folder;

  /** Made by picocli. */
  public LayersCommand() {}

  private static final class ModelConverter extends NameConverter<WideModel> {
    ModelConverter() {
      super(WideModel.values());
    }
  }

  private static final class NoiseConverter extends NameConverter<LayerNoise> {
    NoiseConverter() {
      super(LayerNoise.values());
    }
  }

  @Override
  void check() {
    Bounds.atLeast("number of widths", widths.length, 1);
    for (int m : widths) {
      Bounds.within("widths", m, 1, model.depth() == 2 ? 1 << 20 : 1 << 13);
    }
    Bounds.positive("sigma", sigma);
    Bounds.finite("eta", eta);
    Bounds.atLeast("draws", draws, 2);
    Bounds.within("seeds", seeds, 1, 1 << 16);
    Bounds.atLeast("steps", steps, 1);
    if (folder != null) {
      RowFiles.checkFolder(folder);
    }
    output.check();
  }

  @Override
  int run() throws IOException, InterruptedException {
    List<LayersCell> cells =
        Arrays.stream(widths)
            .boxed()
            .flatMap(m -> noises.stream().map(noise -> new LayersCell(model, m, noise, setting())))
            .distinct()
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    try (Interruption interruption = new Interruption()) {
      KeptCells<Width> kept =
          new KeptCells<>(
              cells, Optional.ofNullable(folder).map(rows -> new RowFiles<>(rows, Width.class)));
      Progress.compute(kept, LocalThreads.all(), spec.commandLine(), interruption);
      List<Width> rows = kept.rows();
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
    return new LayersDocument.Setting(
        sigma, eta, draws, seeds, steps, seed.value(), Names.typed(model));
  }

  private static void print(List<Width> rows, PrintWriter out) {
    String line = "%8s %8s %24s %12s %24s %12s %12s %12s %8s%n";
    out.printf(
        line,
        "width",
        "noise",
        "change of f at start",
        "formula",
        "in training",
        "formula",
        "loss",
        "trace",
        "not fin");
    for (Width row : rows) {
      out.printf(
          line,
          row.width(),
          row.noise(),
          shown(row.output()),
          shown("%.6g", row.output().expected()),
          shown(row.training()),
          shown("%.6g", row.training().expected()),
          shown("%.4g", row.loss()),
          shown("%.4g", row.trace()),
          row.notFinite());
    }
  }

  private static String shown(LayersDocument.Output output) {
    return shown("%.6g", output.variance()) + " +- " + shown("%.2g", output.standardError());
  }

  /** A number; a dash where it is none. */
  static String shown(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }
}
