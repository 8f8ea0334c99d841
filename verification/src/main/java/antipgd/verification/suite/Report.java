package antipgd.verification.suite;

import antipgd.verification.Json;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.statistics.Verdict;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a run of the suite found; {@code docs/verification.md} describes its JSON.
 *
 * @param kernel name of the kernel
 * @param seed seed of all noise
 * @param scale factor on sample sizes
 * @param results one for each claim
 */
public record Report(String kernel, long seed, double scale, List<ClaimResult> results) {

  /**
   * Tells whether all claims stand that were tried.
   *
   * @return true if no check failed
   */
  public boolean passed() {
    return results.stream().noneMatch(ClaimResult::failed);
  }

  /**
   * The claims that were not tried.
   *
   * @return their names
   */
  public List<String> skipped() {
    return results.stream()
        .filter(result -> result.skipped().isPresent())
        .map(result -> result.claim().name())
        .toList();
  }

  /**
   * The report for other programs.
   *
   * @return a new JSON object
   */
  public ObjectNode json() {
    ObjectNode root = Json.document("antipgd-claims/1");
    root.put("kernel", kernel);
    root.put("seed", seed);
    root.put("scale", scale);
    root.put(
        "falseAlarmBudget",
        Suite.falseAlarmBudget(results.stream().map(ClaimResult::claim).toList()));
    root.put("passed", passed());
    ArrayNode skipped = root.putArray("skipped");
    skipped().forEach(skipped::add);
    ArrayNode claims = root.putArray("claims");
    for (ClaimResult result : results) {
      ObjectNode claim = claims.addObject();
      claim.put("name", result.claim().name());
      claim.put("place", result.claim().place());
      claim.put("statement", result.claim().statement());
      claim.put("seconds", result.seconds());
      claim.put("passed", result.passed());
      claim.put("skipped", result.skipped().orElse(null));
      ArrayNode checks = claim.putArray("checks");
      result.verdicts().forEach(verdict -> describe(verdict, checks.addObject()));
    }
    return root;
  }

  private static void describe(Verdict verdict, ObjectNode json) {
    Requirement required = verdict.check().declaration().requirement();
    json.put("name", verdict.check().name());
    json.put("statistic", verdict.check().declaration().statistic());
    ObjectNode requirement = json.putObject("required");
    requirement.put("kind", required.proven() ? "within" : "equal");
    Json.put(requirement, "lower", required.lower());
    Json.put(requirement, "upper", required.upper());
    json.put("effect", verdict.check().declaration().effect());
    json.put("falseAlarm", verdict.check().declaration().rates().falseAlarm());
    json.put("miss", verdict.check().declaration().rates().miss());
    json.put("method", verdict.check().method());
    json.put("designedSamples", verdict.check().samples());
    json.put("samples", verdict.samples());
    Json.put(json, "estimate", verdict.estimate());
    Json.put(json, "lower", verdict.interval().lower());
    Json.put(json, "upper", verdict.interval().upper());
    json.put("passed", verdict.passed());
  }
}
