// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports.plot;

import java.util.Locale;

/** Numbers as people read them, on axes and in tables. */
public final class NumberText {

  /** Enough to tell values of an axis from each other. */
  private static final int FEW = 3;

  /** Powers of 1024. */
  private static final String[] PREFIXES = {"", "K", "M", "G"};

  private NumberText() {}

  /**
   * A number with few digits.
   *
   * @param value any number
   * @return it with three significant digits at most, or as a whole number
   */
  public static String shown(double value) {
    return shown(value, FEW);
  }

  /**
   * A number without superfluous zeros, with an exponent where it is very large or small.
   *
   * @param value any number
   * @param digits the most significant digits after which the fraction ends
   * @return {@code 0.25}, {@code 16384}, {@code 1.25e7}
   */
  public static String shown(double value, int digits) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    if (size != 0 && (size >= 1e6 || size < 1e-3)) {
      String[] parts = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value).split("e");
      return stripped(parts[0]) + "e" + Integer.parseInt(parts[1]);
    }
    return value == 0 ? "0" : stripped(fixed(value, digits));
  }

  private static String stripped(String text) {
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /**
   * A number without an exponent, with zeros up to its third significant digit.
   *
   * @param value any number
   * @return {@code 0.250}, {@code 16384}
   */
  public static String significant(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    return value == 0 ? "0" : fixed(value, FEW);
  }

  private static String fixed(double value, int digits) {
    int decimals = Math.max(0, digits - 1 - magnitude(value));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** The exponent of its first digit. */
  static int magnitude(double value) {
    return (int) Math.floor(Math.log10(Math.abs(value)));
  }

  /**
   * A count in units of 1024.
   *
   * @param value any count
   * @return {@code 64K}
   */
  public static String binary(double value) {
    return binary(value, FEW);
  }

  static String binary(double value, int digits) {
    int prefix = 0;
    double rest = value;
    while (rest >= 1024 && prefix < PREFIXES.length - 1) {
      rest /= 1024;
      prefix++;
    }
    return shown(rest, digits) + PREFIXES[prefix];
  }
}
