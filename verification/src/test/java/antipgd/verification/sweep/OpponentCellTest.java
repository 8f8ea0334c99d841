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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpponentCellTest {

  private static final Contender A = new Contender(Method.SAM, 0.1, 1);
  private static final Contender B = new Contender(Method.SAM, 0.2, 1);
  private static final Contender C = new Contender(Method.SAM, 0.4, 1);

  private static List<OpponentRow> rows(Contender of, Figures... ends) {
    OpponentRow.Choice choice = new OpponentRow.Choice("sam", of.eta(), of.strength());
    return Arrays.stream(ends)
        .map(end -> new OpponentRow(choice, 0, 9, Double.isFinite(end.trainLoss()), end, null))
        .toList();
  }

  private static Figures loss(double testLoss) {
    return new Figures(testLoss, testLoss, 1, null);
  }

  /** Medians 3, 2 and, with two chains of three that blew up, no number. */
  @Test
  void theBestHasTheLeastMedianTestError() {
    Map<Contender, List<OpponentRow>> rows =
        Map.of(
            A, rows(A, loss(1), loss(3), loss(4)),
            B, rows(B, loss(2), loss(9), loss(0.5)),
            C, rows(C, loss(Double.NaN), loss(0), loss(Double.NaN)));
    assertThat(OpponentCell.best(List.of(A, B, C), rows::get)).isEqualTo(B);
    assertThat(OpponentCell.best(List.of(C, A), rows::get)).isEqualTo(A);
    assertThat(OpponentCell.best(List.of(C), rows::get)).isEqualTo(C);
  }

  /** Where something is classified the accuracy counts; of equals the first is taken. */
  @Test
  void ofNetworksTheAccuracyCounts() {
    Map<Contender, List<OpponentRow>> rows =
        Map.of(
            A, rows(A, new Figures(0, 0, 1, 0.8)),
            B, rows(B, new Figures(1, 1, 1, 0.9)),
            C, rows(C, new Figures(0, 0, 1, 0.9)));
    assertThat(OpponentCell.best(List.of(A, B, C), rows::get)).isEqualTo(B);
  }

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
