// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.OpponentRow;
import antipgd.documents.OpponentsDocument;
import antipgd.step.StepKernels;
import antipgd.verification.settings.Bounds;
import antipgd.verification.sweep.RowFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Compares methods on one problem at equal budgets, each as good as a grid makes it: every choice
 * of a method is tried on seeds that serve for nothing else, and the one with the least test error
 * is run on others. A subclass has the problem, the grids, and who trains.
 *
 * @param <C> a method with one choice of its parameters
 */
public abstract class ContestCommand<C> extends SteppingCommand {

  /** From a seed of the runs to one on which choices are compared. */
  private static final int TO_TUNING = 1000;

  @Mixin private Seed seed;

  @Mixin private Output output;

  @Option(
      names = "--tuning-seeds",
      description = "Seeds on which choices are compared. Default: ${DEFAULT-VALUE}.")
  private int tuningSeeds;

  @Option(names = "--seeds", description = "Seeds of the runs. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--rows",
      required = true,
      paramLabel = "FOLDER",
      description = "Keeps a file for each run there, and skips runs that have theirs.")
  private Path folder;

  /**
   * A command with defaults of its own.
   *
   * @param tuningSeeds number of seeds on which choices are compared
   * @param seeds number of seeds of the runs
   */
  protected ContestCommand(int tuningSeeds, int seeds) {
    this.tuningSeeds = tuningSeeds;
    this.seeds = seeds;
  }

  /**
   * Refuses bad options of the subclass, before any work.
   *
   * @throws IllegalArgumentException if one is not allowed; the message names it
   */
  protected abstract void checkProblem();

  /**
   * What methods are tried on, and how long.
   *
   * @return what the file says of it
   */
  protected abstract OpponentsDocument.Task task();

  /**
   * What is compared.
   *
   * @return the choices of each method
   */
  protected abstract List<List<C>> grids();

  /**
   * Runs each contender on each of {@code count} seeds.
   *
   * @param what what the runs are called
   * @param contenders the contenders
   * @param first the first seed
   * @param count number of seeds
   * @param stop asked now and then; true ends the work early
   * @return contender by contender the rows of all seeds, fewer only if stopped
   * @throws IOException if what is kept on the way cannot be read or written
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  protected abstract List<OpponentRow> compute(
      String what, List<C> contenders, long first, int count, BooleanSupplier stop)
      throws IOException, InterruptedException;

  /**
   * Where runs are kept.
   *
   * @return a folder, which need not exist
   */
  protected final Path folder() {
    return folder;
  }

  /**
   * Tells now and then how far a long run is.
   *
   * @param what what is counted
   * @param total how many there are
   * @return is told how many are done
   */
  protected final LongConsumer progress(String what, long total) {
    return new Progress(spec.commandLine().getErr(), what, total)::at;
  }

  @Override
  final void check() {
    checkProblem();
    Bounds.within("tuning-seeds", tuningSeeds, 1, TO_TUNING);
    Bounds.within("seeds", seeds, 1, TO_TUNING);
    RowFiles.checkFolder(folder);
    output.check();
  }

  @Override
  final int run() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<C> grid = grids().stream().flatMap(List::stream).toList();
    try (Interruption interruption = new Interruption()) {
      List<OpponentRow> tuning =
          compute("choice", grid, tuningSeed(), tuningSeeds, interruption::requested);
      List<OpponentRow> runs = List.of();
      boolean interrupted = tuning.size() < grid.size() * tuningSeeds;
      if (!interrupted) {
        List<C> best = grids().stream().map(choices -> best(choices, grid, tuning)).toList();
        runs = compute("run", best, seed.value(), seeds, interruption::requested);
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
              new OpponentsDocument.Setting(task(), tuningSeeds, tuningSeed(), seeds, seed.value()),
              interrupted,
              tuning,
              runs));
    }
    return 0;
  }

  private long tuningSeed() {
    return seed.value() + TO_TUNING;
  }

  private C best(List<C> choices, List<C> grid, List<OpponentRow> tuning) {
    return best(
        choices,
        contender -> {
          int from = grid.indexOf(contender) * tuningSeeds;
          return tuning.subList(from, from + tuningSeeds);
        });
  }

  /**
   * The choice with the least test error, in the median over seeds: what is classified wrongly, or
   * else the test loss. A run that is not finite is worse than any other; of equals the first.
   *
   * @param grid the choices, 1 or more
   * @param rows the rows of a choice on all seeds
   * @param <C> a choice
   * @return the best choice
   */
  static <C> C best(List<C> grid, Function<C, List<OpponentRow>> rows) {
    C best = grid.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (C contender : grid) {
      double error = median(rows.apply(contender), ContestCommand::testError);
      if (error < least) {
        least = error;
        best = contender;
      }
    }
    return best;
  }

  private static double testError(OpponentRow row) {
    Double accuracy = row.end().testAccuracy();
    if (!row.finite() || Double.isNaN(row.end().testLoss())) {
      return Double.POSITIVE_INFINITY;
    }
    return accuracy == null ? row.end().testLoss() : 1 - accuracy;
  }

  private void print(List<OpponentRow> runs, PrintWriter out) {
    out.printf(
        "%14s %10s %10s %10s %12s %12s %12s %8s%n",
        "method", "eta", "strength", "steps", "train loss", "test loss", "trace", "accuracy");
    for (List<OpponentRow> rows : whole(runs, seeds)) {
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
          median(rows, ContestCommand::accuracy));
    }
  }

  /**
   * Contenders that have all of their rows. What was stopped has holes anywhere, where no row was
   * there before.
   *
   * @param runs rows in any order
   * @param seeds number of rows of a contender
   * @return the rows of each, in their order
   */
  static List<List<OpponentRow>> whole(List<OpponentRow> runs, int seeds) {
    Map<OpponentRow.Choice, List<OpponentRow>> byChoice = new LinkedHashMap<>();
    for (OpponentRow row : runs) {
      byChoice.computeIfAbsent(row.choice(), choice -> new ArrayList<>()).add(row);
    }
    return byChoice.values().stream().filter(rows -> rows.size() == seeds).toList();
  }

  private static double median(List<OpponentRow> rows, ToDoubleFunction<OpponentRow> figure) {
    return new Median().evaluate(rows.stream().mapToDouble(figure).toArray());
  }

  private static double accuracy(OpponentRow row) {
    Double accuracy = row.end().testAccuracy();
    return accuracy == null ? Double.NaN : accuracy;
  }
}
