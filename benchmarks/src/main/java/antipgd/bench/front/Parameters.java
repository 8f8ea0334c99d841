// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.bench.front;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.step.Rule;
import antipgd.step.Workers;
import java.util.Arrays;
import java.util.List;

/** Which values the parameters may have that several benchmarks share. */
final class Parameters {

  /** The number of elements a call works on. */
  static final String LENGTH = "n";

  /** The longest array that HotSpot makes. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  /** In seconds: JMH ends a fork that tells nothing for ten minutes. */
  private static final int LONGEST_SHOT = 300;

  private static final List<String> LAWS = Arrays.stream(Law.values()).map(Law::name).toList();
  private static final List<String> RULES = List.of(Rule.PGD.name(), Rule.ANTI_PGD.name());
  private static final List<String> GENERATORS =
      Arrays.stream(Generator.values()).map(Generator::name).toList();

  private static final List<String> WIDTHS = List.of("WHOLE", "HALF");

  private Parameters() {}

  static void check(String name, String value) throws BadInputException {
    switch (name) {
      case LENGTH ->
          require(isWhole(value, LONGEST), name, value, "a whole number in [1, " + LONGEST + "]");
      case "threads" ->
          require(
              isWhole(value, Workers.MOST_THREADS),
              name,
              value,
              "a whole number in [1, " + Workers.MOST_THREADS + "]");
      case "law" -> require(LAWS.contains(value), name, value, "one of " + LAWS);
      case "rule" -> require(RULES.contains(value), name, value, "one of " + RULES);
      case "lambda" -> require(isPart(value), name, value, "a number in [0, 1]");
      case "generator" -> require(GENERATORS.contains(value), name, value, "one of " + GENERATORS);
      case "width" -> require(WIDTHS.contains(value), name, value, "one of " + WIDTHS);
      case "seconds" ->
          require(
              isSeconds(value), name, value, "a number of seconds in (0, " + LONGEST_SHOT + "]");
      default -> {
        // A parameter of which nothing is said here is left to JMH and to its benchmark.
      }
    }
  }

  private static void require(boolean holds, String name, String value, String allowed)
      throws BadInputException {
    if (!holds) {
      throw new BadInputException("-p " + name + "=" + value + ": must be " + allowed);
    }
  }

  private static boolean isWhole(String value, int most) {
    try {
      int n = Integer.parseInt(value);
      return n >= 1 && n <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isSeconds(String value) {
    return isNumber(value)
        && Double.parseDouble(value) > 0
        && Double.parseDouble(value) <= LONGEST_SHOT;
  }

  private static boolean isPart(String value) {
    return isNumber(value) && Double.parseDouble(value) >= 0 && Double.parseDouble(value) <= 1;
  }

  private static boolean isNumber(String value) {
    try {
      return Double.isFinite(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
