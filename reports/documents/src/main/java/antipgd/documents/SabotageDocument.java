// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code antipgd-sabotage/1}: which check catches which saboteur.
 *
 * @param seed seed of all noise
 * @param checks names of the checks, as in {@code claim/check}
 * @param saboteurs wrong kernels, the honest one first
 */
public record SabotageDocument(long seed, List<String> checks, List<Saboteur> saboteurs) {

  /** Copies the lists. */
  public SabotageDocument {
    checks = List.copyOf(checks);
    saboteurs = List.copyOf(saboteurs);
    for (int i = 0; i < saboteurs.size(); i++) {
      List<Boolean> alarms = saboteurs.get(i).alarms();
      InvalidFieldException.require(
          alarms.size() == checks.size(),
          "saboteurs[" + i + "].alarms",
          alarms.size() + " values",
          "as many as checks, " + checks.size());
    }
  }

  /**
   * A kernel on trial.
   *
   * @param name what is wrong with it
   * @param alarms whether each check raised the alarm; null where it was not tried
   */
  public record Saboteur(String name, @JsonSetter(contentNulls = Nulls.SET) List<Boolean> alarms) {

    /** Copies the list. */
    public Saboteur {
      alarms = Collections.unmodifiableList(new ArrayList<>(alarms));
    }
  }
}
