// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import antipgd.step.StepKernels;
import antipgd.verification.claims.GdStays;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Verdict;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Kernels;
import antipgd.verification.trial.Trial;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteTest {

  /** Those that leave out what is not wanted, as far as a thousandth of them takes no time. */
  private static Stream<Claim> claims() {
    Set<String> names =
        Set.of(
            "noise-law-threefry-20",
            "noise-short-streams",
            "conditional-mean",
            "a-part-taken-back");
    return Suite.claims().stream().filter(claim -> names.contains(claim.name()));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void aVerdictIsTheSameWhateverElseIsWanted(Claim claim) {
    List<String> all = verdicts(claim, check -> true);
    List<Check> checks = claim.checks();
    for (Check one : List.of(checks.get(0), checks.get(checks.size() - 1))) {
      assertThat(all)
          .containsAll(verdicts(claim, check -> check.name().equals(one.name())))
          .hasSize(checks.size());
    }
  }

  private static List<String> verdicts(Claim claim, Predicate<Check> wanted) {
    Kernels kernels = Kernels.all(StepKernels.chosen());
    return Suite.test(claim, new Trial(claim.name(), kernels, 1, 1e-3, wanted)).verdicts().stream()
        .map(Verdict::toString)
        .toList();
  }

  @Test
  void whatIsWantedMustBeJudged() {
    Claim silent = new Silent();
    Kernels kernels = Kernels.all(StepKernels.chosen());
    Trial ofAll = new Trial("silent", kernels, 1, 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> Suite.test(silent, ofAll))
        .withMessage("silent: not judged: [beside]");

    assertThat(Suite.test(silent, new Trial("silent", kernels, 1, 1, check -> false)).verdicts())
        .isEmpty();
  }

  /** Declares a check and forgets it. */
  private static final class Silent implements Claim {

    @Override
    public String name() {
      return "silent";
    }

    @Override
    public String place() {
      return "nowhere";
    }

    @Override
    public String statement() {
      return "nothing";
    }

    @Override
    public List<Check> checks() {
      return new GdStays().checks();
    }

    @Override
    public void test(Trial trial) {}
  }
}
