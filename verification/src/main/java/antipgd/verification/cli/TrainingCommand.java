// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.ExperimentDocument;
import antipgd.documents.ExperimentDocument.Run;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.experiment.Setting;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Compares the three rules on one problem a seed: prints a row for each chain and, of the chains
 * that Ctrl-C left whole, who won. A subclass has the problem, its options, and who trains.
 */
public abstract class TrainingCommand extends SteppingCommand {

  private static final int NOISE = 0;
  private static final int DATA = 1;
  private static final long MOST = 1L << 40;

  @Mixin private Seed seed;

  @Mixin private Output output;

  @Option(
      names = "--seeds",
      description =
          "Number of seeds: one data set, start and noise each. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(names = "--steps", description = "Steps of each chain. Default: ${DEFAULT-VALUE}.")
  private long steps;

  @Option(
      names = "--quiet",
      description = "Steps without noise at the end. Default: ${DEFAULT-VALUE}.")
  private long quiet;

  @Option(names = "--eta", description = "Step size. Default: ${DEFAULT-VALUE}.")
  private double eta;

  @Option(names = "--sigma", description = "Noise scale. Default: ${DEFAULT-VALUE}.")
  private double sigma;

  @Option(
      names = "--batch",
      paramLabel = "EXAMPLES",
      description =
          "Examples that a step takes the gradient of, so that GD is SGD: a divisor of the number of"
              + " all. Default: all.")
  private Integer batch;

  @Option(names = "--init", description = "Scale of the normal start. Default: ${DEFAULT-VALUE}.")
  private double init;

  @Option(
      names = "--law",
      defaultValue = "gaussian",
      converter = LawConverter.class,
      description = "gaussian (default) or rademacher.")
  private Law law;

  /**
   * A command with defaults of its own.
   *
   * @param seeds number of seeds
   * @param steps steps of each chain
   * @param quiet those of them that are without noise, at the end
   * @param eta step size
   * @param sigma noise scale
   * @param init scale of the start
   */
  protected TrainingCommand(
      int seeds, long steps, long quiet, double eta, double sigma, double init) {
    this.seeds = seeds;
    this.steps = steps;
    this.quiet = quiet;
    this.eta = eta;
    this.sigma = sigma;
    this.init = init;
  }

  /**
   * Refuses bad options of the subclass, before any work.
   *
   * @throws IllegalArgumentException if one is not allowed; the message names it
   */
  protected abstract void checkProblem();

  /**
   * What there is to learn from.
   *
   * @return number of examples to train on
   */
  protected abstract int examples();

  /**
   * What the result file holds.
   *
   * @return the kind
   */
  protected abstract DocumentKind kind();

  /**
   * The subclass's options.
   *
   * @return what the file says of them
   */
  protected abstract ExperimentDocument.Problem options();

  /**
   * First step with noise.
   *
   * @return its number, 0 as a rule
   */
  protected long onset() {
    return 0;
  }

  /**
   * Trains: seed by seed, in each the rules in their order.
   *
   * @param kernel does the steps
   * @param setting how
   * @param stop asked now and then; true ends the work early
   * @param progress told now and then how many of {@link #totalSteps} are done
   * @return the chains that have begun
   * @throws IOException if what is kept on the way cannot be read or written
   */
  protected abstract List<Run> train(
      StepKernel kernel, Setting setting, BooleanSupplier stop, LongConsumer progress)
      throws IOException;

  /**
   * Number of steps that a run does if nothing stops it.
   *
   * @return those of all chains
   */
  protected long totalSteps() {
    return (long) seeds * Rule.values().length * steps;
  }

  /**
   * Number of seeds.
   *
   * @return the number
   */
  protected final int seeds() {
    return seeds;
  }

  /**
   * The seed of a number from 0.
   *
   * @param k the number
   * @return the seed
   */
  protected final long seed(int k) {
    return seed.value() + k;
  }

  /**
   * What data and start of a seed are drawn from.
   *
   * @param k number of the seed, from 0
   * @return a Gaussian stream
   */
  protected final NoiseStream data(int k) {
    return new NoiseStream(seed(k), DATA, Law.GAUSSIAN);
  }

  /**
   * The noise of a seed, the same for all rules.
   *
   * @param k number of the seed, from 0
   * @return a stream
   */
  protected final NoiseStream noise(int k) {
    return new NoiseStream(seed(k), NOISE, law);
  }

  /**
   * Scale of the start.
   *
   * @return the scale
   */
  protected final double init() {
    return init;
  }

  /**
   * Last step with noise is before this one.
   *
   * @return its number
   */
  protected final long noiseEnd() {
    return steps - quiet;
  }

  @Override
  final void check() {
    Bounds.within("seeds", seeds, 1, 1 << 16);
    Bounds.within("steps", steps, 1, MOST);
    Bounds.within("quiet", quiet, 0, steps);
    Bounds.finite("eta", eta);
    Bounds.finite("sigma", sigma);
    Bounds.finite("init", init);
    checkProblem();
    Bounds.require(
        batch == null || batch > 0 && examples() % batch == 0,
        "batch",
        batch,
        "a divisor of " + examples() + ", the number of examples");
    output.check();
  }

  @Override
  final int run() throws IOException, InterruptedException {
    StepKernel kernel = StepKernels.chosen();
    Setting setting = new Setting(eta, sigma, onset(), steps, quiet, batch == null ? 0 : batch);
    Progress progress = new Progress(spec.commandLine().getErr(), "step", totalSteps());
    try (Interruption interruption = new Interruption()) {
      List<Run> runs = train(kernel, setting, interruption::requested, progress::at);
      output.write(kind(), kernel, report(runs, spec.commandLine().getOut()));
    }
    return 0;
  }

  private ExperimentDocument<?> report(List<Run> runs, PrintWriter out) {
    long total = (long) seeds * Rule.values().length * steps;
    long done = runs.stream().mapToLong(Run::steps).sum();
    out.printf(
        "%20s %8s %10s %12s %12s %12s %8s%n",
        "seed", "rule", "steps", "train loss", "test loss", "trace", "accuracy");
    for (Run run : runs) {
      out.printf(
          Locale.ROOT,
          "%20d %8s %10d %12.5g %12.5g %12.5g %8.4g%n",
          run.seed(),
          run.rule(),
          run.steps(),
          run.end().trainLoss(),
          run.end().testLoss(),
          run.end().trace(),
          classifies(run) ? run.end().testAccuracy() : Double.NaN);
    }
    List<Run> whole = runs.stream().filter(run -> run.steps() == steps).toList();
    for (Rule other : List.of(Rule.GD, Rule.PGD)) {
      compare("trace", whole, other, run -> run.end().trace(), out);
      compare("test loss", whole, other, run -> run.end().testLoss(), out);
      if (whole.stream().anyMatch(TrainingCommand::classifies)) {
        compare("test error", whole, other, run -> 1 - run.end().testAccuracy(), out);
      }
    }
    if (done < total) {
      out.printf("stopped after %d of %d steps%n", done, total);
    }
    out.flush();
    return new ExperimentDocument<>(
        options(),
        new ExperimentDocument.Setting(
            init,
            eta,
            sigma,
            Names.typed(law),
            steps,
            quiet,
            batch,
            new ExperimentDocument.Seeds(seeds, seed.value())),
        done < total,
        runs);
  }

  private static boolean classifies(Run run) {
    return run.end().testAccuracy() != null;
  }

  private static void compare(
      String what, List<Run> whole, Rule other, ToDoubleFunction<Run> quantity, PrintWriter out) {
    List<Double> ratios = new ArrayList<>();
    for (Run ours : whole) {
      for (Run theirs : whole) {
        if (ours.rule().equals(Names.typed(Rule.ANTI_PGD))
            && theirs.rule().equals(Names.typed(other))
            && ours.seed() == theirs.seed()) {
          double ratio = quantity.applyAsDouble(theirs) / quantity.applyAsDouble(ours);
          // A chain that blew up has infinitely much.
          ratios.add(Double.isNaN(ratio) && ours.finite() ? Double.POSITIVE_INFINITY : ratio);
        }
      }
    }
    if (!ratios.isEmpty()) {
      double[] sorted = ratios.stream().mapToDouble(ratio -> ratio).sorted().toArray();
      out.printf(
          Locale.ROOT,
          "%s: anti-pgd below %s on %d of %d seeds; %s's is %.4g times as much (median; %.4g to"
              + " %.4g)%n",
          what,
          Names.typed(other),
          Arrays.stream(sorted).filter(ratio -> ratio > 1).count(),
          sorted.length,
          Names.typed(other),
          sorted[sorted.length / 2],
          sorted[0],
          sorted[sorted.length - 1]);
    }
  }
}
