// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.documents.DocumentKind;
import antipgd.documents.SeedsDocument;
import antipgd.documents.SeedsDocument.Alarm;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.settings.Bounds;
import antipgd.verification.statistics.Verdict;
import antipgd.verification.suite.ClaimResult;
import antipgd.verification.suite.Suite;
import antipgd.verification.trial.Claim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The suite under many seeds: evidence that the declared false-alarm rates hold. */
@Command(
    name = "seeds",
    description = "Puts claims on trial under many seeds and counts alarms. Exit code 1 if any.",
    mixinStandardHelpOptions = true)
final class SeedsCommand extends SteppingCommand {

  @Mixin private ClaimSelection selection;

  @Option(names = "--first", defaultValue = "1", description = "First seed. Default: 1.")
  private long first;

  @Option(
      names = "--count",
      defaultValue = "100",
      description = "Number of consecutive seeds. Default: 100.")
  private int count;

  @Mixin private Output output;

  @Override
  void check() {
    Bounds.atLeast("count", count, 1);
    selection.check();
    output.check();
  }

  @Override
  int run() throws IOException {
    List<Claim> claims = selection.claims();
    double scale = selection.scale();
    StepKernel kernel = StepKernels.chosen();
    List<Alarm> alarms = new ArrayList<>();
    long judged = 0;
    long start = System.nanoTime();
    for (long seed = first; seed < first + count; seed++) {
      for (Claim claim : claims) {
        ClaimResult result = Suite.test(claim, kernel, seed, scale);
        judged += result.verdicts().size();
        for (Verdict verdict : result.verdicts()) {
          if (!verdict.passed()) {
            System.out.printf("seed %d, %s  %s%n", seed, claim.name(), verdict);
            alarms.add(new Alarm(seed, claim.name(), verdict.toString()));
          }
        }
      }
      System.out.printf(
          "seed %d (%d of %d), %.0f s: %d checks, %d alarms%n",
          seed, seed - first + 1, count, (System.nanoTime() - start) * 1e-9, judged, alarms.size());
    }
    double budget = count * Suite.falseAlarmBudget(claims);
    output.write(
        DocumentKind.SEEDS, kernel, new SeedsDocument(first, count, scale, budget, alarms, judged));
    return alarms.isEmpty() ? 0 : 1;
  }
}
