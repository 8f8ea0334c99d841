// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.djl.explore;

import antipgd.documents.ExperimentDocument.Run;
import antipgd.documents.OpponentRow;
import antipgd.documents.OpponentRow.Choice;
import antipgd.documents.OpponentsDocument;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.verification.cli.ContestCommand;
import antipgd.verification.experiment.Digits;
import antipgd.verification.experiment.DigitsSample;
import antipgd.verification.experiment.Setting;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The three rules on the residual network, each with the step size and noise that suit it. */
@Command(
    name = "opponents",
    description = {
      "SGD, P-SGD and Anti-SGD on the residual network, 200 digits to train on in batches of 25 and"
          + " 1000 to test on. Each has sixteen choices of eta and sigma, of which the one with the"
          + " least test error on seeds of their own is run on others.",
      "Stopped or failed, it goes on where it was."
    },
    mixinStandardHelpOptions = true)
public final class ResnetOpponentsCommand extends ContestCommand<Choice> {

  private static final int NOISE = 0;
  private static final int DATA = 1;

  private static final int TRAIN = 200;
  private static final int TEST = 1000;
  private static final int BATCH = 25;
  private static final int PROBES = 2;
  private static final int THREADS = 1;

  /** Of the budget: P-SGD comes to rest slowly. */
  private static final double QUIET = 0.25;

  private static final double LEAST_ETA = 0.2;
  private static final List<Integer> FACTORS = List.of(1, 2, 4, 8);
  private static final List<Double> SIGMAS = List.of(0.005, 0.01, 0.02, 0.04);
  private static final int STEP_SIZES_OF_SGD = 16;
  private static final double PER_DOUBLING = 3;

  @Option(
      names = "--budget",
      defaultValue = "40",
      description =
          "Gradients of all images that a run may take; that of a batch counts as its share."
              + " Default: ${DEFAULT-VALUE}.")
  private int budget;

  /** Made by picocli. */
  public ResnetOpponentsCommand() {
    super(2, 5);
  }

  @Override
  protected void checkProblem() {
    Bounds.within("budget", budget, 1, 1 << 20);
  }

  @Override
  protected Optional<String> obstacle() {
    return Digits.obstacle();
  }

  @Override
  protected OpponentsDocument.Task task() {
    return new OpponentsDocument.Task("resnet", budget, QUIET, BATCH);
  }

  @Override
  protected List<List<Choice>> grids() {
    return Stream.of(Rule.values()).map(ResnetOpponentsCommand::grid).toList();
  }

  private static List<Choice> grid(Rule rule) {
    String method = Names.typed(rule);
    return rule == Rule.GD
        ? IntStream.range(0, STEP_SIZES_OF_SGD)
            .mapToObj(k -> new Choice(method, LEAST_ETA * StrictMath.pow(2, k / PER_DOUBLING), 0))
            .toList()
        : FACTORS.stream()
            .flatMap(
                factor ->
                    SIGMAS.stream().map(sigma -> new Choice(method, factor * LEAST_ETA, sigma)))
            .toList();
  }

  @Override
  protected List<OpponentRow> compute(
      String what, List<Choice> choices, long first, int count, BooleanSupplier stop)
      throws IOException {
    ResidualNetwork.setThreads(THREADS);
    long steps = (long) budget * TRAIN / BATCH;
    LongConsumer progress = progress("step", steps * choices.size() * count);
    List<OpponentRow> rows = new ArrayList<>();
    long done = 0;
    for (Choice choice : choices) {
      Setting setting =
          new Setting(choice.eta(), choice.strength(), 0, steps, (long) (QUIET * steps), BATCH);
      Rule rule = Names.find(choice.method(), List.of(Rule.values())).orElseThrow();
      for (long seed = first; seed < first + count; seed++) {
        NoiseStream data = new NoiseStream(seed, DATA, Law.GAUSSIAN);
        long before = done;
        new Chain(
                setting,
                rule,
                new NoiseStream(seed, NOISE, Law.GAUSSIAN),
                data,
                1,
                DigitsSample.draw(Digits.whole(), data, TRAIN, TEST),
                PROBES)
            .in(folder(), THREADS, stop, here -> progress.accept(before + here))
            .ifPresent(run -> rows.add(row(choice, run)));
        done += steps;
      }
    }
    return rows;
  }

  private static OpponentRow row(Choice choice, Run run) {
    double relative = run.estimates().relative().mean();
    return new OpponentRow(
        choice,
        run.seed(),
        run.steps(),
        run.finite(),
        run.end(),
        Double.isNaN(relative) ? null : relative);
  }
}
