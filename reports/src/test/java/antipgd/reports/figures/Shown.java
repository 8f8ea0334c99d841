// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.figures;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Numbers as text shows them. */
final class Shown {

  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.^/-])[-+]?[0-9]+(?:\\.[0-9]+)?(?:e[-+]?[0-9]+)?(?![0-9])");

  private static final Pattern UNIT = Pattern.compile("(?:x(?!\\w)| ?%| per cent).*");

  private Shown() {}

  /** Every number. */
  static List<MatchResult> numbers(String text) {
    return numbers(text, 0, text.length());
  }

  /** Those in a part of a text. */
  static List<MatchResult> numbers(String text, int start, int end) {
    return NUMBER.matcher(text).region(start, end).results().toList();
  }

  /** Those that look measured: with a decimal point or a power of ten, times, or per cent. */
  static List<MatchResult> figures(String text) {
    return numbers(text).stream()
        .filter(
            number ->
                number.group().matches(".*[.e].*")
                    || UNIT.matcher(text).region(number.end(), text.length()).matches())
        .toList();
  }

  /** Whether a value is shown so when it is rounded to as many digits. */
  static boolean is(String shown, double value) {
    BigDecimal number = new BigDecimal(shown);
    double half = number.ulp().doubleValue() / 2;
    return Math.abs(value - number.doubleValue()) <= half * (1 + 1e-6);
  }
}
