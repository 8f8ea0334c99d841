package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
import antipgd.reports.page.Section;
import antipgd.reports.page.Table;
import java.util.ArrayList;
import java.util.List;

/** {@code antipgd-claims/1}: what each check measured, required and decided. */
final class Claims {

  /**
   * A row of the table.
   *
   * @param estimate with its interval
   * @param required the bounds
   */
  private record Check(
      String claim,
      String name,
      String statistic,
      String estimate,
      String required,
      double falseAlarm,
      double miss,
      long samples,
      boolean passed) {}

  private record Claim(String name, String place, String statement, long checks, long passed) {}

  private Claims() {}

  static Section section(Document document) throws MalformedResultException {
    Place root = document.root();
    List<Check> checks = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    for (Place claim : root.items("claims")) {
      long passed = 0;
      List<Place> ofClaim = claim.items("checks");
      for (Place check : ofClaim) {
        checks.add(check(claim.text("name"), check));
        passed += check.flag("passed") ? 1 : 0;
      }
      claims.add(
          new Claim(
              claim.text("name"),
              claim.text("place"),
              claim.text("statement"),
              ofClaim.size(),
              passed));
    }
    long failed = checks.stream().filter(check -> !check.passed()).count();
    String text =
        checks.size()
            + " checks of "
            + claims.size()
            + " claims with seed "
            + root.whole("seed")
            + " and sample sizes x "
            + shown(root.number("scale"))
            + ": "
            + (failed == 0 ? "all passed" : failed + " FAILED")
            + ". If everything is right, some check of all these raises an alarm with a probability"
            + " of at most "
            + shown(root.number("falseAlarmBudget"))
            + ".";
    return new Section(
        "Claims",
        text,
        List.of(),
        List.of(overview(claims), table(checks)),
        document.environment());
  }

  private static Check check(String claim, Place check) throws MalformedResultException {
    Place required = check.at("required");
    return new Check(
        claim,
        check.text("name"),
        check.text("statistic"),
        Numbers.interval(
            check.numberOrNaN("estimate"), check.numberOrNaN("lower"), check.numberOrNaN("upper")),
        Numbers.required(
            required.text("kind"), required.numberOrNaN("lower"), required.numberOrNaN("upper")),
        check.number("falseAlarm"),
        check.number("miss"),
        check.whole("samples"),
        check.flag("passed"));
  }

  private static Table overview(List<Claim> claims) {
    return new Table.Builder<Claim>()
        .text("claim", Claim::name)
        .text("where", Claim::place)
        .text("what was tested", Claim::statement)
        .number("passed", claim -> claim.passed() + " of " + claim.checks())
        .of("", claims);
  }

  private static Table table(List<Check> checks) {
    return new Table.Builder<Check>()
        .text("check", check -> check.claim() + "/" + check.name())
        .text("statistic", Check::statistic)
        .number("estimate (interval)", Check::estimate)
        .number("required", Check::required)
        .number("false alarm", check -> shown(check.falseAlarm()))
        .number("miss", check -> shown(check.miss()))
        .number("samples", check -> String.valueOf(check.samples()))
        .text("verdict", check -> check.passed() ? "passed" : "FAILED")
        .of("Every check", checks);
  }
}
