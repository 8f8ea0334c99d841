package antipgd.verification.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.Claim;
import antipgd.verification.Json;
import antipgd.verification.Suite;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The matrix of saboteurs by checks, left in {@code target/sabotage.md} and {@code .json}: every
 * saboteur is caught by a check, every check catches a saboteur, and the honest kernel that they
 * spoil passes them all.
 *
 * <p>A saboteur is spared the claims that have nothing left to show: it has been caught already,
 * and so has a saboteur by each of the claim's checks. {@code -Dantipgd.matrix=full} spares none.
 */
class SabotageIT {

  private static final String HONEST = "nothing (honest)";

  /** Whether a check raised the alarm, by saboteur and check; nothing where it was not tried. */
  private static final Map<String, Map<String, Boolean>> ALARMS = new LinkedHashMap<>();

  @BeforeAll
  static void tryAll() throws IOException {
    boolean full = "full".equals(System.getProperty("antipgd.matrix"));
    StepKernel kernel = StepKernels.chosen();
    ALARMS.put(HONEST, new HashMap<>());
    for (Claim claim : Suite.claims()) {
      tryOne(HONEST, new Textbook(kernel), claim);
    }
    Set<String> catching = new HashSet<>();
    Saboteurs.all(kernel)
        .forEach(
            (name, saboteur) -> {
              ALARMS.put(name, new HashMap<>());
              for (Claim claim : Suite.claims()) {
                if (full || caughtBy(name).isEmpty() || !catching.containsAll(checks(claim))) {
                  tryOne(name, saboteur, claim);
                  catching.addAll(caughtBy(name));
                }
              }
            });
    Files.writeString(Path.of("target", "sabotage.md"), SabotageTable.of(allChecks(), ALARMS));
    Json.write(SabotageTable.json(allChecks(), ALARMS), Path.of("target", "sabotage.json"));
  }

  private static void tryOne(String name, StepKernel kernel, Claim claim) {
    for (Verdict verdict : Suite.test(claim, kernel, Suite.DEFAULT_SEED, 1).verdicts()) {
      ALARMS.get(name).put(name(claim, verdict.check()), !verdict.passed());
    }
  }

  private static Set<String> caughtBy(String saboteur) {
    return ALARMS.get(saboteur).entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static List<String> checks(Claim claim) {
    return claim.checks().stream().map(check -> name(claim, check)).toList();
  }

  private static List<String> allChecks() {
    return Suite.claims().stream().flatMap(claim -> checks(claim).stream()).toList();
  }

  private static String name(Claim claim, Check check) {
    return claim.name() + "/" + check.name();
  }

  @Test
  void honestKernelPasses() {
    assertThat(ALARMS.get(HONEST)).containsOnlyKeys(allChecks()).doesNotContainValue(true);
  }

  @Test
  void everySaboteurIsCaught() {
    assertThat(ALARMS.keySet().stream().filter(name -> !name.equals(HONEST)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(caughtBy(name)).as(name).isNotEmpty());
  }

  @Test
  void everyCheckCatchesASaboteur() {
    assertThat(ALARMS.keySet().stream().flatMap(name -> caughtBy(name).stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(allChecks());
  }
}
