// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.ExperimentDocument;
import antipgd.noise.NoiseStream;
import antipgd.verification.experiment.Problem;
import antipgd.verification.experiment.Regression;
import antipgd.verification.settings.Bounds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The paper's regression with the user's settings. */
@Command(
    name = "regression",
    description =
        "Quadratically parametrized regression: GD, PGD and Anti-PGD with noise on, then off. Prints"
            + " loss, test loss and Hessian trace of each, and who won.",
    mixinStandardHelpOptions = true)
public final class RegressionCommand extends ExperimentCommand {

  @Option(
      names = "--d",
      defaultValue = "" + Regression.D,
      description = "Number of weights. Default: ${DEFAULT-VALUE}.")
  private int d;

  @Option(
      names = "--examples",
      defaultValue = "" + Regression.EXAMPLES,
      description = "Number of examples. Default: ${DEFAULT-VALUE}.")
  private int examples;

  @Option(
      names = "--sparsity",
      defaultValue = "" + Regression.SPARSITY,
      description = "Number of non-zeros of the truth, 0 to d. Default: ${DEFAULT-VALUE}.")
  private int sparsity;

  /** Made by picocli. */
  public RegressionCommand() {
    super(20, 60_000, 5000, Regression.ETA, Regression.SIGMA, 1);
  }

  @Override
  protected void checkProblem() {
    Bounds.within("d", d, 1, 1 << 14);
    Bounds.within("examples", examples, 1, 1 << 14);
    Bounds.within("sparsity", sparsity, 0, d);
  }

  @Override
  protected int examples() {
    return examples;
  }

  @Override
  protected DocumentKind kind() {
    return DocumentKind.REGRESSION;
  }

  @Override
  protected ExperimentDocument.Problem options() {
    return new ExperimentDocument.RegressionProblem(d, examples, sparsity);
  }

  @Override
  Problem problem(NoiseStream data) {
    return Regression.draw(data, d, examples, sparsity, init());
  }
}
