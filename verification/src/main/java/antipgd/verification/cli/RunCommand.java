package antipgd.verification.cli;

import antipgd.step.StepKernels;
import antipgd.step.VectorModule;
import antipgd.verification.Json;
import antipgd.verification.suite.Report;
import antipgd.verification.suite.Suite;
import antipgd.verification.trial.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts claims on trial. */
@Command(
    name = "run",
    description = "Puts claims on trial. Exit code 1 if a check fails.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ClaimSelection selection;

  @Option(
      names = "--seed",
      defaultValue = "${sys:antipgd.seed:-" + Suite.DEFAULT_SEED + "}",
      description = "Seed of all noise. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (json != null) {
      Json.checkWritable(json);
    }
    List<Claim> claims = selection.claims();
    double scale = selection.scale();
    if (!VectorModule.isPresent()) {
      return Verification.relaunch(spec);
    }
    Report report = Suite.run(claims, StepKernels.chosen(), seed, scale, System.out);
    long failures =
        report.results().stream()
            .flatMap(result -> result.verdicts().stream())
            .filter(verdict -> !verdict.passed())
            .count();
    System.out.printf(
        "%d claims, seed %d, kernel %s: %s%s%n",
        report.results().size() - report.skipped().size(),
        seed,
        report.kernel(),
        failures == 0 ? "all checks passed" : failures + " checks FAILED",
        report.skipped().isEmpty() ? "" : "; SKIPPED: " + String.join(", ", report.skipped()));
    if (json != null) {
      Json.write(report.json(), json);
    }
    return failures == 0 ? 0 : 1;
  }
}
