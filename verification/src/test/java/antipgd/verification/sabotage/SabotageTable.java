// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sabotage;

import antipgd.documents.DocumentKind;
import antipgd.documents.ResultDocument;
import antipgd.documents.SabotageDocument;
import antipgd.documents.SabotageDocument.Saboteur;
import antipgd.step.StepKernels;
import antipgd.verification.suite.Suite;
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
  static ResultDocument document(List<String> checks, Map<String, Map<String, Boolean>> alarms) {
    List<Saboteur> saboteurs = new ArrayList<>();
    alarms.forEach(
        (name, ofSaboteur) -> {
          List<Boolean> raised = new ArrayList<>();
          checks.forEach(check -> raised.add(ofSaboteur.get(check)));
          saboteurs.add(new Saboteur(name, raised));
        });
    return ResultDocument.ofThisVm(
        DocumentKind.SABOTAGE,
        StepKernels.chosen().name(),
        new SabotageDocument(Suite.DEFAULT_SEED, checks, saboteurs));
  }
}
