// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sweep;

import antipgd.verification.settings.Bounds;
import antipgd.verification.settings.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/**
 * A parameter of a map's cells: how its values are typed and written.
 *
 * @param name its name, on the command line and in files
 * @param type type of its values
 * @param defaults the values where none are asked for, as one types them
 * @param allowed what a value must be
 * @param read finds the value that was typed; empty or a {@link NumberFormatException} if none is
 * @param <T> type of its values
 */
public record Axis<T>(
    String name,
    Class<T> type,
    String defaults,
    String allowed,
    Function<String, Optional<T>> read) {

  /** Decimals, and fractions such as 1/256. */
  static Axis<Double> numbers(String name, String defaults, String range, DoublePredicate inRange) {
    return new Axis<>(
        name,
        Double.class,
        defaults,
        "a number or fraction in " + range,
        text -> Optional.of(number(text)).filter(inRange::test));
  }

  private static double number(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? Double.parseDouble(text)
        : Double.parseDouble(text.substring(0, slash))
            / Double.parseDouble(text.substring(slash + 1));
  }

  static Axis<Integer> wholeNumbers(String name, String defaults, int least, int most) {
    return new Axis<>(
        name,
        Integer.class,
        defaults,
        "a whole number in [" + least + ", " + most + "]",
        text -> Optional.of(Integer.valueOf(text)).filter(n -> n >= least && n <= most));
  }

  static <E extends Enum<E>> Axis<E> names(
      String name, String defaults, Class<E> type, List<E> allowed) {
    return new Axis<>(
        name, type, defaults, Names.oneOf(allowed), text -> Names.find(text, allowed));
  }

  /**
   * Reads values.
   *
   * @param typed values, separated by commas
   * @return the values, each once
   * @throws IllegalArgumentException if one is not allowed; the message names it
   */
  List<T> values(String typed) {
    return Arrays.stream(typed.split(",", -1)).map(this::value).distinct().toList();
  }

  private T value(String text) {
    Optional<T> value;
    try {
      value = read.apply(text);
    } catch (NumberFormatException e) {
      value = Optional.empty();
    }
    return value.orElseThrow(() -> Bounds.violation("grid: " + name, text, allowed));
  }

  /** A value as files have it: a text or a number. */
  static Object plain(Object value) {
    return value instanceof Enum<?> constant ? Names.typed(constant) : value;
  }
}
