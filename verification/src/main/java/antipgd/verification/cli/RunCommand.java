// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.step.StepKernels;
import antipgd.verification.suite.Report;
import antipgd.verification.suite.Suite;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts claims on trial. */
@Command(
    name = "run",
    description = "Puts claims on trial. Exit code 1 if a check fails.",
    mixinStandardHelpOptions = true)
final class RunCommand extends SteppingCommand {

  @Mixin private ClaimSelection selection;

  @Mixin private Seed seed;

  @Mixin private Output output;

  @Override
  void check() {
    selection.check();
    output.check();
  }

  @Override
  int run() throws IOException {
    Report report =
        Suite.run(
            selection.claims(), StepKernels.chosen(), seed.value(), selection.scale(), System.out);
    long failures =
        report.results().stream()
            .flatMap(result -> result.verdicts().stream())
            .filter(verdict -> !verdict.passed())
            .count();
    System.out.printf(
        "%d claims, seed %d, kernel %s: %s%s%n",
        report.results().size() - report.skipped().size(),
        seed.value(),
        report.kernel(),
        failures == 0 ? "all checks passed" : failures + " checks FAILED",
        report.skipped().isEmpty() ? "" : "; SKIPPED: " + String.join(", ", report.skipped()));
    output.write(report.document());
    return failures == 0 ? 0 : 1;
  }
}
