// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/** Jenkins' small fast generator as its page defines it, in 64 bits so as to share no code. */
final class SmallFast {

  private static final long MASK = 0xffff_ffffL;

  private SmallFast() {}

  /** The first words after a state of four, which stays as it is. */
  static int[] words(int[] state, int count) {
    long a = state[0] & MASK;
    long b = state[1] & MASK;
    long c = state[2] & MASK;
    long d = state[3] & MASK;
    int[] words = new int[count];
    for (int i = 0; i < count; i++) {
      long e = a - rotated(b, 27) & MASK;
      a = b ^ rotated(c, 17);
      b = c + d & MASK;
      c = d + e & MASK;
      d = e + a & MASK;
      words[i] = (int) d;
    }
    return words;
  }

  private static long rotated(long word, int distance) {
    return (word << distance | word >> 32 - distance) & MASK;
  }
}
