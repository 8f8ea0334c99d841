// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.page;

import java.util.HashSet;
import java.util.Set;

/** Names of which none is given twice. */
final class UniqueNames {

  private final Set<String> given = new HashSet<>();

  /** A name as it is wanted, with a number behind it if it was given before. */
  String of(String wanted) {
    String name = wanted.isEmpty() ? "part" : wanted;
    String unique = name;
    for (int i = 2; !given.add(unique); i++) {
      unique = name + "-" + i;
    }
    return unique;
  }
}
