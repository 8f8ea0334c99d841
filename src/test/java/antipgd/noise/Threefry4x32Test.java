// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cipher gives Random123's known answers and refuses what is not a counter, key or output. */
class Threefry4x32Test {

  private static final int[] ONES = {-1, -1, -1, -1};

  @ParameterizedTest
  @CsvFileSource(resources = "threefry4x32.txt", delimiter = ' ')
  void knownAnswers(
      int rounds,
      String c0,
      String c1,
      String c2,
      String c3,
      String k0,
      String k1,
      String k2,
      String k3,
      String x0,
      String x1,
      String x2,
      String x3) {
    int[] counter = words(c0, c1, c2, c3);
    int[] key = words(k0, k1, k2, k3);
    int[] answer = words(x0, x1, x2, x3);

    int[] out = new int[4];
    Threefry4x32.encipher(rounds, counter, key, out);
    assertThat(out).isEqualTo(answer);
    assertThat(counter).isEqualTo(words(c0, c1, c2, c3));
    assertThat(key).isEqualTo(words(k0, k1, k2, k3));

    int[] overCounter = counter.clone();
    Threefry4x32.encipher(rounds, overCounter, key, overCounter);
    assertThat(overCounter).isEqualTo(answer);

    int[] overKey = key.clone();
    Threefry4x32.encipher(rounds, counter, overKey, overKey);
    assertThat(overKey).isEqualTo(answer);
  }

  /** One round by hand: what is added, and what is rotated by 10 and by 26. */
  @Test
  void fewestAndMostRounds() {
    int[] counter = {1, 2, 3, 4};
    int[] key = {10, 20, 30, 40};
    int[] out = new int[4];
    Threefry4x32.encipher(1, counter, key, out);
    assertThat(out).containsExactly(33, 22 << 10 ^ 33, 77, (44 << 26 | 44 >>> 6) ^ 77);
    Threefry4x32.encipher(72, counter, key, out);
    assertThat(out).doesNotContain(0, 33, 77);
  }

  /** Random123's, and a copy of them. */
  @Test
  void rotationsAreThoseOfTheCipher() {
    int[] rotations = {10, 26, 11, 21, 13, 27, 23, 5, 6, 20, 17, 11, 25, 10, 18, 20};
    assertThat(Threefry4x32.rotations()).isEqualTo(rotations);
    Threefry4x32.rotations()[0] = 0;
    assertThat(Threefry4x32.rotations()).isEqualTo(rotations);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 73, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void roundsOutOfRange(int rounds) {
    int[] out = ONES.clone();
    assertThatThrownBy(() -> Threefry4x32.encipher(rounds, ONES, ONES, out))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("rounds = " + rounds + ": must be in [1, 72]");
    assertThat(out).isEqualTo(ONES);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5})
  void notFourWords(int length) {
    for (int i = 0; i < 3; i++) {
      int[][] arrays = {ONES, ONES, ONES.clone()};
      arrays[i] = new int[length];
      assertRefused(
          IllegalArgumentException.class,
          i,
          " has " + length + " words: must have exactly 4",
          arrays);
    }
  }

  @Test
  void nullArray() {
    for (int i = 0; i < 3; i++) {
      int[][] arrays = {ONES, ONES, ONES.clone()};
      arrays[i] = null;
      assertRefused(NullPointerException.class, i, " = null: four words are required", arrays);
    }
  }

  private static void assertRefused(
      Class<? extends RuntimeException> type, int bad, String message, int[][] arrays) {
    int[] out = arrays[2];
    int[] before = out == null ? null : out.clone();
    assertThatThrownBy(() -> Threefry4x32.encipher(20, arrays[0], arrays[1], out))
        .isExactlyInstanceOf(type)
        .hasMessage(new String[] {"counter", "key", "out"}[bad] + message);
    assertThat(out).isEqualTo(before);
  }

  private static int[] words(String... hex) {
    return Arrays.stream(hex).mapToInt(word -> Integer.parseUnsignedInt(word, 16)).toArray();
  }
}
