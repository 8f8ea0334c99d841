// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

/**
 * What is stepped: a range of weights with its gradient, and where the range lies in its tensor.
 * Made and checked once, then used for every step; the arrays themselves are kept, not copied.
 *
 * <p>The range is {@code [from, from + length)} of {@code w}, of {@code g} and of every array of
 * noise that a step brings; nothing outside of it is read or written. {@code element} is the 64-bit
 * index in its tensor of the range's first element: noise belongs to it, so a tensor may be cut
 * into slices in any way and gets the same bits.
 *
 * <p>Immutable. Slices with disjoint ranges may be stepped at the same time.
 */
public final class Slice {

  private final float[] w;
  private final float[] g;
  private final int from;
  private final int length;
  private final long element;

  /** All elements, with noise at the same index. */
  private final Span whole;

  /** The parts that this slice was last cut into. */
  private Parts parts;

  private record Parts(int size, int threads, Slice[] slices) {}

  private Slice(float[] w, float[] g, int from, int length, long element) {
    this.w = w;
    this.g = g;
    this.from = from;
    this.length = length;
    this.element = element;
    this.whole = new Span().set(from, length, from, from);
  }

  /**
   * A whole tensor.
   *
   * @param w weights. Modified by steps.
   * @param g gradient at {@code w}, as long as {@code w} or longer. Not modified.
   * @return the slice
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if both are the same array or {@code g} is shorter than {@code
   *     w}
   */
  public static Slice of(float[] w, float[] g) {
    Arguments.notNull("w", w);
    return of(w, g, 0, w.length, 0);
  }

  /**
   * A range of a tensor.
   *
   * @param w weights. Modified by steps.
   * @param g gradient at {@code w}. Not modified.
   * @param from index of the range's first element in both arrays
   * @param length number of elements in the range, 0 or more
   * @param element index in its tensor of the range's first element, 0 or more
   * @return the slice
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if both are the same array, the range is outside of one,
   *     {@code element} is negative, or elements would lie beyond {@code 2^63}
   */
  public static Slice of(float[] w, float[] g, int from, int length, long element) {
    Arguments.distinct("w", w, "g", g);
    Arguments.range(from, length, w, "w");
    Arguments.range(from, length, g, "g");
    Arguments.element(element, length);
    return new Slice(w, g, from, length, element);
  }

  /**
   * The weights: the array itself.
   *
   * @return the array
   */
  public float[] w() {
    return w;
  }

  /**
   * The gradient: the array itself.
   *
   * @return the array
   */
  public float[] g() {
    return g;
  }

  /**
   * Index of the range's first element in all arrays.
   *
   * @return the index
   */
  public int from() {
    return from;
  }

  /**
   * Number of elements in the range.
   *
   * @return the number
   */
  public int length() {
    return length;
  }

  /**
   * Index in its tensor of the range's first element.
   *
   * @return the index
   */
  public long element() {
    return element;
  }

  Span whole() {
    return whole;
  }

  /**
   * Cuts this slice for so many threads where element indices are multiples of {@code size}: see
   * {@link Cut}. Cut as the last time, it gives the same parts again, so that steps allocate none.
   */
  Slice[] parts(int size, int threads) {
    Parts last = parts;
    if (last == null || last.size != size || last.threads != threads) {
      last = new Parts(size, threads, cut(size, threads));
      parts = last;
    }
    return last.slices;
  }

  private Slice[] cut(int size, int threads) {
    Cut cut = Cut.of(element, length, size, threads);
    Slice[] slices = new Slice[cut.parts()];
    for (int i = 0; i < slices.length; i++) {
      int begin = cut.begin(i);
      slices[i] = new Slice(w, g, from + begin, cut.end(i) - begin, element + begin);
    }
    return slices;
  }
}
