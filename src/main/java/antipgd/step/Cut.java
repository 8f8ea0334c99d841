// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.step;

/**
 * Where a range is cut into parts: where the element indices are multiples of their size, so that
 * parts are whole tiles of noise but for the first and the last.
 *
 * @param head elements by which the range begins after such an index
 * @param length elements of the range
 * @param size most elements of a part
 */
record Cut(int head, int length, int size) {

  static Cut of(long element, int length, int size) {
    return new Cut((int) (element % size), length, size);
  }

  /** Number of parts. */
  int parts() {
    return (int) (((long) head + length + size - 1) / size);
  }

  /** The first element of a part, counted from the range's first. */
  int begin(int part) {
    return (int) Math.max(0, (long) part * size - head);
  }

  /** The element after a part's last, counted from the range's first. */
  int end(int part) {
    return (int) Math.min(length, (part + 1L) * size - head);
  }
}
