// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.documents.ExperimentDocument.Figures;
import antipgd.documents.OpponentRow;
import antipgd.verification.experiment.Contender;
import antipgd.verification.experiment.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContestCommandTest {

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
    assertThat(ContestCommand.best(List.of(A, B, C), rows::get)).isEqualTo(B);
    assertThat(ContestCommand.best(List.of(C, A), rows::get)).isEqualTo(A);
    assertThat(ContestCommand.best(List.of(C), rows::get)).isEqualTo(C);
  }

  /** Where something is classified the accuracy counts; of equals the first is taken. */
  @Test
  void ofNetworksTheAccuracyCounts() {
    Map<Contender, List<OpponentRow>> rows =
        Map.of(
            A, rows(A, new Figures(0, 0, 1, 0.8)),
            B, rows(B, new Figures(1, 1, 1, 0.9)),
            C, rows(C, new Figures(0, 0, 1, 0.9)));
    assertThat(ContestCommand.best(List.of(A, B, C), rows::get)).isEqualTo(B);
  }

  /** Stopped in the second contender, where a row of the third was there before. */
  @Test
  void whatIsShownHasAllOfItsRows() {
    List<OpponentRow> a = rows(A, loss(1), loss(2));
    List<OpponentRow> b = rows(B, loss(3));
    List<OpponentRow> c = rows(C, loss(4), loss(5));
    List<OpponentRow> runs = Stream.of(a, b, c).flatMap(List::stream).toList();
    assertThat(ContestCommand.whole(runs, 2)).containsExactly(a, c);
  }
}
