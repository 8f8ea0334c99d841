package antipgd.verification;

import antipgd.step.StepKernel;
import antipgd.verification.claims.AntiPgdGoesToTheWideEnd;
import antipgd.verification.claims.Anticorrelation;
import antipgd.verification.claims.PgdLeavesUpwards;
import antipgd.verification.claims.Telescoping;
import antipgd.verification.statistics.Check;
import antipgd.verification.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;

/** All claims, in the order in which they are tried. */
public final class Suite {

  /** The seed where none is given. */
  public static final long DEFAULT_SEED = 20220713;

  private Suite() {}

  /**
   * The claims.
   *
   * @return every claim, each with another name
   */
  public static List<Claim> claims() {
    return List.of(
        new Telescoping(),
        new Anticorrelation(),
        new PgdLeavesUpwards(),
        new AntiPgdGoesToTheWideEnd());
  }

  /**
   * Puts a claim on trial.
   *
   * @param claim the claim
   * @param kernel the kernel that does all steps and makes all noise
   * @param seed seed of all noise
   * @param scale factor on sample sizes; see {@link Check#samples(double)}
   * @return a verdict for each of its checks
   */
  public static ClaimResult test(Claim claim, StepKernel kernel, long seed, double scale) {
    long start = System.nanoTime();
    Trial trial = new Trial(claim.name(), kernel, seed, scale);
    claim.test(trial);
    List<String> declared = new ArrayList<>(claim.checks().stream().map(Check::name).toList());
    for (Verdict verdict : trial.verdicts()) {
      if (!declared.remove(verdict.declaration().name())) {
        throw new IllegalStateException(
            claim.name() + ": " + verdict.declaration().name() + " is not declared, or judged twice");
      }
    }
    if (!declared.isEmpty()) {
      throw new IllegalStateException(claim.name() + ": not judged: " + declared);
    }
    return new ClaimResult(
        claim.name(),
        claim.place(),
        claim.statement(),
        (System.nanoTime() - start) * 1e-9,
        List.copyOf(trial.verdicts()));
  }
}
