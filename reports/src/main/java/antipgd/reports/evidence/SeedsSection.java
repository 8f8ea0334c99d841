// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.evidence;

import antipgd.documents.SeedsDocument;
import antipgd.documents.SeedsDocument.Alarm;
import antipgd.reports.page.Section;
import antipgd.reports.page.Table;
import java.util.List;

/** {@code antipgd-seeds/1}: the claims under other seeds. */
final class SeedsSection {

  private SeedsSection() {}

  static Section of(Evidence evidence) {
    SeedsDocument document = evidence.content(SeedsDocument.class);
    List<Alarm> alarms = document.alarms();
    String text =
        "The suite under the seeds "
            + document.first()
            + " to "
            + (document.first() + document.count() - 1)
            + ": "
            + alarms.size()
            + " alarms in "
            + document.checks()
            + " verdicts, whose declared false-alarm rates sum to "
            + Numbers.shown(document.falseAlarmBudget())
            + ".";
    Table table =
        new Table.Builder<Alarm>()
            .number("seed", alarm -> String.valueOf(alarm.seed()))
            .text("claim", Alarm::claim)
            .text("verdict", Alarm::verdict)
            .of("", alarms);
    return new Section(
        "Other seeds",
        text,
        List.of(),
        alarms.isEmpty() ? List.of() : List.of(table),
        evidence.environment());
  }
}
