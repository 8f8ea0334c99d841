// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.ValleyDocument;
import antipgd.documents.ValleyDocument.Snapshot;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Rule;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.step.Workers;
import antipgd.training.Recipe;
import antipgd.verification.descent.Ensemble;
import antipgd.verification.descent.Exits;
import antipgd.verification.experiment.ValleyCase;
import antipgd.verification.landscape.WideningValley;
import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Chains on the widening valley with the user's settings. */
@Command(
    name = "valley",
    description = {
      "Runs independent chains on the widening valley L(u, v) = v^2 |u|^2 / 2 from (u_0, 0) and"
          + " prints a row for each checkpoint.",
      "With --alpha the setting is Theorem 3.1's, and sigma2 must be within its bounds; with --eta"
          + " anything goes, and alpha = 2 eta norm2 sets the walls of D_alpha if below 1."
    },
    mixinStandardHelpOptions = true)
public final class ValleyCommand extends SteppingCommand {

  /** Weight updates between two looks at the clock: a fraction of a second. */
  private static final long UPDATES_AT_ONCE = 100_000_000;

  @Option(
      names = "--rule",
      required = true,
      converter = RuleConverter.class,
      description = "gd, pgd or anti-pgd.")
  private Rule rule;

  @Option(
      names = "--lambda",
      description =
          "The part of the last noise that anti-pgd takes back, in [0, 1]; below 1 with --eta only."
              + " Default: ${DEFAULT-VALUE}.")
  private double lambda = 1;

  @Option(
      names = "--law",
      defaultValue = "rademacher",
      converter = LawConverter.class,
      description = "rademacher (default) or gaussian.")
  private Law law;

  @Option(names = "--d", required = true, description = "Dimension of u.")
  private int d;

  @Option(
      names = "--norm2",
      required = true,
      description = "|u_0|^2, spread equally over the coordinates.")
  private double norm2;

  @Option(names = "--sigma2", required = true, description = "sigma^2; not read under gd.")
  private double sigma2;

  @ArgGroup(multiplicity = "1")
  private StepSize stepSize;

  private static final class StepSize {
    @Option(
        names = "--alpha",
        required = true,
        description = "Sets eta = alpha / (2 norm2) and the walls alpha norm2 and norm2 / alpha.")
    private Double alpha;

    @Option(names = "--eta", required = true, description = "Step size.")
    private Double eta;
  }

  @Option(names = "--steps", required = true, description = "Steps of each chain.")
  private long steps;

  @Option(names = "--chains", required = true, description = "Number of chains.")
  private int chains;

  @Option(
      names = "--checkpoints",
      split = ",",
      description = "Steps to report at, besides the last.")
  private long[] checkpoints = {};

  @Option(
      names = "--paths",
      defaultValue = "0",
      description = "Chains whose (v, |u|^2) is written for each checkpoint. Default: none.")
  private int paths;

  @Option(
      names = "--cap",
      description = "Cap of the capped mean. Default: 4 norm2 / alpha, or 16 norm2 without walls.")
  private Double cap;

  @Mixin private Seed seed;

  @Mixin private Output output;

  /** Made by picocli. */
  public ValleyCommand() {}

  private static final class RuleConverter extends NameConverter<Rule> {
    RuleConverter() {
      super(Rule.values());
    }
  }

  private double eta() {
    return stepSize.eta != null ? stepSize.eta : stepSize.alpha / (2 * norm2);
  }

  private double alpha() {
    return stepSize.alpha != null ? stepSize.alpha : 2 * stepSize.eta * norm2;
  }

  private boolean walls() {
    return alpha() > 0 && alpha() < 1;
  }

  private double cap() {
    if (cap != null) {
      return cap;
    }
    return walls() ? 4 * norm2 / alpha() : 16 * norm2;
  }

  @Override
  void check() {
    Bounds.atLeast("d", d, 1);
    Bounds.require(d <= 1 << 20, "d", d, "at most 2^20");
    Bounds.positive("norm2", norm2);
    Bounds.finite("sigma2", sigma2);
    Bounds.atLeast("steps", steps, 0);
    Bounds.atLeast("chains", chains, 1);
    Bounds.require(
        (long) chains * (d + 1) <= 1L << 28,
        "chains",
        chains,
        "at most 2^28 / (d + 1), to fit into memory");
    for (long checkpoint : checkpoints) {
      Bounds.require(
          checkpoint >= 0 && checkpoint <= steps,
          "checkpoints",
          checkpoint,
          "in [0, " + steps + "], the number of steps");
    }
    Bounds.require(
        paths >= 0 && paths <= chains, "paths", paths, "in [0, " + chains + "], the chains");
    if (cap != null) {
      Bounds.require(cap > 0 && Double.isFinite(cap), "cap", cap, "finite and above 0");
    }
    Bounds.require(
        lambda == 1 || lambda >= 0 && lambda < 1 && rule == Rule.ANTI_PGD && stepSize.eta != null,
        "lambda",
        lambda,
        "1, or in [0, 1] for anti-pgd with --eta; Theorem 3.1 takes all of the noise back");
    if (stepSize.eta != null) {
      Bounds.finite("eta", stepSize.eta);
    } else {
      double alpha = stepSize.alpha;
      Bounds.require(alpha > 0 && alpha < 1, "alpha", alpha, "in (0, 1)");
      checkTheorem(alpha);
    }
    output.check();
  }

