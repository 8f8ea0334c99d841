// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.documents;

/** A field of a document whose value is of the right type but not allowed. */
final class InvalidFieldException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String what;

  private InvalidFieldException(String field, String what) {
    super(field + ": " + what);
    this.field = field;
    this.what = what;
  }

  /** Where it is, seen from the record that refuses it. */
  String field() {
    return field;
  }

  /** Its value, and what is allowed. */
  String what() {
    return what;
  }

  /**
   * Refuses a value, for the constructors of documents.
   *
   * @param holds whether the value is allowed
   * @param field where it is, as in {@code alarms[2].seed}
   * @param value the value
   * @param allowed what is allowed
   */
  static void require(boolean holds, String field, Object value, String allowed) {
    if (!holds) {
      throw new InvalidFieldException(field, value + ": must be " + allowed);
    }
  }

  /**
   * Refuses a number that is less than another.
   *
   * @param least the least number that is allowed
   * @param field where it is
   * @param value the number
   */
  static void requireAtLeast(long least, String field, long value) {
    require(value >= least, field, value, least + " or more");
  }
}
