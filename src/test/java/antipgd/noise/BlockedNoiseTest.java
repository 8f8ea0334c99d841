// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.noise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tiles of blocked noise, and differences of signs, against the reference. */
class BlockedNoiseTest {

  private static final long SEED = 0x0123456789abcdefL;
  private static final long STEP = 0x300000005L;

  /** The first tile of which the block number has a second word. */
  private static final long OVERFLOW = 1L << 28;

  /** So many calls that chunks are long ones. */
  private static BlockedNoise warm(NoiseStream stream) {
    BlockedNoise noise = new BlockedNoise();
    noise.tiles(stream, 0, 0, 60, new float[60 * stream.law().tile()], 0);
    return noise;
  }

  private static void assertIsNoise(
      float[] actual, int from, int length, NoiseStream stream, long element) {
    for (int i = 0; i < length; i++) {
      if (actual[from + i] != stream.at(STEP, element + i)) {
        assertThat(actual[from + i])
            .as("element %d", element + i)
            .isEqualTo(stream.at(STEP, element + i));
      }
    }
  }

  /** In short and in long chunks, which end where the low word of the block number overflows. */
  @ParameterizedTest
  @EnumSource
  void tilesAreThoseOfTheStream(Law law) {
    for (Generator generator : Generator.values()) {
      NoiseStream stream = new NoiseStream(SEED, 7, law, generator);
      BlockedNoise cold = new BlockedNoise();
      BlockedNoise warm = warm(stream);
      for (BlockedNoise noise : new BlockedNoise[] {cold, warm}) {
        for (long tile : new long[] {0, 5, OVERFLOW - 100, 8 * OVERFLOW - 100}) {
          int count = law == Law.GAUSSIAN ? 230 : 110;
          float[] out = new float[3 + count * law.tile()];
          noise.tiles(stream, STEP, tile, count, out, 3);
          assertThat(out).startsWith(0, 0, 0);
          assertIsNoise(out, 3, count * law.tile(), stream, tile * law.tile());
        }
      }
    }
  }

  /** As {@code Blocks} has room for them. */
  @Test
  void sizesOfBlocks() {
    assertThat(BlockedNoise.block(Law.GAUSSIAN, Generator.THREEFRY_20)).isEqualTo(4096);
    assertThat(BlockedNoise.block(Law.GAUSSIAN, Generator.SHORT_STREAMS)).isEqualTo(32_768);
    for (Generator generator : Generator.values()) {
      assertThat(BlockedNoise.block(Law.RADEMACHER, generator)).isEqualTo(8192);
    }
  }

  /** The new sign less the last one, as floats of a piece and from halves of words. */
  @Test
  void differencesAreThoseOfTheStream() {
    for (Generator generator : Generator.values()) {
      NoiseStream stream = new NoiseStream(SEED, 7, Law.RADEMACHER, generator);
      RademacherDifferences differences = new RademacherDifferences(4);
      for (long first : new long[] {0, 1, 6, OVERFLOW - 5, 8 * OVERFLOW - 5}) {
        int count = 9;
        for (int done = 0, taken; done < count; done += taken) {
          taken = differences.take(stream, STEP, first + done, count - done);
          assertThat(taken).isEqualTo(Math.min(count - done, 4 - (int) ((first + done) % 4)));
          assertPieces(differences, stream, (first + done) * 2048, 2 * taken);
        }
      }
    }
  }

  private static void assertPieces(
      RademacherDifferences differences, NoiseStream stream, long element, int pieces) {
    float[] floats = new float[RademacherDifferences.PIECE];
    for (int piece = 0; piece < pieces; piece++) {
      differences.piece(piece);
      differences.floats(floats);
      for (int i = 0; i < floats.length; i++) {
        long at = element + piece * floats.length + i;
        int expected = (int) (stream.at(STEP, at) - stream.at(STEP - 1, at));
        int made = RademacherDifferences.of(differences.halves()[i], differences.toTop()[i]);
        if (floats[i] != expected || made != expected) {
          assertThat(floats[i]).as("element %d", at).isEqualTo(expected);
          assertThat(made).as("element %d", at).isEqualTo(expected);
        }
      }
    }
  }
}
