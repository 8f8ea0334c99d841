// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The blocked form of Gaussian noise against the reference, word by word. */
class BlockedGaussianTest {

  private static final int BLOCK = 1024;

  /** Two radii that are far apart, with both signs: the largest one, and a small one. */
  private static final int[] RADII = {0, -1, 0x7ffffe00, 0x80000200};

  private static final int[] ANGLES = {0, 0x2aaaaaaa, 0xd5555555, Integer.MAX_VALUE};

  @Test
  void someOfAllWords() {
    assertAllRadii(1 << 20, i -> i * 4099);
    assertAllAngles(1 << 20, i -> i * 4099);
  }

  /** Where exponents and the interval of the logarithm begin. */
  @Test
  void wordsAroundPowersOfTwo() {
    int[] words =
        IntStream.range(0, 31)
            .flatMap(e -> IntStream.of(1 << e, (int) ((1 << e) * Math.sqrt(2))))
            .flatMap(word -> IntStream.range(-128, 128).map(i -> word + i))
            .flatMap(word -> IntStream.of(word, -word))
            .toArray();
    int whole = words.length / BLOCK * BLOCK;
    assertAllRadii(whole, i -> words[i]);
    assertAllAngles(whole, i -> words[i]);
  }

  /** Half a minute for both on two cores. */
  @Test
  @Tag("large")
  void allRadiusWords() {
    IntStream.range(0, 1 << 12).parallel().forEach(p -> assertAllRadii(1 << 20, i -> p << 20 | i));
  }

  @Test
  @Tag("large")
  void allAngleWords() {
    IntStream.range(0, 1 << 12).parallel().forEach(p -> assertAllAngles(1 << 20, i -> p << 20 | i));
  }

  private static void assertAllRadii(int count, IntUnaryOperator word) {
    assertPairs(count, word, i -> ANGLES[i & 3]);
  }

  private static void assertAllAngles(int count, IntUnaryOperator word) {
    assertPairs(count, i -> RADII[i & 3], word);
  }

  private static void assertPairs(int count, IntUnaryOperator radius, IntUnaryOperator angle) {
    BlockedGaussian blocked = new BlockedGaussian(BLOCK);
    int[] a = new int[BLOCK];
    int[] b = new int[BLOCK];
    float[] cosines = new float[BLOCK];
    float[] sines = new float[BLOCK];
    float[] expectedCosines = new float[BLOCK];
    float[] expectedSines = new float[BLOCK];
    for (int done = 0; done < count; done += BLOCK) {
      for (int i = 0; i < BLOCK; i++) {
        a[i] = radius.applyAsInt(done + i);
        b[i] = angle.applyAsInt(done + i);
        float r = Gaussian.radius(a[i]);
        expectedCosines[i] = Gaussian.cosine(r, b[i]);
        expectedSines[i] = Gaussian.sine(r, b[i]);
      }
      blocked.pairs(BLOCK, a, b, cosines, sines);
      // Arrays.equals compares bits: -0 is not 0.
      if (!Arrays.equals(cosines, expectedCosines) || !Arrays.equals(sines, expectedSines)) {
        assertThat(cosines)
            .as("cosine members of %s", Arrays.toString(a))
            .isEqualTo(expectedCosines);
        assertThat(sines).as("sine members of %s", Arrays.toString(a)).isEqualTo(expectedSines);
      }
    }
  }
}
