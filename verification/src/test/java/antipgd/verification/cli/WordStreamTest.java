// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Gaussian;
import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.StepKernels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every word, and every value, is where its order says, by the reference. */
class WordStreamTest {

  private static final long SEED = 0x0123456789abcdefL;
  private static final int WORDS = 256 * 64;

  private static NoiseStream noise(int tensor, Generator generator) {
    return new NoiseStream(SEED, tensor, Law.GAUSSIAN, generator);
  }

  private static IntBuffer secondPortion(WordStream.Order order, Generator generator) {
    return secondPortion(new WordStream(noise(0, generator), order, new NoiseWords()));
  }

  /** The second portion, because the first could begin anywhere. */
  private static IntBuffer secondPortion(WordStream words) {
    byte[] bytes = new byte[words.portion()];
    words.next(bytes);
    words.next(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }

  private static int word(NoiseStream noise, long step, long element) {
    int[] words = new int[4];
    noise.words(step, element / 64 * 16 + element % 16, words);
    return words[(int) (element / 16 % 4)];
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void kernelOrderIsByElement(Generator generator) {
    IntBuffer words = secondPortion(WordStream.Order.KERNEL, generator);
    for (int i = 0; i < WORDS; i++) {
      assertThat(words.get(i)).isEqualTo(word(noise(0, generator), 0, WORDS + i));
    }
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void stepsTakeTurns(Generator generator) {
    IntBuffer words = secondPortion(WordStream.Order.STEPS, generator);
    for (int i = 0; i < WORDS; i++) {
      assertThat(words.get(i)).isEqualTo(word(noise(0, generator), 256 + i % 256, i / 256));
    }
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void tensorsTakeTurns(Generator generator) {
    IntBuffer words = secondPortion(WordStream.Order.TENSORS, generator);
    for (int i = 0; i < WORDS; i++) {
      assertThat(words.get(i)).isEqualTo(word(noise(256 + i % 256, generator), 0, i / 256));
    }
  }

  @Test
  void kernelOrderIsThatOfTheNoise() {
    IntBuffer words = secondPortion(WordStream.Order.KERNEL, Generator.THREEFRY_20);
    for (int pair = 0; pair < WORDS; pair += 32) {
      float radius = Gaussian.radius(words.get(pair));
      assertThat(noise(0, Generator.THREEFRY_20).at(0, WORDS + pair))
          .isEqualTo(Gaussian.cosine(radius, words.get(pair + 16)));
    }
  }

  @ParameterizedTest
  @EnumSource(Law.class)
  void valuesAreTheNoiseInTheSameOrders(Law law) {
    for (WordStream.Order order : WordStream.Order.values()) {
      NoiseStream noise = new NoiseStream(SEED, 0, law, Generator.SHORT_STREAMS);
      NoiseValues content = new NoiseValues(StepKernels.chosen(), law);
      IntBuffer values = secondPortion(new WordStream(noise, order, content));
      assertThat(values.limit()).isEqualTo(256 * law.tile());
      for (int i = 0; i < values.limit(); i += 7) {
        int turn = 256 + i % 256;
        float expected =
            switch (order) {
              case KERNEL -> noise.at(0, values.limit() + i);
              case STEPS -> noise.at(turn, i / 256);
              case TENSORS ->
                  new NoiseStream(SEED, turn, law, Generator.SHORT_STREAMS).at(0, i / 256);
            };
        assertThat(Float.intBitsToFloat(values.get(i))).as("%s %d", order, i).isEqualTo(expected);
      }
    }
  }
}
