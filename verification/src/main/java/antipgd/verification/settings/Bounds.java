// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.settings;

/** What settings may be: a violation is one line that names setting, value and what is allowed. */
public final class Bounds {

  private Bounds() {}

  /**
   * Says what is wrong with a setting.
   *
   * @param name the setting
   * @param value its value
   * @param allowed what it must be
   * @return what to throw
   */
  public static IllegalArgumentException violation(String name, Object value, String allowed) {
    return new IllegalArgumentException(name + " = " + value + ": must be " + allowed);
  }

  /**
   * Refuses a value.
   *
   * @param ok whether it is allowed
   * @param name the setting
   * @param value its value
   * @param allowed what it must be
   * @throws IllegalArgumentException unless it is allowed
   */
  public static void require(boolean ok, String name, Object value, String allowed) {
    if (!ok) {
      throw violation(name, value, allowed);
    }
  }

  /**
   * Refuses what is out of an interval.
   *
   * @param name the setting
   * @param value its value
   * @param least the least that is allowed
   * @param most the most that is allowed
   * @throws IllegalArgumentException if the value is out of them
   */
  public static void within(String name, long value, long least, long most) {
    require(value >= least && value <= most, name, value, "in [" + least + ", " + most + "]");
  }

  /**
   * Refuses what is too small.
   *
   * @param name the setting
   * @param value its value
   * @param least the least that is allowed
   * @throws IllegalArgumentException if the value is below
   */
  public static void atLeast(String name, long value, long least) {
    require(value >= least, name, value, "at least " + least);
  }

  /**
   * Refuses what is negative, or beyond the size of a float32.
   *
   * @param name the setting
   * @param value its value
   * @throws IllegalArgumentException if it is
   */
  public static void finite(String name, double value) {
    require(value >= 0 && value < Float.MAX_VALUE, name, value, "finite and >= 0");
  }

  /**
   * Refuses what is not positive, or beyond the size of a float32.
   *
   * @param name the setting
   * @param value its value
   * @throws IllegalArgumentException if it is
   */
  public static void positive(String name, double value) {
    require(value > 0 && value < Float.MAX_VALUE, name, value, "finite and above 0");
  }
}
