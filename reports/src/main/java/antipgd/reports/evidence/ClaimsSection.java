// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import static antipgd.reports.evidence.Numbers.shown;

import antipgd.documents.ClaimsDocument;
import antipgd.documents.ClaimsDocument.Check;
import antipgd.documents.ClaimsDocument.Claim;
import antipgd.documents.ClaimsDocument.Outcome;
import antipgd.documents.ClaimsDocument.Requirement;
import antipgd.reports.page.Section;
import antipgd.reports.page.Table;
import java.util.List;

/** {@code antipgd-claims/1}: what each check measured, required and decided. */
final class ClaimsSection {

  /** A row of the table. */
  private record Row(Claim claim, Check check) {}

  private ClaimsSection() {}

  static Section of(Evidence evidence) {
    ClaimsDocument document = evidence.content(ClaimsDocument.class);
    List<Row> rows =
        document.claims().stream()
            .flatMap(claim -> claim.checks().stream().map(check -> new Row(claim, check)))
            .toList();
    long failed = rows.stream().filter(row -> !row.check().outcome().passed()).count();
    long exact = rows.stream().filter(row -> row.check().design().method().equals("exact")).count();
    String text =
        rows.size()
            + " checks of "
            + document.claims().size()
            + " claims with seed "
            + document.seed()
            + " and sample sizes x "
            + shown(document.scale())
            + ": "
            + (failed == 0 ? "all passed" : failed + " FAILED")
            + ". "
            + exact
            + " are exact identities, without chance; the false-alarm rates of the others sum to "
            + shown(document.falseAlarmBudget())
            + ".";
    return new Section(
        "Claims",
        text,
        List.of(),
        List.of(overview(document.claims()), table(rows)),
        evidence.environment());
  }

  private static Table overview(List<Claim> claims) {
    return new Table.Builder<Claim>()
        .text("claim", Claim::name)
        .text("where", Claim::place)
        .text("what was tested", Claim::statement)
        .number(
            "passed",
            claim ->
                claim.checks().stream().filter(check -> check.outcome().passed()).count()
                    + " of "
                    + claim.checks().size())
        .of("", claims);
  }

  private static Table table(List<Row> rows) {
    return new Table.Builder<Row>()
        .text("check", row -> row.claim().name() + "/" + row.check().name())
        .text("statistic", row -> row.check().design().statistic())
        .number("estimate (interval)", row -> estimate(row.check().outcome()))
        .number("required", row -> required(row.check().design().required()))
        .number("false alarm", row -> shown(row.check().design().falseAlarm()))
        .number("miss", row -> shown(row.check().design().miss()))
        .number("samples", row -> String.valueOf(row.check().outcome().samples()))
        .text("verdict", row -> row.check().outcome().passed() ? "passed" : "FAILED")
        .of("Every check", rows);
  }

  private static String estimate(Outcome outcome) {
    return Numbers.interval(outcome.estimate(), outcome.lower(), outcome.upper());
  }

  private static String required(Requirement required) {
    return Numbers.required(required.kind(), required.lower(), required.upper());
  }
}
