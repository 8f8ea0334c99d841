package antipgd.verification.sabotage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The matrix as a Markdown table: a row a check, a column a saboteur, x where it is caught. */
final class SabotageTable {

  private SabotageTable() {}

  static String of(
      Collection<String> saboteurs, List<String> checks, Map<String, Set<String>> alarms) {
    List<String> columns = new ArrayList<>(saboteurs);
    StringBuilder table = new StringBuilder("# Which check catches which saboteur\n\n");
    table.append("Columns, by what is wrong:\n\n");
    for (int i = 0; i < columns.size(); i++) {
      table
          .append(i + 1)
          .append(". ")
          .append(columns.get(i))
          .append(" (caught by ")
          .append(alarms.get(columns.get(i)).size())
          .append(" checks)\n");
    }
    table.append("\n| check |");
    for (int i = 0; i < columns.size(); i++) {
      table.append(' ').append(i + 1).append(" |");
    }
    table.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    for (String check : checks) {
      table.append("| ").append(check).append(" |");
      for (String saboteur : columns) {
        table.append(alarms.get(saboteur).contains(check) ? " x |" : " |");
      }
      table.append('\n');
    }
    return table.toString();
  }
}
