// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.ExperimentDocument;
import antipgd.noise.NoiseStream;
import antipgd.verification.experiment.Problem;
import antipgd.verification.experiment.Sensing;
import antipgd.verification.settings.Bounds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The paper's matrix sensing with the user's settings. */
@Command(
    name = "sensing",
    description =
        "Matrix sensing: GD, PGD and Anti-PGD with noise on, then off. Prints loss, test loss and"
            + " Hessian trace of each, and who won.",
    mixinStandardHelpOptions = true)
public final class SensingCommand extends ExperimentCommand {

  @Option(
      names = "--size",
      defaultValue = "" + Sensing.SIZE,
      description = "Number of rows of U. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = {"--rank", "--sparsity"},
      defaultValue = "" + Sensing.RANK,
      description =
          "Rank of the truth, 0 to size: the number of its eigenvalues that are not zero. Default:"
              + " ${DEFAULT-VALUE}.")
  private int rank;

  @Option(
      names = "--examples",
      defaultValue = "" + Sensing.EXAMPLES,
      description = "Number of sensing matrices. Default: ${DEFAULT-VALUE}.")
  private int examples;

  /** Made by picocli. */
  public SensingCommand() {
    super(10, 60_000, 5000, Sensing.ETA, Sensing.SIGMA, 1);
  }

  @Override
  protected void checkProblem() {
    Bounds.within("size", size, 1, 256);
    Bounds.within("rank", rank, 0, size);
    Bounds.within("examples", examples, 1, 1 << 12);
  }

  @Override
  protected int examples() {
    return examples;
  }

  @Override
  protected DocumentKind kind() {
    return DocumentKind.SENSING;
  }

  @Override
  protected ExperimentDocument.Problem options() {
    return new ExperimentDocument.SensingProblem(size, rank, examples);
  }

  @Override
  Problem problem(NoiseStream data) {
    return Sensing.draw(data, size, rank, examples, init());
  }
}
