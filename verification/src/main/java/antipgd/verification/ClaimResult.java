package antipgd.verification;

import antipgd.verification.statistics.Verdict;
import java.util.List;

/**
 * What a trial of a claim found.
 *
 * @param claim the claim
 * @param seconds how long it took
 * @param verdicts one for each of its checks
 */
public record ClaimResult(Claim claim, double seconds, List<Verdict> verdicts) {

  /**
   * Tells whether the claim stands.
   *
   * @return true if every check passed
   */
  public boolean passed() {
    return verdicts.stream().allMatch(Verdict::passed);
  }
}
