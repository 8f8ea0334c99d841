package antipgd.reports.evidence;

import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
import antipgd.reports.page.Section;
import antipgd.reports.page.Table;
import java.util.ArrayList;
import java.util.List;

/** {@code antipgd-seeds/1}: the claims under other seeds. */
final class Seeds {

  private record Alarm(String seed, String claim, String verdict) {}

  private Seeds() {}

  static Section section(Document document) throws MalformedResultException {
    Place root = document.root();
    List<Alarm> alarms = new ArrayList<>();
    for (Place alarm : root.items("alarms")) {
      alarms.add(
          new Alarm(
              String.valueOf(alarm.whole("seed")), alarm.text("claim"), alarm.text("verdict")));
    }
    long first = root.whole("first");
    String text =
        "The suite under the seeds "
            + first
            + " to "
            + (first + root.whole("count") - 1)
            + ": "
            + alarms.size()
            + " alarms in "
            + root.whole("checks")
            + " verdicts. If everything is right, there is any with a probability of at most "
            + Numbers.shown(root.number("falseAlarmBudget"))
            + ".";
    Table table =
        new Table.Builder<Alarm>()
            .number("seed", Alarm::seed)
            .text("claim", Alarm::claim)
            .text("verdict", Alarm::verdict)
            .of("", alarms);
    return new Section(
        "Other seeds",
        text,
        List.of(),
        alarms.isEmpty() ? List.of() : List.of(table),
        document.environment());
  }
}
