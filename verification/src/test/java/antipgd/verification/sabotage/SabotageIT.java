// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sabotage;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import antipgd.documents.JsonFile;
import antipgd.documents.ResultDocument;
import antipgd.documents.SabotageDocument;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Verdict;
import antipgd.verification.suite.ClaimResult;
import antipgd.verification.suite.HonestRun;
import antipgd.verification.suite.Suite;
import antipgd.verification.trial.Claim;
import antipgd.verification.trial.Kernels;
import antipgd.verification.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The matrix of saboteurs by checks, left in {@code target/sabotage.md} and {@code .json}: every
 * saboteur is caught by a check, every check catches one that is a near miss, and the honest kernel
 * passes them all. What saboteurs spoil gives that kernel's bits, so it would pass as well.
 *
 * <p>For each claim, saboteurs are tried until each of its checks has caught one, and then for each
 * saboteur that nothing has caught, claims until one does. The committed matrix says whom to try
 * first, and by which checks. It saves time and decides nothing: where that gives no alarm, all
 * others are tried. {@code -Dantipgd.matrix=full} tries all on all, which is how that matrix is
 * made.
 */
@Execution(ExecutionMode.CONCURRENT)
class SabotageIT {

  private static final String HONEST = "nothing (honest)";

  /**
   * Checks of bounds from which the truth is so far that no near miss takes it across: the
   * theorem's means, which are capped. They see a sigma that is off by a factor, or PGD that takes
   * most of its noise back; {@link Saboteurs#GROSS} has mistakes that are just beyond what each can
   * see.
   */
  private static final Set<String> FAR_FROM_THEIR_BOUNDS =
      Set.of(
          "moment-recursions/pgd-v2-16",
          "pgd-leaves-upwards/capped-mean",
          "pgd-at-the-edge/capped-mean",
          "pgd-blows-up/capped-mean-alpha-1/2",
          "pgd-blows-up/capped-mean-alpha-4/5",
          "anti-pgd-goes-to-the-wide-end/bound",
          "anti-pgd-at-the-edge/d-1-bound",
          "anti-pgd-at-the-edge/d-8-bound",
          "anti-pgd-at-the-edge/d-2-bound",
          "trace-corollary/anti-pgd",
          "trace-corollary/pgd",
          "gaussian-instead/anti-pgd-bound",
          "gaussian-instead/pgd-capped-mean",
          "every-kernel/pgd-capped-mean",
          "tuning-does-not-help-pgd/pgd-d-2",
          "tuning-does-not-help-pgd/pgd-d-8",
          "tuning-does-not-help-pgd/pgd-d-32",
          "regression/trace-of-pgd",
          "regression/test-error-of-pgd",
          "sensing/trace-of-pgd",
          "sensing/test-error-of-pgd",
          "digits/trace-of-pgd",
          "digits/test-loss-of-pgd");

  /** Those that can be tried here. */
  private static final List<Claim> CLAIMS =
      Suite.claims().stream().filter(claim -> claim.obstacle().isEmpty()).toList();

  /** What caught what when all were tried on all. */
  private static final Path COMMITTED =
      Path.of("..", "reports", "results", "verification", "sabotage.json");

  /** Whether a check raised the alarm, by saboteur and check; nothing where it was not tried. */
  private static final Map<String, Map<String, Boolean>> ALARMS = new LinkedHashMap<>();

  /** The same of the committed matrix. */
  private static final Map<String, Set<String>> CAUGHT_BEFORE = new HashMap<>();

  @BeforeAll
  static void tryAll() throws IOException {
    readCommitted();
    Map<String, StepKernel> saboteurs = OwnClasses.saboteurs(StepKernels.chosen());
    ALARMS.put(HONEST, new HashMap<>());
    saboteurs.keySet().forEach(name -> ALARMS.put(name, new HashMap<>()));
    HonestRun.at(Suite.DEFAULT_SEED).results().forEach(result -> note(HONEST, result));
    if ("full".equals(System.getProperty("antipgd.matrix"))) {
      saboteurs.entrySet().parallelStream()
          .forEach(
              of ->
                  CLAIMS.forEach(
                      claim -> tryOne(of.getKey(), of.getValue(), claim, checks(claim))));
    } else {
      CLAIMS.forEach(claim -> tryUntilAllHaveCaught(claim, saboteurs));
      saboteurs.forEach(SabotageIT::tryUntilCaught);
    }
    Files.writeString(Path.of("target", "sabotage.md"), SabotageTable.of(allChecks(), ALARMS));
    SabotageTable.document(allChecks(), ALARMS).write(Path.of("target", "sabotage.json"));
  }