  private void checkTheorem(double alpha) {
    if (rule == Rule.GD) {
      return;
    }
    double most = norm2 * ValleyCase.mostSigma2(rule, alpha, d);
    // A bound typed in decimals may be off by its last digit.
    Bounds.require(
        sigma2 > 0 && sigma2 <= most * (1 + 1e-6),
        "sigma2",
        sigma2,
        "in (0, "
            + most
            + "] = (0, min(alpha^3 norm2 / 2, norm2 / (8 alpha)"
            + (rule == Rule.ANTI_PGD ? ", alpha norm2 / (2 d)" : "")
            + ")] for Theorem 3.1; with --eta "
            + alpha / (2 * norm2)
            + " instead of --alpha anything goes");
  }

  @Override
  int run() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    StepKernel kernel = StepKernels.chosen();
    WideningValley valley = new WideningValley(d);
    NoiseStream noise = new NoiseStream(seed.value(), 0, law);
    Recipe recipe = Recipe.constant(rule, eta(), Math.sqrt(sigma2), noise);
    if (lambda < 1) {
      recipe = recipe.takingBack(lambda);
    }
    Ensemble ensemble =
        new Ensemble(kernel, Workers.common(), valley, recipe, valley.minimum(norm2), chains);
    Exits weights = exits(valley, Exits.Iterate.WEIGHTS);
    Exits clean = exits(valley, Exits.Iterate.CLEAN);
    Ensemble.Observer observer =
        !walls()
            ? Ensemble.Observer.NONE
            : (block, descent) -> {
              weights.stepped(block, descent);
              clean.stepped(block, descent);
            };

    TreeSet<Long> stops = new TreeSet<>();
    Arrays.stream(checkpoints).forEach(stops::add);
    stops.add(steps);
    List<Snapshot> seen = new ArrayList<>();
    List<ValleyPath> followed =
        IntStream.range(0, paths).mapToObj(chain -> new ValleyPath(chain, d)).toList();
    out.println(ValleySummary.header());
    out.flush();
    Progress progress = new Progress(spec.commandLine().getErr(), "step", steps);
    long atOnce = Math.max(1, UPDATES_AT_ONCE / ((long) chains * (d + 1)));
    try (Interruption interruption = new Interruption()) {
      for (long stop : stops) {
        while (ensemble.steps() < stop && !interruption.requested()) {
          ensemble.run(Math.min(atOnce, stop - ensemble.steps()), observer);
          progress.at(ensemble.steps());
        }
        Snapshot checkpoint = ValleySummary.of(ensemble, d, cap(), weights, clean);
        out.println(ValleySummary.row(checkpoint));
        out.flush();
        seen.add(checkpoint);
        followed.forEach(path -> path.add(ensemble));
        if (interruption.requested()) {
          break;
        }
      }
      boolean interrupted = ensemble.steps() < steps;
      if (interrupted) {
        out.printf("stopped after %d of %d steps%n", ensemble.steps(), steps);
        out.flush();
      }
      output.write(DocumentKind.VALLEY, kernel, document(seen, followed, interrupted));
    }
    return 0;
  }

  private Exits exits(WideningValley valley, Exits.Iterate iterate) {
    return walls() ? new Exits(valley, chains, alpha() * norm2, norm2 / alpha(), iterate) : null;
  }

  private ValleyDocument document(
      List<Snapshot> seen, List<ValleyPath> followed, boolean interrupted) {
    return new ValleyDocument(
        new ValleyDocument.Setting(
            Names.typed(rule),
            lambda < 1 ? lambda : null,
            Names.typed(law),
            d,
            norm2,
            sigma2,
            walls() ? alpha() : Double.NaN,
            eta()),
        new ValleyDocument.Extent(steps, chains, seed.value(), cap()),
        seen,
        paths == 0 ? null : followed.stream().map(ValleyPath::described).toList(),
        interrupted);
  }
}
