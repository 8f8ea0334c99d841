// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value is where the documented addressing puts it; it is computed here a second time. */
class NoiseStreamTest {

  private static final long[] SEEDS = {0, 1, -1, 0x0123456789abcdefL, Long.MIN_VALUE};
  private static final int[] TENSORS = {0, 1, -1, 0x89abcdef};
  private static final int[] ROUNDS = {13, 20};

  /** Around each of these the low words of step or block number overflow, or all ends. */
  private static final long[] EDGES = {
    0, 1L << 31, 1L << 32, 1L << 34, 1L << 35, 1L << 39, 1L << 40, Long.MAX_VALUE
  };

  private static final long RANDOM_SEED = 123;
  private static final int RANDOM_CASES = 100_000;

  private static float documented(NoiseStream noise, long step, long element) {
    long tileSize = noise.law() == Law.GAUSSIAN ? 64 : 2048;
    long tile = element / tileSize;
    int bit = (int) (element % tileSize / 64);
    int word = (int) (element % 64 / 16);
    int lane = (int) (element % 16);
    int[] words = words(noise, step, 16 * tile + lane);
    if (noise.law() == Law.RADEMACHER) {
      return (words[word] & 1 << bit) == 0 ? 1 : -1;
    }
    return switch (word) {
      case 0 -> Gaussian.cosine(Gaussian.radius(words[0]), words[1]);
      case 1 -> Gaussian.sine(Gaussian.radius(words[0]), words[1]);
      case 2 -> Gaussian.cosine(Gaussian.radius(words[2]), words[3]);
      default -> Gaussian.sine(Gaussian.radius(words[2]), words[3]);
    };
  }

  private static int[] words(NoiseStream noise, long step, long block) {
    String tag = noise.law().name().substring(0, 4);
    int domain = ByteBuffer.wrap(tag.getBytes(StandardCharsets.US_ASCII)).getInt();
    int[] counter = {low(block), high(block), low(step), high(step)};
    int[] key = {low(noise.seed()), high(noise.seed()), noise.tensor(), domain};
    int[] words = new int[4];
    Threefry4x32.encipher(noise.rounds(), counter, key, words);
    return words;
  }

  private static int low(long both) {
    return (int) (both % (1L << 32));
  }

  private static int high(long both) {
    return (int) Math.floorDiv(both, 1L << 32);
  }

  @ParameterizedTest
  @EnumSource
  void atTheEdges(Law law) {
    for (long seed : SEEDS) {
      for (int tensor : TENSORS) {
        for (int rounds : ROUNDS) {
          NoiseStream noise = new NoiseStream(seed, tensor, law, rounds);
          for (long step : around(1, EDGES)) {
            for (long element : around(2, EDGES)) {
              assertDocumented(noise, step, element);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void onWholeTiles(Law law) {
    NoiseStream noise = new NoiseStream(SEEDS[3], TENSORS[3], law);
    for (long edge : EDGES) {
      for (long element : around(2 * law.tile(), edge)) {
        assertDocumented(noise, 0x1_2345_6789L, element);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anywhere(Law law) {
    SplittableRandom random = new SplittableRandom(RANDOM_SEED);
    for (int i = 0; i < RANDOM_CASES; i++) {
      NoiseStream noise =
          new NoiseStream(random.nextLong(), random.nextInt(), law, ROUNDS[random.nextInt(2)]);
      assertDocumented(noise, anyIndex(random), anyIndex(random));
    }
  }

  @Test
  void givesTheWordsOfABlock() {
    NoiseStream noise = new NoiseStream(SEEDS[3], TENSORS[3], Law.RADEMACHER, 13);
    for (long step : around(1, EDGES)) {
      for (long block : around(1, EDGES)) {
        int[] out = {1, 2, 3, 4, 5};
        noise.words(step, block, out);
        int[] expected = Arrays.copyOf(words(noise, step, block), 5);
        expected[4] = 5;
        assertThat(out).isEqualTo(expected);
      }
    }
  }

  @Test
  void twentyRoundsWhereNoneAreGiven() {
    assertThat(new NoiseStream(1, 2, Law.GAUSSIAN))
        .isEqualTo(new NoiseStream(1, 2, Law.GAUSSIAN, 20));
  }

  @Test
  void noLaw() {
    assertThatThrownBy(() -> new NoiseStream(1, 2, null))
        .isExactlyInstanceOf(NullPointerException.class)
        .hasMessage("law = null: must be GAUSSIAN or RADEMACHER");
  }

  @ParameterizedTest
  @ValueSource(ints = {-13, 0, 1, 12, 14, 19, 21, 72, Integer.MAX_VALUE})
  void unknownRounds(int rounds) {
    assertRefused(
        "rounds = " + rounds + ": must be 13 or 20",
        () -> new NoiseStream(1, 2, Law.GAUSSIAN, rounds));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Integer.MIN_VALUE, Long.MIN_VALUE})
  void negativeIndex(long index) {
    NoiseStream noise = new NoiseStream(1, 2, Law.GAUSSIAN);
    int[] out = new int[4];
    assertRefused("step = " + index + ": must be >= 0", () -> noise.at(index, 0));
    assertRefused("element = " + index + ": must be >= 0", () -> noise.at(0, index));
    assertRefused("step = " + index + ": must be >= 0", () -> noise.words(index, 0, out));
    assertRefused("block = " + index + ": must be >= 0", () -> noise.words(0, index, out));
    assertThat(out).containsOnly(0);
  }

  @Test
  void noRoomForTheWords() {
    NoiseStream noise = new NoiseStream(1, 2, Law.GAUSSIAN);
    int[] out = new int[3];
    assertRefused("out has 3 words: must have at least 4", () -> noise.words(0, 0, out));
    assertThat(out).containsOnly(0);
    assertThatThrownBy(() -> noise.words(0, 0, null))
        .isExactlyInstanceOf(NullPointerException.class)
        .hasMessage("out = null: an array is required");
  }

  /** All indices not farther than {@code reach} from an edge. */
  private static long[] around(long reach, long... edges) {
    return Arrays.stream(edges)
        .flatMap(
            edge ->
                LongStream.rangeClosed(
                    Math.max(0, edge - reach), edge + Math.min(reach, Long.MAX_VALUE - edge)))
        .toArray();
  }

  /** Of any magnitude. */
  private static long anyIndex(SplittableRandom random) {
    return random.nextLong() >>> 1 + random.nextInt(63);
  }

  private static void assertDocumented(NoiseStream noise, long step, long element) {
    float actual = noise.at(step, element);
    float expected = documented(noise, step, element);
    if (Float.compare(actual, expected) != 0) {
      fail(
          "%s, step %d, element %d: %s, must be %s",
          noise, step, element, Float.toHexString(actual), Float.toHexString(expected));
    }
  }

  private static void assertRefused(String message, Runnable call) {
    assertThatThrownBy(call::run)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
