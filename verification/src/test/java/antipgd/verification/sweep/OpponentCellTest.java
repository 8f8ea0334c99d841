// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.documents.ExperimentDocument.Figures;
import antipgd.documents.OpponentRow;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.verification.experiment.Contender;
import antipgd.verification.experiment.Contest;
import antipgd.verification.experiment.Method;
import antipgd.verification.experiment.PointMetrics;
import org.junit.jupiter.api.Test;

class OpponentCellTest {

  private static final Contender A = new Contender(Method.SAM, 0.1, 1);

  @Test
  void aRowIsTheContendersEnd() {
    OpponentCell cell = new OpponentCell(Contest.SENSING, A, 20, 7);
    OpponentRow row = cell.row(StepKernels.scalar(), Workers.common());
    PointMetrics end =
        A.run(
                StepKernels.scalar(),
                Contest.SENSING.problem(new NoiseStream(7, 1, Law.GAUSSIAN)),
                new NoiseStream(7, 0, Law.GAUSSIAN),
                20)
            .end();
    assertThat(row)
        .isEqualTo(
            new OpponentRow(
                new OpponentRow.Choice("sam", 0.1, 1),
                7,
                9 + 2,
                Double.isFinite(end.testLoss()),
                new Figures(end.trainLoss(), end.testLoss(), end.trace(), null),
                null));
    assertThat(cell.id()).isEqualTo("opponents_sensing_sam_eta0.1_strength1.0_budget20_seed7");
  }
}
