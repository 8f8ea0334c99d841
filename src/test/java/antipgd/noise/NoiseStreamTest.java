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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value is where the documented addressing puts it; it is computed here a second time. */
class NoiseStreamTest {

  private static final long[] SEEDS = {0, 1, -1, 0x0123456789abcdefL, Long.MIN_VALUE};
  private static final int[] TENSORS = {0, 1, -1, 0x89abcdef};

  /** Around each of these the low words of step or block number overflow, or all ends. */
  private static final long[] EDGES = {
    0,
    1L << 31,
    1L << 32,
    1L << 34,
    1L << 35,
    1L << 37,
    1L << 39,
    1L << 40,
    1L << 42,
    Long.MAX_VALUE
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
    int law = ascii(noise.law().name().substring(0, 4));
    return switch (noise.generator()) {
      case THREEFRY_20 -> cipher(noise, 20, law, step, block);
      case SHORT_STREAMS -> {
        long unit = block / 128;
        int k = (int) (block % 128 / 16);
        int lane = (int) (block % 16);
        int[] state = cipher(noise, 13, law ^ ascii("JSF2"), step, 16 * unit + lane);
        yield Arrays.copyOfRange(SmallFast.words(state, 32), 4 * k, 4 * k + 4);
      }
    };
  }

  private static int ascii(String tag) {
    return ByteBuffer.wrap(tag.getBytes(StandardCharsets.US_ASCII)).getInt();
  }

  private static int[] cipher(NoiseStream noise, int rounds, int tag, long step, long block) {
    int[] counter = {low(block), high(block), low(step), high(step)};
    int[] key = {low(noise.seed()), high(noise.seed()), noise.tensor(), tag};
    int[] words = new int[4];
    Threefry4x32.encipher(rounds, counter, key, words);
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
        for (Generator generator : Generator.values()) {
          NoiseStream noise = new NoiseStream(seed, tensor, law, generator);
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
    for (Generator generator : Generator.values()) {
      NoiseStream noise = new NoiseStream(SEEDS[3], TENSORS[3], law, generator);
      for (long edge : EDGES) {
        for (long element : around(2 * law.tile(), edge)) {
          assertDocumented(noise, 0x1_2345_6789L, element);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anywhere(Law law) {
    SplittableRandom random = new SplittableRandom(RANDOM_SEED);
    for (int i = 0; i < RANDOM_CASES; i++) {
      NoiseStream noise =
          new NoiseStream(random.nextLong(), random.nextInt(), law, anyGenerator(random));
      assertDocumented(noise, anyIndex(random), anyIndex(random));
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTheWordsOfABlock(Generator generator) {
    NoiseStream noise = new NoiseStream(SEEDS[3], TENSORS[3], Law.RADEMACHER, generator);
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
  void twentyRoundsOfTheCipherWhereNoGeneratorIsGiven() {
    assertThat(new NoiseStream(1, 2, Law.GAUSSIAN))
        .isEqualTo(new NoiseStream(1, 2, Law.GAUSSIAN, Generator.THREEFRY_20));
  }

  @Test
  void noLaw() {
    assertThatThrownBy(() -> new NoiseStream(1, 2, null))
        .isExactlyInstanceOf(NullPointerException.class)
        .hasMessage("law = null: must be GAUSSIAN or RADEMACHER");
  }

  @Test
  void noGenerator() {
    assertThatThrownBy(() -> new NoiseStream(1, 2, Law.GAUSSIAN, null))
        .isExactlyInstanceOf(NullPointerException.class)
        .hasMessage("generator = null: must be THREEFRY_20 or SHORT_STREAMS");
  }

  /** So that laws and generators never share cipher blocks. */
  @Test
  void everyLawAndGeneratorHasATagOfItsOwn() {
    assertThat(
            Stream.of(Law.values())
                .flatMap(
                    law -> Stream.of(Generator.values()).map(of -> new NoiseStream(1, 2, law, of)))
                .map(NoiseStream::domainTag))
        .doesNotHaveDuplicates();
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

  private static Generator anyGenerator(SplittableRandom random) {
    return Generator.values()[random.nextInt(Generator.values().length)];
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
