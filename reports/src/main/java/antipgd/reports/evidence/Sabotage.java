package antipgd.reports.evidence;

import antipgd.reports.json.MalformedResultException;
import antipgd.reports.json.Place;
import antipgd.reports.page.Section;
import antipgd.reports.page.Section.Figure;
import antipgd.reports.page.Table;
import antipgd.reports.plot.Drawing;
import antipgd.reports.plot.HeatMap;
import antipgd.reports.plot.HeatMap.Level;
import antipgd.reports.plot.Tint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code antipgd-sabotage/1}: which check catches which saboteur. */
final class Sabotage {

  private static final List<Level> LEVELS =
      List.of(
          new Level("no check raised the alarm", Tint.CELL_0),
          new Level("some checks of the claim", Tint.CELL_3),
          new Level("all of them", Tint.CELL_6),
          new Level("not tried", Tint.PAPER));

  private static final int NOT_TRIED = 3;

  /**
   * A column of the matrix.
   *
   * @param alarms whether each check raised the alarm; null where it was not tried
   */
  private record Saboteur(int number, String name, Boolean[] alarms) {

    long caught() {
      return IntStream.range(0, alarms.length).filter(i -> Boolean.TRUE.equals(alarms[i])).count();
    }

    long tried() {
      return IntStream.range(0, alarms.length).filter(i -> alarms[i] != null).count();
    }
  }

  private Sabotage() {}

  static Section section(Document document) throws MalformedResultException {
    List<String> checks = document.root().texts("checks");
    List<Saboteur> saboteurs = new ArrayList<>();
    for (Place saboteur : document.root().items("saboteurs")) {
      saboteurs.add(saboteur(saboteurs.size() + 1, saboteur, checks.size()));
    }
    Table names =
        new Table.Builder<Saboteur>()
            .number("column", saboteur -> String.valueOf(saboteur.number()))
            .text("what is wrong with the kernel", Saboteur::name)
            .number("caught by", saboteur -> String.valueOf(saboteur.caught()))
            .number("checks tried", saboteur -> String.valueOf(saboteur.tried()))
            .of("", saboteurs);
    return new Section(
        "Saboteurs",
        "Kernels with one mistake each, and the honest one. Every saboteur has to be caught by a"
            + " check, every check has to catch a saboteur, and the honest kernel passes them all.",
        List.of(
            new Figure(
                heatMap(checks, saboteurs),
                "A row a claim, a column a saboteur by its number in the table below; the honest"
                    + " kernel is the first.")),
        List.of(names, matrix(checks, saboteurs)),
        document.environment());
  }

  private static Saboteur saboteur(int number, Place place, int checks)
      throws MalformedResultException {
    List<Place> alarms = place.items("alarms");
    if (alarms.size() != checks) {
      throw place.at("alarms").malformed("must be as many as checks, " + checks);
    }
    Boolean[] values = new Boolean[checks];
    for (int i = 0; i < checks; i++) {
      Place alarm = alarms.get(i);
      if (!alarm.node().isNull() && !alarm.node().isBoolean()) {
        throw alarm.malformed("must be true, false or null");
      }
      values[i] = alarm.node().isNull() ? null : alarm.node().booleanValue();
    }
    return new Saboteur(number, place.text("name"), values);
  }

  private static Drawing heatMap(List<String> checks, List<Saboteur> saboteurs) {
    Map<String, List<Integer>> claims = new LinkedHashMap<>();
    for (int i = 0; i < checks.size(); i++) {
      claims.computeIfAbsent(checks.get(i).replaceFirst("/.*", ""), c -> new ArrayList<>()).add(i);
    }
    HeatMap map =
        new HeatMap(
            "sabotage",
            "Which claim catches which saboteur",
            null,
            saboteurs.stream().map(saboteur -> String.valueOf(saboteur.number())).toList(),
            null,
            List.copyOf(claims.keySet()),
            LEVELS);
    int row = 0;
    for (List<Integer> ofClaim : claims.values()) {
      for (int column = 0; column < saboteurs.size(); column++) {
        map.set(row, column, level(saboteurs.get(column), ofClaim));
      }
      row++;
    }
    return map.draw();
  }

  private static int level(Saboteur saboteur, List<Integer> checks) {
    List<Integer> tried = checks.stream().filter(i -> saboteur.alarms()[i] != null).toList();
    long caught = tried.stream().filter(i -> saboteur.alarms()[i]).count();
    return tried.isEmpty() ? NOT_TRIED : caught == 0 ? 0 : caught == tried.size() ? 2 : 1;
  }

  private static Table matrix(List<String> checks, List<Saboteur> saboteurs) {
    Table.Builder<Integer> table = new Table.Builder<Integer>().text("check", checks::get);
    for (Saboteur saboteur : saboteurs) {
      table.text(
          String.valueOf(saboteur.number()),
          i -> {
            Boolean alarm = saboteur.alarms()[i];
            return alarm == null ? Table.NOTHING : alarm ? "x" : "";
          });
    }
    return table.of(
        "Every check (x: caught, -: not tried)",
        IntStream.range(0, checks.size()).boxed().toList());
  }
}
