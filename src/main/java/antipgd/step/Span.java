// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

/**
 * The elements of a {@link Slice} that one of the {@link Loops} is to step, and where the noise of
 * the first of them stands in the arrays of noise that come with it. A span may be used again for
 * other elements after the loop has returned, so a loop reads it before it begins.
 */
public final class Span {

  private int from;
  private int length;
  private int lastFrom;
  private int newFrom;

  /** Of no elements yet. */
  Span() {}

  /**
   * Says which elements.
   *
   * @return this
   */
  Span set(int from, int length, int lastFrom, int newFrom) {
    this.from = from;
    this.length = length;
    this.lastFrom = lastFrom;
    this.newFrom = newFrom;
    return this;
  }

  /**
   * Where the elements begin in {@code w} and {@code g}.
   *
   * @return an index
   */
  public int from() {
    return from;
  }

  /**
   * How many elements there are.
   *
   * @return the number, 0 or more
   */
  public int length() {
    return length;
  }

  /**
   * Where their last noise begins in {@code xiLast}.
   *
   * @return an index
   */
  public int lastFrom() {
    return lastFrom;
  }

  /**
   * Where their new noise begins in {@code xiNew}.
   *
   * @return an index
   */
  public int newFrom() {
    return newFrom;
  }

  /**
   * Tells whether all arrays share one index, as those of supplied noise do: compilers make better
   * loops of that.
   *
   * @return true if all three first indices are equal
   */
  public boolean isOneIndex() {
    return lastFrom == from && newFrom == from;
  }
}
