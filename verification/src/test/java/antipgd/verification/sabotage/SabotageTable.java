package antipgd.verification.sabotage;

import antipgd.step.StepKernels;
import antipgd.verification.Json;
import antipgd.verification.suite.Suite;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The matrix as a Markdown table: a row a check, a column a saboteur, x where it is caught, a dash
 * where it was not tried.
 */
final class SabotageTable {

  private SabotageTable() {}

  /**
   * Writes the table.
   *
   * @param checks the rows
   * @param alarms whether a check raised the alarm, by saboteur and check
   */
  static String of(List<String> checks, Map<String, Map<String, Boolean>> alarms) {
    List<String> columns = new ArrayList<>(alarms.keySet());
    StringBuilder table = new StringBuilder("# Which check catches which saboteur\n\n");
    table.append("x: caught; empty: not caught; -: not tried. Columns, by what is wrong:\n\n");
    for (int i = 0; i < columns.size(); i++) {
      Collection<Boolean> tried = alarms.get(columns.get(i)).values();
      long caught = tried.stream().filter(alarm -> alarm).count();
      table
          .append(i + 1)
          .append(". ")
          .append(columns.get(i))
          .append(" (caught by ")
          .append(caught)
          .append(" of the ")
          .append(tried.size())
          .append(" checks tried)\n");
    }
    table.append("\n| check |");
    for (int i = 0; i < columns.size(); i++) {
      table.append(' ').append(i + 1).append(" |");
    }
    table.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    for (String check : checks) {
      table.append("| ").append(check).append(" |");
      for (String saboteur : columns) {
        Boolean alarm = alarms.get(saboteur).get(check);
        table.append(alarm == null ? " - |" : alarm ? " x |" : " |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  /**
   * The same for other programs.
   *
   * @param checks the rows
   * @param alarms whether a check raised the alarm, by saboteur and check
   */
  static ObjectNode json(List<String> checks, Map<String, Map<String, Boolean>> alarms) {
    ObjectNode root = Json.document("antipgd-sabotage/1");
    root.put("kernel", StepKernels.chosen().name());
    root.put("seed", Suite.DEFAULT_SEED);
    checks.forEach(root.putArray("checks")::add);
    ArrayNode saboteurs = root.putArray("saboteurs");
    alarms.forEach(
        (name, ofSaboteur) -> {
          ObjectNode saboteur = saboteurs.addObject();
          saboteur.put("name", name);
          ArrayNode raised = saboteur.putArray("alarms");
          checks.forEach(check -> raised.add(ofSaboteur.get(check)));
        });
    return root;
  }
}
