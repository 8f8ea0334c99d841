// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

/**
 * The counter-based generator Threefry4x32 of Random123 (Salmon, Moraes, Dror and Shaw, <i>Parallel
 * Random Numbers: As Easy as 1, 2, 3</i>, SC 2011): a keyed bijection of 128-bit counters made of
 * additions, rotations and exclusive ors. Different counters or keys give independent-looking
 * words; there is no state.
 *
 * <p>Crush-resistant from 12 rounds on by the authors' tests; 13 keeps one round in reserve, 20 is
 * their recommendation.
 */
public final class Threefry4x32 {

  /** Added to the key as a fifth word: the exclusive or of all key words and this. */
  public static final int PARITY = 0x1BD11BDA;

  /** {@code Rrm}: by how much mix m of round r rotates, where rounds count modulo 8. */
  static final int R00 = 10;

  static final int R01 = 26;
  static final int R10 = 11;
  static final int R11 = 21;
  static final int R20 = 13;
  static final int R21 = 27;
  static final int R30 = 23;
  static final int R31 = 5;
  static final int R40 = 6;
  static final int R41 = 20;
  static final int R50 = 17;
  static final int R51 = 11;
  static final int R60 = 25;
  static final int R61 = 10;
  static final int R70 = 18;
  static final int R71 = 20;

  /** The same as a table: entries {@code 2 (r mod 8) + m}. */
  private static final int[] ROTATIONS = {
    R00, R01, R10, R11, R20, R21, R30, R31, R40, R41, R50, R51, R60, R61, R70, R71
  };

  private Threefry4x32() {}

  /**
   * {@return the rotations, as a new array of 16} Round {@code r} rotates in its first and second
   * mix by entries {@code 2 (r mod 8) + 0, 1}.
   */
  public static int[] rotations() {
    return ROTATIONS.clone();
  }

  /**
   * Enciphers one counter.
   *
   * @param rounds number of rounds, 1 to 72
   * @param counter the four counter words. Not modified.
   * @param key the four key words. Not modified.
   * @param out receives the four output words. Modified; may be {@code counter} or {@code key}.
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if {@code rounds} is out of range or an array is not of length
   *     4; nothing is written then
   */
  public static void encipher(int rounds, int[] counter, int[] key, int[] out) {
    if (rounds < 1 || rounds > 72) {
      throw new IllegalArgumentException("rounds = " + rounds + ": must be in [1, 72]");
    }
    fourWords("counter", counter);
    fourWords("key", key);
    fourWords("out", out);
    encipher(
        rounds,
        counter[0],
        counter[1],
        counter[2],
        counter[3],
        key[0],
        key[1],
        key[2],
        key[3],
        out);
  }

  /** On words, without checks or allocation. */
  static void encipher(
      int rounds, int c0, int c1, int c2, int c3, int k0, int k1, int k2, int k3, int[] out) {
    int k4 = PARITY ^ k0 ^ k1 ^ k2 ^ k3;
    int x0 = c0 + k0;
    int x1 = c1 + k1;
    int x2 = c2 + k2;
    int x3 = c3 + k3;
    for (int r = 0; r < rounds; r++) {
      int first = ROTATIONS[2 * (r % 8)];
      int second = ROTATIONS[2 * (r % 8) + 1];
      if (r % 2 == 0) {
        x0 += x1;
        x1 = Integer.rotateLeft(x1, first) ^ x0;
        x2 += x3;
        x3 = Integer.rotateLeft(x3, second) ^ x2;
      } else {
        x0 += x3;
        x3 = Integer.rotateLeft(x3, first) ^ x0;
        x2 += x1;
        x1 = Integer.rotateLeft(x1, second) ^ x2;
      }
      if (r % 4 == 3) {
        int used = k0;
        k0 = k1;
        k1 = k2;
        k2 = k3;
        k3 = k4;
        k4 = used;
        x0 += k0;
        x1 += k1;
        x2 += k2;
        x3 += k3 + r / 4 + 1;
      }
    }
    out[0] = x0;
    out[1] = x1;
    out[2] = x2;
    out[3] = x3;
  }

  private static void fourWords(String name, int[] words) {
    if (words == null) {
      throw new NullPointerException(name + " = null: four words are required");
    }
    if (words.length != 4) {
      throw new IllegalArgumentException(
          name + " has " + words.length + " words: must have exactly 4");
    }
  }
}
