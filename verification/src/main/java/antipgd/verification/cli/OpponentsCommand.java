// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.OpponentRow;
import antipgd.documents.OpponentsDocument;
import antipgd.step.StepKernels;
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
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
public final class OpponentsCommand extends SteppingCommand {

  /** From a seed of the runs to one on which choices are compared. */
  private static final int TO_TUNING = 1000;

  @Mixin private Seed seed;

  @Mixin private Output output;

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

  @Option(
      names = "--tuning-seeds",
      description = "Seeds on which choices are compared. Default: ${DEFAULT-VALUE}.")
  private int tuningSeeds = 3;

  @Option(names = "--seeds", description = "Seeds of the runs. Default: ${DEFAULT-VALUE}.")
  private int seeds = 20;

  @Option(
      names = "--rows",
      required = true,
      paramLabel = "FOLDER",
      description = "Keeps a file for each run there, and skips runs that have theirs.")
  private Path folder;

  /** Made by picocli. */
  public OpponentsCommand() {}

  private static final class ContestConverter extends NameConverter<Contest> {
    ContestConverter() {
      super(Contest.values());
    }
  }

  @Override
  void check() {
    Bounds.within("budget", budget, 10, 1L << 40);
    Bounds.within("tuning-seeds", tuningSeeds, 1, TO_TUNING);
    Bounds.within("seeds", seeds, 1, TO_TUNING);
    RowFiles.checkFolder(folder);
    output.check();
  }

  @Override
  int run() throws IOException, InterruptedException {
    Optional<String> obstacle = contest.obstacle();
    if (obstacle.isPresent()) {
      spec.commandLine().getErr().println(spec.name() + " skipped: " + obstacle.get());
      return CommandLine.ExitCode.SOFTWARE;
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Contender> grid =
        Stream.of(Method.values()).flatMap(method -> contest.grid(method).stream()).toList();
    try (Interruption interruption = new Interruption()) {
      List<OpponentRow> tuning = compute("choice", grid, tuningSeed(), tuningSeeds, interruption);
      List<OpponentRow> runs = List.of();
      boolean interrupted = tuning.size() < grid.size() * tuningSeeds;
      if (!interrupted) {
        List<Contender> best =
            Stream.of(Method.values()).map(method -> best(method, grid, tuning)).toList();
        runs = compute("run", best, seed.value(), seeds, interruption);
        interrupted = runs.size() < best.size() * seeds;
      }
      print(runs, out);
      out.printf(
          "%d choices tried, %d runs done%s, rows in %s%n",
          tuning.size(), runs.size(), interrupted ? " before it was stopped" : "", folder);
      out.flush();
      output.write(
          DocumentKind.OPPONENTS,
          StepKernels.chosen(),
          new OpponentsDocument(
              new OpponentsDocument.Setting(
                  Names.typed(contest), budget, tuningSeeds, tuningSeed(), seeds, seed.value()),
              interrupted,
              tuning,
              runs));
    }
    return 0;
  }

  private long tuningSeed() {
    return seed.value() + TO_TUNING;
  }

  /** Contender by contender, each on all seeds. */
  private List<OpponentRow> compute(
      String what, List<Contender> contenders, long first, int count, Interruption interruption)
      throws IOException, InterruptedException {
    List<OpponentCell> cells = new ArrayList<>();
    for (Contender contender : contenders) {
      for (int k = 0; k < count; k++) {
        cells.add(new OpponentCell(contest, contender, budget, first + k));
      }
    }
    KeptCells<OpponentRow> kept =
        new KeptCells<>(cells, Optional.of(new RowFiles<>(folder, OpponentRow.class)));
    Progress progress = new Progress(spec.commandLine().getErr(), what, kept.missing().size());
    kept.compute(LocalThreads.all(), progress::at, interruption::requested);
    return kept.rows();
  }

  private Contender best(Method method, List<Contender> grid, List<OpponentRow> tuning) {
    return OpponentCell.best(
        contest.grid(method),
        contender -> {
          int from = grid.indexOf(contender) * tuningSeeds;
          return tuning.subList(from, from + tuningSeeds);
        });
  }

  private void print(List<OpponentRow> runs, PrintWriter out) {
    out.printf(
        "%14s %10s %10s %10s %12s %12s %12s %8s%n",
        "method", "eta", "strength", "steps", "train loss", "test loss", "trace", "accuracy");
    for (int from = 0; from + seeds <= runs.size(); from += seeds) {
      List<OpponentRow> rows = runs.subList(from, from + seeds);
      OpponentRow.Choice choice = rows.get(0).choice();
      out.printf(
          Locale.ROOT,
          "%14s %10.4g %10.4g %10d %12.4g %12.4g %12.4g %8.4g%n",
          choice.method(),
          choice.eta(),
          choice.strength(),
          rows.get(0).steps(),
          median(rows, row -> row.end().trainLoss()),
          median(rows, row -> row.end().testLoss()),
          median(rows, row -> row.end().trace()),
          median(rows, OpponentsCommand::accuracy));
    }
  }

  private static double median(List<OpponentRow> rows, ToDoubleFunction<OpponentRow> figure) {
    return new Median().evaluate(rows.stream().mapToDouble(figure).toArray());
  }

  private static double accuracy(OpponentRow row) {
    Double accuracy = row.end().testAccuracy();
    return accuracy == null ? Double.NaN : accuracy;
  }
}
