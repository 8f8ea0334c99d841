// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Constants as one types them: anti-pgd for ANTI_PGD. */
public final class Names {

  private Names() {}

  /**
   * As one types it.
   *
   * @param value a constant
   * @return its name, in small letters and with hyphens
   */
  public static String typed(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Finds what was typed.
   *
   * @param text what was typed
   * @param allowed the constants that are allowed
   * @param <E> their type
   * @return the one that is meant, if there is one
   */
  public static <E extends Enum<E>> Optional<E> find(String text, List<E> allowed) {
    return allowed.stream().filter(value -> typed(value).equals(text)).findFirst();
  }

  /**
   * Says what is allowed.
   *
   * @param allowed the constants that are allowed
   * @return as in {@code one of gd, pgd}
   */
  public static String oneOf(List<? extends Enum<?>> allowed) {
    return "one of " + String.join(", ", allowed.stream().map(Names::typed).toList());
  }
}
