// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.suite;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.step.StepKernels;
import antipgd.verification.statistics.Verdict;
import antipgd.verification.trial.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The claims about noise at 32 times their size, which is 2^27 values and more for each check; runs
 * under {@code mvn verify -Plong} alone. The results are left in {@code target/noise-long.json}.
 */
@Tag("long")
class LongNoiseIT {

  private static final double SCALE = 32;

  @Test
  void noiseHoldsItsClaims() throws IOException {
    List<Claim> claims =
        Suite.claims().stream().filter(claim -> claim.name().startsWith("noise-")).toList();
    long seed = Long.getLong("antipgd.seed", Suite.DEFAULT_SEED);
    Report report = Suite.run(claims, StepKernels.chosen(), seed, SCALE, System.out);
    report.document().write(Path.of("target", "noise-long.json"));
    assertThat(report.results())
        .hasSize(6)
        .allSatisfy(result -> assertThat(result.verdicts()).allMatch(Verdict::passed));
  }
}
