// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.suite;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.ExactCheck;
import antipgd.verification.statistics.MedianCheck;
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

  /**
   * The false-alarm rate of a proof is declared for a truth that is an effect within its bounds.
   * The estimate stands for the truth, and may err by a part of the effect. A median's effect is no
   * distance.
   */
  @Test
  void whatIsProvenLiesAnEffectWithinItsBounds() {
    assertThat(report.results().stream().flatMap(result -> result.verdicts().stream()))
        .filteredOn(verdict -> verdict.check().declaration().requirement().proven())
        .filteredOn(
            verdict ->
                !(verdict.check() instanceof ExactCheck || verdict.check() instanceof MedianCheck))
        .hasSizeGreaterThan(40)
        .allSatisfy(
            verdict -> {
              Declaration declared = verdict.check().declaration();
              double within =
                  Math.min(
                      verdict.estimate() - declared.requirement().lower(),
                      declared.requirement().upper() - verdict.estimate());
              assertThat(within).isGreaterThan(0.75 * declared.effect());
            });
  }

  @Test
  void totalFalseAlarmRateIsWithinBudget() {
    assertThat(Suite.falseAlarmBudget(Suite.claims())).isBetween(1e-8, 1e-3);
  }
}
