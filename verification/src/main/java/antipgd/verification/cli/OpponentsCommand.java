// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.OpponentRow;
import antipgd.documents.OpponentsDocument;
import antipgd.verification.experiment.Contender;
import antipgd.verification.experiment.Contest;
import antipgd.verification.experiment.Method;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import antipgd.verification.sweep.KeptCells;
import antipgd.verification.sweep.LocalThreads;
import antipgd.verification.sweep.OpponentCell;
import antipgd.verification.sweep.RowFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Other ways to a flat minimum, at equal budgets, each as good as a grid makes it. */
@Command(
    name = "opponents",
    description = {
      "GD, PGD, Anti-PGD, label noise SGD, sharpness-aware minimization and a trace penalty on one"
          + " problem, at equal budgets of gradients. Each has sixteen choices of its parameters,"
          + " of which the one with the least test error on seeds of their own is run on others.",
      "Stopped or failed, it goes on with the rows that are there."
    },
    mixinStandardHelpOptions = true)
public final class OpponentsCommand extends ContestCommand<Contender> {

  @Option(
      names = "--problem",
      defaultValue = "regression",
      converter = ContestConverter.class,
      description = "regression (default), sensing or digits.")
  private Contest contest;

  @Option(
      names = "--budget",
      description =
          "Gradients of all examples that a run may take; that of a batch counts as its share."
              + " Default: ${DEFAULT-VALUE}.")
  private long budget = 60_000;

  /** Made by picocli. */
  public OpponentsCommand() {
    super(3, 20);
  }

  private static final class ContestConverter extends NameConverter<Contest> {
    ContestConverter() {
      super(Contest.values());
    }
  }

  @Override
  protected void checkProblem() {
    Bounds.within("budget", budget, 10, 1L << 40);
  }

  @Override
  protected Optional<String> obstacle() {
    return contest.obstacle();
  }

  @Override
  protected OpponentsDocument.Task task() {
    return new OpponentsDocument.Task(Names.typed(contest), budget, Contender.QUIET, null);
  }

  @Override
  protected List<List<Contender>> grids() {
    return Stream.of(Method.values()).map(contest::grid).toList();
  }

  @Override
  protected List<OpponentRow> compute(
      String what, List<Contender> contenders, long first, int count, BooleanSupplier stop)
      throws IOException, InterruptedException {
    List<OpponentCell> cells = new ArrayList<>();
    for (Contender contender : contenders) {
      for (int k = 0; k < count; k++) {
        cells.add(new OpponentCell(contest, contender, budget, first + k));
      }
    }
    KeptCells<OpponentRow> kept =
        new KeptCells<>(cells, Optional.of(new RowFiles<>(folder(), OpponentRow.class)));
    LongConsumer progress = progress(what, kept.missing().size());
    kept.compute(LocalThreads.all(), progress::accept, stop);
    return kept.rows();
  }
}