  private static void readCommitted() throws IOException {
    SabotageDocument committed =
        (SabotageDocument) ResultDocument.of(JsonFile.read(COMMITTED)).content();
    for (SabotageDocument.Saboteur saboteur : committed.saboteurs()) {
      Set<String> caught = new HashSet<>();
      for (int i = 0; i < committed.checks().size(); i++) {
        if (Boolean.TRUE.equals(saboteur.alarms().get(i))) {
          caught.add(committed.checks().get(i));
        }
      }
      CAUGHT_BEFORE.put(saboteur.name(), caught);
    }
  }

  /**
   * The saboteur to try while a check of the claim has caught none: the one that most of such
   * checks caught before, or a gross one if a check sees no other, and rather one that nothing has
   * caught yet.
   */
  private static Optional<String> next(Set<String> saboteurs, Claim claim) {
    List<String> left = left(claim);
    return saboteurs.stream()
        .filter(saboteur -> left.stream().anyMatch(check -> isFit(saboteur, check)))
        .filter(saboteur -> !isTried(saboteur, claim))
        .min(
            Comparator.comparing((String saboteur) -> -caughtBefore(saboteur, left))
                .thenComparing(saboteur -> !Saboteurs.GROSS.contains(saboteur))
                .thenComparing(saboteur -> !caughtBy(saboteur).isEmpty()));
  }

  /** The checks of a claim that have caught nothing yet. */
  private static List<String> left(Claim claim) {
    Set<String> caught = allThatCaught();
    return checks(claim).stream().filter(check -> !caught.contains(check)).toList();
  }

  private static void tryUntilAllHaveCaught(Claim claim, Map<String, StepKernel> saboteurs) {
    Optional<String> next = next(saboteurs.keySet(), claim);
    while (next.isPresent()) {
      String name = next.get();
      List<String> likely = likely(name, left(claim));
      tryOne(name, saboteurs.get(name), claim, likely.isEmpty() ? checks(claim) : likely);
      next = next(saboteurs.keySet(), claim);
    }
  }

  private static void tryUntilCaught(String name, StepKernel saboteur) {
    List<Claim> claims =
        CLAIMS.stream()
            .sorted(Comparator.comparing(claim -> caughtBefore(name, checks(claim)) == 0))
            .toList();
    for (Claim claim : claims) {
      while (caughtBy(name).isEmpty() && !isTried(name, claim)) {
        List<String> likely = likely(name, checks(claim));
        tryOne(name, saboteur, claim, likely.isEmpty() ? checks(claim) : likely.subList(0, 1));
      }
    }
  }

  /** Of some checks those that caught a saboteur before and have not met it yet. */
  private static List<String> likely(String saboteur, List<String> checks) {
    return checks.stream()
        .filter(check -> caughtBefore(saboteur, check))
        .filter(check -> !ALARMS.get(saboteur).containsKey(check))
        .toList();
  }

  /** How many of some checks caught a saboteur before that is small enough for them. */
  private static long caughtBefore(String saboteur, List<String> checks) {
    return checks.stream().filter(check -> caughtBefore(saboteur, check)).count();
  }

  private static boolean caughtBefore(String saboteur, String check) {
    return isFit(saboteur, check) && CAUGHT_BEFORE.getOrDefault(saboteur, Set.of()).contains(check);
  }

  /** A trial of some of a claim's checks. */
  private static void tryOne(String name, StepKernel kernel, Claim claim, List<String> by) {
    Trial trial =
        new Trial(
            claim.name(),
            Kernels.all(kernel),
            Suite.DEFAULT_SEED,
            1,
            check -> by.contains(name(claim, check)));
    note(name, Suite.test(claim, trial));
  }

  private static void note(String name, ClaimResult result) {
    for (Verdict verdict : result.verdicts()) {
      ALARMS.get(name).put(name(result.claim(), verdict.check()), !verdict.passed());
    }
  }

  private static Set<String> caughtBy(String saboteur) {
    return ALARMS.get(saboteur).entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  /** The checks that have caught what is small enough for them. */
  private static Set<String> allThatCaught() {
    Set<String> caught = new HashSet<>();
    for (String saboteur : ALARMS.keySet()) {
      for (String check : caughtBy(saboteur)) {
        if (isFit(saboteur, check)) {
          caught.add(check);
        }
      }
    }
    return caught;
  }

  private static boolean isFit(String saboteur, String check) {
    return !Saboteurs.GROSS.contains(saboteur) || FAR_FROM_THEIR_BOUNDS.contains(check);
  }

  private static boolean isTried(String saboteur, Claim claim) {
    return ALARMS.get(saboteur).keySet().containsAll(checks(claim));
  }

  private static List<String> checks(Claim claim) {
    return claim.checks().stream().map(check -> name(claim, check)).toList();
  }

  private static List<String> allChecks() {
    return CLAIMS.stream().flatMap(claim -> checks(claim).stream()).toList();
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
  void everyCheckCatchesANearMiss() {
    assertThat(allThatCaught()).containsExactlyInAnyOrderElementsOf(allChecks());
  }
}
