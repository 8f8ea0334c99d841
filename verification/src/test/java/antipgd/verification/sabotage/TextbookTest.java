// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.verification.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import antipgd.noise.Generator;
import antipgd.noise.Law;
import antipgd.noise.NoiseStream;
import antipgd.step.Noise;
import antipgd.step.Rule;
import antipgd.step.Slice;
import antipgd.step.StepKernel;
import antipgd.step.StepKernels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What saboteurs spoil gives the product's bits, so what catches a saboteur catches its mistake.
 */
class TextbookTest {

  private static final int FROM = 3;
  private static final int LENGTH = 5000;
  private static final long ELEMENT = 1_000_003;

  private final StepKernel product = StepKernels.chosen();
  private final StepKernel textbook = StepKernel.of(new Textbook(product));

  /** How noise is held in two arrays, or without them. */
  private interface Held {
    Noise in(float[] xiLast, float[] xiNew);
  }

  @Test
  void stepsOfSuppliedNoise() {
    assertSameSteps(Noise::supplied);
  }

  @Test
  void stepsThatMakeNoise() {
    for (Law law : Law.values()) {
      NoiseStream stream = new NoiseStream(7, 1, law);
      assertSameSteps((xiLast, xiNew) -> Noise.stored(stream, xiLast));
      assertSameSteps((xiLast, xiNew) -> Noise.regenerated(stream));
    }
  }

  @Test
  void noise() {
    for (Law law : Law.values()) {
      NoiseStream stream = new NoiseStream(7, 1, law, Generator.SHORT_STREAMS);
      float[] expected = new float[FROM + LENGTH];
      float[] actual = new float[FROM + LENGTH];
      product.fill(expected, FROM, LENGTH, ELEMENT, stream, 5);
      textbook.fill(actual, FROM, LENGTH, ELEMENT, stream, 5);
      assertThat(actual).isEqualTo(expected).isNotEqualTo(new float[FROM + LENGTH]);
    }
  }

  /** By every rule, with one scale and with two. */
  private void assertSameSteps(Held held) {
    for (Rule rule : Rule.values()) {
      for (float takenBack : new float[] {0.3f, 0.2f}) {
        float[][] expected = step(product, rule, takenBack, held);
        float[][] actual = step(textbook, rule, takenBack, held);
        assertThat(actual).as("%s, %s taken back", rule, takenBack).isDeepEqualTo(expected);
        assertThat(Arrays.deepEquals(actual, arrays())).as("nothing changed").isFalse();
      }
    }
  }

  private static float[][] step(StepKernel kernel, Rule rule, float takenBack, Held held) {
    float[][] arrays = arrays();
    Slice at = Slice.of(arrays[0], arrays[1], FROM, LENGTH, ELEMENT);
    kernel.step(rule, at, held.in(arrays[2], arrays[3]), 5, 0.1f, takenBack, 0.3f);
    return arrays;
  }

  private static float[][] arrays() {
    Random random = new Random(5);
    float[][] arrays = new float[4][FROM + LENGTH];
    for (float[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        array[i] = (float) random.nextGaussian();
      }
    }
    return arrays;
  }
}
