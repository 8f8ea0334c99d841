// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.documents.ExperimentDocument.Figures;
import antipgd.documents.OpponentRow;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernel;
import antipgd.step.Workers;
import antipgd.verification.experiment.Contender;
import antipgd.verification.experiment.Contest;
import antipgd.verification.experiment.PointMetrics;
import antipgd.verification.settings.Names;

/**
 * A method with one choice of its parameters on one seed.
 *
 * @param contest what it is tried on
 * @param contender the method and its parameters
 * @param budget number of gradients
 * @param seed names data, start and noise: those of the explorer of this problem
 */
public record OpponentCell(Contest contest, Contender contender, long budget, long seed)
    implements Cell<OpponentRow> {

  private static final int NOISE = 0;
  private static final int DATA = 1;

  @Override
  public String id() {
    return String.join(
        "_",
        "opponents",
        Names.typed(contest),
        Names.typed(contender.method()),
        "eta" + contender.eta(),
        "strength" + contender.strength(),
        "budget" + budget,
        "seed" + seed);
  }

  @Override
  public OpponentRow row(StepKernel kernel, Workers workers) {
    Contender.Outcome outcome =
        contender.run(
            kernel,
            contest.problem(new NoiseStream(seed, DATA, Law.GAUSSIAN)),
            new NoiseStream(seed, NOISE, Law.GAUSSIAN),
            budget);
    PointMetrics end = outcome.end();
    return new OpponentRow(
        new OpponentRow.Choice(
            Names.typed(contender.method()), contender.eta(), contender.strength()),
        seed,
        outcome.steps(),
        outcome.finite(),
        new Figures(
            end.trainLoss(),
            end.testLoss(),
            end.trace(),
            Double.isNaN(end.testAccuracy()) ? null : end.testAccuracy()),
        null);
  }
}
