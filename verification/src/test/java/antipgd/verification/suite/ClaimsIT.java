// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.suite;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Verdict;
import antipgd.verification.trial.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every claim at its designed size; {@code -Dantipgd.seed=...} takes another seed. The results are
 * left in {@code target/claims.json}.
 */
@Execution(ExecutionMode.CONCURRENT)
class ClaimsIT {

  private static Report report;

  @BeforeAll
  static void run() throws IOException {
    report = HonestRun.at(Long.getLong("antipgd.seed", Suite.DEFAULT_SEED));
    report.document().write(Path.of("target", "claims.json"));
  }

  @TestFactory
  Stream<DynamicTest> claims() {
    return report.results().stream()
        .map(
            result ->
                DynamicTest.dynamicTest(
                    result.claim().name(),
                    () -> {
                      result.skipped().ifPresent(Assumptions::abort);
                      assertThat(result.verdicts())
                          .as("kernel %s, seed %d", report.kernel(), report.seed())
                          .isNotEmpty()
                          .allMatch(Verdict::passed);
                    }));
  }

  @Test
  void namesAreUnique() {
    List<Claim> claims = Suite.claims();
    assertThat(claims).extracting(Claim::name).doesNotHaveDuplicates();
    for (Claim claim : claims) {
      assertThat(claim.checks()).extracting(Check::name).doesNotHaveDuplicates();
    }
  }

  @Test
  void totalFalseAlarmRateIsWithinBudget() {
    assertThat(Suite.falseAlarmBudget(Suite.claims())).isBetween(1e-8, 1e-3);
  }
}
