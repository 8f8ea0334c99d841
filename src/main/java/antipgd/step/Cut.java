// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

/**
 * Where a range is cut into parts: where the element indices are multiples of their least size, so
 * that parts are whole tiles of noise but for the first and the last.
 *
 * <p>Each section of the parts, with which one thread of {@link Workers} begins, is cut into half
 * of it, half of what is left, and so on down to that size. So a thread does most of its section in
 * a few long parts, each of which costs it a start, and the short ones come last, so that no thread
 * waits long for another.
 *
 * @param head elements by which the range begins after such an index
 * @param length elements of the range, 1 or more
 * @param size least elements of a part, but for the ends of the range
 * @param sections as many as there are threads, or fewer for a range of fewer sizes
 */
record Cut(int head, int length, int size, int sections) {

  /** For so many threads. */
  static Cut of(long element, int length, int size, int threads) {
    int head = (int) (element % size);
    return new Cut(head, length, size, Math.min(threads, sizes(head, length, size)));
  }

  private static int sizes(int head, int length, int size) {
    return (int) (((long) head + length + size - 1) / size);
  }

  /** Number of parts. */
  int parts() {
    return sections * partsOfASection();
  }

  /**
   * The halvings of the shortest section, so that all have as many parts as {@link Workers} says.
   */
  private int partsOfASection() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(sizes(head, length, size) / sections);
  }

  /** The first element of a part, counted from the range's first. */
  int begin(int part) {
    int each = partsOfASection();
    int section = part / each;
    long all = sizes(head, length, size);
    long begin = all * section / sections;
    long end = all * (section + 1) / sections;
    long left = (end - begin) >> (part % each);
    return (int) Math.max(0, (end - left) * size - head);
  }

  /** The element after a part's last, counted from the range's first. */
  int end(int part) {
    return part + 1 == parts() ? length : begin(part + 1);
  }
}
