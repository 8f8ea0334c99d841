package antipgd.verification.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.Claim;
import antipgd.verification.Suite;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The matrix of saboteurs by checks, left in {@code target/sabotage.md}: every saboteur is caught
 * by a check, every check catches a saboteur, and the honest kernel that they spoil passes them
 * all.
 */
class SabotageIT {

  private static final String HONEST = "nothing (honest)";

  private static Map<String, Set<String>> alarms;

  @BeforeAll
  static void tryAll() throws IOException {
    StepKernel kernel = StepKernels.chosen();
    Map<String, StepKernel> tried = Saboteurs.all(kernel);
    tried.put(HONEST, new Textbook(kernel));
    alarms =
        tried.entrySet().parallelStream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> alarms(entry.getValue())));
    Files.writeString(
        Path.of("target", "sabotage.md"), SabotageTable.of(tried.keySet(), allChecks(), alarms));
  }

  private static Set<String> alarms(StepKernel saboteur) {
    return Suite.claims().stream()
        .flatMap(
            claim ->
                Suite.test(claim, saboteur, Suite.DEFAULT_SEED, 1).verdicts().stream()
                    .filter(verdict -> !verdict.passed())
                    .map(Verdict::check)
                    .map(check -> name(claim, check)))
        .collect(Collectors.toSet());
  }

  private static List<String> allChecks() {
    return Suite.claims().stream()
        .flatMap(claim -> claim.checks().stream().map(check -> name(claim, check)))
        .toList();
  }

  private static String name(Claim claim, Check check) {
    return claim.name() + "/" + check.name();
  }

  @Test
  void honestKernelPasses() {
    assertThat(alarms.get(HONEST)).isEmpty();
  }

  @Test
  void everySaboteurIsCaught() {
    assertThat(alarms.entrySet().stream().filter(entry -> !entry.getKey().equals(HONEST)))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.getValue()).as(entry.getKey()).isNotEmpty());
  }

  @Test
  void everyCheckCatchesASaboteur() {
    Stream<String> caught = alarms.values().stream().flatMap(Set::stream).distinct();
    assertThat(caught).containsExactlyInAnyOrderElementsOf(allChecks());
  }
}
