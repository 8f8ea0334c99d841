package antipgd.verification;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.statistics.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every claim at its designed size; {@code -Dantipgd.seed=...} takes another seed. */
class ClaimsIT {

  private static final long SEED = Long.getLong("antipgd.seed", Suite.DEFAULT_SEED);

  @TestFactory
  Stream<DynamicTest> claims() {
    StepKernel kernel = StepKernels.chosen();
    return Suite.claims().stream()
        .map(claim -> DynamicTest.dynamicTest(claim.name(), () -> stands(claim, kernel)));
  }

  private static void stands(Claim claim, StepKernel kernel) {
    ClaimResult result = Suite.test(claim, kernel, SEED, 1);
    for (Verdict verdict : result.verdicts()) {
      System.out.println(claim.name() + "  " + verdict);
    }
    assertThat(result.verdicts())
        .as("kernel %s, -Dantipgd.seed=%d", kernel.name(), SEED)
        .allMatch(Verdict::passed);
  }
}
