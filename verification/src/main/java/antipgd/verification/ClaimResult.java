package antipgd.verification;

import antipgd.verification.statistics.Verdict;
import java.util.List;

/**
 * What a trial of a claim found.
 *
 * @param name the claim's name
 * @param place where the paper makes it
 * @param statement what was tested
 * @param seconds how long it took
 * @param verdicts one for each check
 */
public record ClaimResult(
    String name, String place, String statement, double seconds, List<Verdict> verdicts) {

  /**
   * Tells whether the claim stands.
   *
   * @return true if every check passed
   */
  public boolean passed() {
    return verdicts.stream().allMatch(Verdict::passed);
  }
}
