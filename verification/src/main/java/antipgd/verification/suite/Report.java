// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.suite;

import antipgd.documents.ClaimsDocument;
import antipgd.documents.DocumentKind;
import antipgd.documents.ResultDocument;
import antipgd.verification.statistics.Declaration;
import antipgd.verification.statistics.Requirement;
import antipgd.verification.statistics.Verdict;
import java.util.List;

/**
 * What a run of the suite found.
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
   * @return a document of this VM, whose date is now
   */
  public ResultDocument document() {
    return ResultDocument.ofThisVm(
        DocumentKind.CLAIMS,
        kernel,
        new ClaimsDocument(
            seed,
            scale,
            Suite.falseAlarmBudget(results.stream().map(ClaimResult::claim).toList()),
            passed(),
            skipped(),
            results.stream().map(Report::described).toList()));
  }

  private static ClaimsDocument.Claim described(ClaimResult result) {
    return new ClaimsDocument.Claim(
        result.claim().name(),
        result.claim().place(),
        result.claim().statement(),
        result.seconds(),
        result.passed(),
        result.skipped().orElse(null),
        result.verdicts().stream().map(Report::described).toList());
  }

  private static ClaimsDocument.Check described(Verdict verdict) {
    Declaration declared = verdict.check().declaration();
    Requirement required = declared.requirement();
    return new ClaimsDocument.Check(
        verdict.check().name(),
        new ClaimsDocument.Design(
            declared.statistic(),
            new ClaimsDocument.Requirement(
                required.proven() ? "within" : "equal", required.lower(), required.upper()),
            declared.effect(),
            declared.rates().falseAlarm(),
            declared.rates().miss(),
            verdict.check().method(),
            verdict.check().samples()),
        new ClaimsDocument.Outcome(
            verdict.samples(),
            verdict.estimate(),
            verdict.interval().lower(),
            verdict.interval().upper(),
            verdict.passed()));
  }
}
