// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShortStreamsTest {

  private static final long RANDOM_SEED = 5;

  /**
   * Words of the generator's published source (B. Jenkins,
   * burtleburtle.net/bob/rand/smallprng.html) after its own start from a 32-bit seed, as Apache
   * Commons RNG lists them in its test {@code JenkinsSmallFast32Test}.
   */
  @Test
  void wordsOfThePublishedSource() {
    int seed = 0xb5ad4ece;
    int[] state = {0xf1ea5eed, seed, seed, seed};
    for (int i = 0; i < 20; i++) {
      ShortStreams.next(state);
    }
    int[] words = new int[16];
    for (int i = 0; i < words.length; i++) {
      ShortStreams.next(state);
      words[i] = state[3];
    }
    assertThat(words)
        .containsExactly(
            0x3b05df0d,
            0xc1b222b1,
            0xdc38504a,
            0x5a929fee,
            0x695f52ee,
            0x49246926,
            0xeaca3aaa,
            0xb7ea1598,
            0x6f946a66,
            0xf4eddf53,
            0x4235b7bf,
            0x4b1eb3c6,
            0xffa13fa2,
            0x095ab9fc,
            0x64dc8c5c,
            0x3ad18ba8);
  }

  /** What other tests compare with is the same generator. */
  @Test
  void wordsOfTheTestsOwn() {
    SplittableRandom random = new SplittableRandom(RANDOM_SEED);
    for (int i = 0; i < 1000; i++) {
      int[] state = random.ints(4).toArray();
      int[] expected = SmallFast.words(state, 3);
      for (int word : expected) {
        ShortStreams.next(state);
        assertThat(state[3]).isEqualTo(word);
      }
    }
  }

  /** Sixteen lanes of eight tiles are sixteen streams, and the next eight tiles are others. */
  @Test
  void streamsOfBlocks() {
    assertThat(ShortStreams.stream(0)).isZero();
    assertThat(ShortStreams.stream(15)).isEqualTo(15);
    assertThat(ShortStreams.stream(16)).isZero();
    assertThat(ShortStreams.stream(7 * 16 + 3)).isEqualTo(3);
    assertThat(ShortStreams.stream(8 * 16 + 3)).isEqualTo(19);
  }
}
