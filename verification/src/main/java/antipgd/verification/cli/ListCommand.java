// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.suite.Suite;
import antipgd.verification.trial.Claim;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what is declared, before any data. */
@Command(
    name = "list",
    description =
        "Lists claims and checks: requirement, smallest effect, error rates, sample size.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    List<Claim> claims = Suite.claims();
    for (Claim claim : claims) {
      out.printf("%s (%s)%n  %s%n", claim.name(), claim.place(), claim.statement());
      for (Check check : claim.checks()) {
        Declaration declared = check.declaration();
        out.printf(
            "  - %s: %s, required %s; effect %.3g, false alarm %.0e, miss %.0e, n = %d, %s%n",
            check.name(),
            declared.statistic(),
            declared.requirement(),
            declared.effect(),
            declared.rates().falseAlarm(),
            declared.rates().miss(),
            check.samples(),
            check.method());
      }
    }
    long all = claims.stream().mapToInt(claim -> claim.checks().size()).sum();
    long exact = Suite.exactChecks(claims);
    out.printf(
        "%d claims, %d checks: %d exact identities, and %d statistical with a false-alarm budget of"
            + " %.2g%n",
        claims.size(), all, exact, all - exact, Suite.falseAlarmBudget(claims));
    out.flush();
  }
}
